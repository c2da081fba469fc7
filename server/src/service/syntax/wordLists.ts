// Where one shell word is meant to become several: lists of packages, files or options.
import { memoize } from "./memoize.ts";
import type { Model } from "./model.ts";
import type { ShellCommand, ShellScript, ShellWord } from "./shell.ts";
import { within, wordFacts } from "./shellExpansions.ts";
import { changesOf } from "./shellVariables.ts";
import type { Instruction } from "./tree.ts";

/** Programs that take as many names as there are. */
const takesLists: ReadonlySet<string> = new Set(
  "add apt-mark cat chmod chown cp echo eval export gem kill ls mv npm pip pip3 printf rm set strip touch unset update-alternatives usermod".split(
    " ",
  ),
);
const verbs: ReadonlySet<string> = new Set([
  "add",
  "del",
  "install",
  "purge",
  "remove",
  "in",
  "download",
  "uninstall",
  "erase",
  "autoremove",
  "build-dep",
  "manual",
  "test",
]);

/** Whether a command installs, removes or tests whatever it is given. */
export const hasListVerb: (command: ShellCommand) => boolean = memoize(({ args }: ShellCommand) =>
  args.some(({ literal }) => literal !== undefined && verbs.has(literal)),
);

/** Whether a program takes as many names as there are. */
export function takesList({ program }: ShellCommand): boolean {
  return takesLists.has(program);
}

/** Programs that read their arguments as a script or as options of the shell. */
const readers: ReadonlySet<string> = new Set(["eval", "set", "xargs", "exec"]);

/** Whether a word that is nothing but a variable may stand for several, to go by its command. */
export function takesSeveral(command: ShellCommand, { start }: ShellWord): boolean {
  const isProgram = command.name?.start === start;
  return isProgram || hasListVerb(command) || readers.has(command.program);
}

/** Whether a variable is given a value with blanks in it, by the script or by ARG and ENV. */
export function hasBlanks(
  model: Model,
  node: Instruction,
  script: ShellScript,
  name: string,
): boolean {
  const changes = changesOf(script, name);
  const value = changes.length === 0 ? model.scope(node).lookup(name) : undefined;
  if (value?.kind === "text" && /\s/.test(value.text)) return true;
  return changes.some(({ value: word, appends }) => {
    if (word === undefined) return false;
    const quotes = within(wordFacts(script).quotes, word);
    const isBroken = quotes.some((quote) => /\s/.test(quote.value) && quote.context !== "argument");
    return /\s/.test(word.literal ?? "") || isBroken || appends;
  });
}
