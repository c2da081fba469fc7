// `echo a b` as `printf '%s %s\n' a b`, which prints the same in every shell.
import { isBuildVariable } from "./buildVariables.ts";
import { memoize, memoizeParts } from "./memoize.ts";
import type { Model } from "./model.ts";
import type { ShellCommand, ShellScript, ShellWord } from "./shell.ts";
import { areVerbatim, quoteFor, type TextEdit } from "./shellEdits.ts";
import { within, wordFacts } from "./shellExpansions.ts";
import type { Instruction } from "./tree.ts";

/** How to write it, or why it is not done, as the rest of a sentence. */
export type EchoAsPrintf =
  | { readonly edits: readonly TextEdit[]; readonly refusal: undefined }
  | { readonly edits?: undefined; readonly refusal: string };

/**
 * Replaces echo and its flags; the other words stay as they are.
 *
 * @param conversion `%s` prints escapes as they stand, `%b` expands them as echo does where it does
 */
export function echoAsPrintf(
  model: Model,
  node: Instruction,
  script: ShellScript,
  command: ShellCommand,
  conversion: "%s" | "%b",
): EchoAsPrintf {
  const { name, args, wrappers } = command;
  if (name?.text !== "echo" || wrappers.length > 0)
    return { refusal: "it is not the shell's own echo" };
  const flags = echoFlags(args);
  const words = args.slice(flags.length);
  const open = words.find((word) => isOpen(script, word));
  if (open !== undefined) return { refusal: `\`${open.text}\` may be any number of words` };
  const lineEnd = flags.some(({ text }) => text.includes("n")) ? "" : "\\n";
  const format = words.map(() => conversion).join(" ") + lineEnd;
  const quoted = quoteFor(model, node, script, format);
  const edits = [{ start: name.start, end: (flags.at(-1) ?? name).end, text: `printf ${quoted}` }];
  if (quoted === undefined || !areVerbatim(script, edits))
    return { refusal: "it stands in a text that has quotes or line ends of its own" };
  return { edits, refusal: undefined };
}

/** The words at the start that bash and busybox take for flags. */
export function echoFlags(args: readonly ShellWord[]): readonly ShellWord[] {
  const first = args.findIndex(({ literal }) => !/^-[neE]+$/.test(literal ?? ""));
  return first === -1 ? args : args.slice(0, first);
}

/** Whether printf with a conversion is known to print what echo prints there now. */
export function isSameAsEcho(
  model: Model,
  node: Instruction,
  script: ShellScript,
  { args, start, end }: ShellCommand,
  conversion: "%s" | "%b",
): boolean {
  const shell = model.runningShell(node);
  if (shell === undefined || echoChanges(model)(node)) return false;
  // another shell may run it
  const isInner = script !== model.script(node);
  if (isInner && (shell !== "busybox" || namesDash(model)(node))) return false;
  const flags = echoFlags(args);
  // its value may be one more flag
  if (/^["']*-?[neE]*["']*[$`]/.test(args[flags.length]?.text ?? "")) return false;
  const letters = flags.map(({ literal = "" }) => literal).join("");
  if (shell === "dash") return conversion === "%b" && ["", "-n"].includes(letters);
  const expands = letters.lastIndexOf("e") > letters.lastIndexOf("E");
  if (expands !== (conversion === "%b")) return false;
  // the echo of bash, unlike its printf, reads no `\101`
  return !(
    shell === "bash" &&
    expands &&
    /\\[1-7]|[$`]/.test(model.dockerfile.text.slice(start, end))
  );
}

/** Whether the echo of an instruction may be another than the shell comes with; bash has an option for it. */
const echoChanges = memoize((model: Model) =>
  memoizeParts((node: Instruction) => {
    const words = model.shell(node)?.words ?? [];
    const { text } = model.dockerfile;
    const all = [...words, text.slice(node.start, node.end)].join(" ");
    const isSet = ["BASHOPTS", "BASH_ENV"].some((name) => isBuildVariable(model, node, name));
    return isSet || echoChange.test(all);
  }),
);

const namesDash = memoize(({ dockerfile: { text } }: Model) =>
  memoizeParts(({ start, end }: Instruction) => /\bdash\b/.test(text.slice(start, end))),
);

const echoChange =
  /xpg_echo|\bshopt\b|BASHOPTS|BASH_ENV|\b(?:ba)?sh\b[^\n;|&]{0,200}\s[-+]O|\becho\s*\(\s*\)|\bfunction\s+echo\b|\balias\b/;

/** Unquoted variables and commands, and patterns. */
function isOpen(script: ShellScript, word: ShellWord): boolean {
  if (word.literal !== undefined && !/[*?[{]/.test(word.text)) return false;
  const { expansions, globs } = wordFacts(script);
  return (
    within(globs, word).some(({ quoted }) => !quoted) ||
    within(expansions, word).some(
      ({ quoted, kind, name, word: own }) =>
        own?.start === word.start && kind !== "arithmetic" && (!quoted || name === "@"),
    )
  );
}
