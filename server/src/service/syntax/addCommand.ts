// Another command in the shell text of a RUN.
import { styleOf } from "./continuationStyle.ts";
import type { Model } from "./model.ts";
import { hasErrexit } from "./runScripts.ts";
import type { ShellCommand, ShellPart, ShellScript } from "./shell.ts";
import { placeOf } from "./shellStructure.ts";
import type { Instruction } from "./tree.ts";
import type { WrittenEdits } from "./writtenEdits.ts";

/** Programs around a command that make no difference to who runs it and where. */
const plainWrappers: ReadonlySet<string> = new Set([
  "command",
  "doas",
  "env",
  "ionice",
  "nice",
  "stdbuf",
  "sudo",
  "time",
  "timeout",
  "xargs",
]);

/**
 * Writes a command that cannot fail behind the list item that holds another one; with sudo where that has it. It runs
 * only where the other one succeeded, and the other one's failure means what it meant.
 */
export function commandBehind(
  model: Model,
  node: Instruction,
  { start, end, wrappers, name }: ShellCommand,
  added: string,
): WrittenEdits {
  const script = model.script(node);
  if (node.json !== undefined || script === undefined) {
    return { refusal: "the exec form runs one command" };
  }
  if (script.errors.length > 0) return { refusal: "the shell would not understand the rest" };
  const at = script.parts.findIndex((part) => part.start <= start && end <= part.end);
  const part = script.parts[at];
  if (part === undefined) return { refusal: "the command stands in none of the lists" };
  const inside = script.commands.filter((each) => part.start <= each.start && each.end <= part.end);
  if (part.background) return { refusal: "`&` lets the command run beside the others" };
  if (inside.some((each) => placeOf(script, each).inFunction)) {
    return { refusal: "the command stands in a function" };
  }
  if (inside.some(({ redirects }) => redirects.some(({ heredoc }) => heredoc !== undefined))) {
    return { refusal: "a heredoc stands behind the command" };
  }
  const other = wrappers.find((each) => !plainWrappers.has(each));
  const before = model.dockerfile.text.slice(start, name?.start ?? start);
  if (other !== undefined || /\s(?:-u|--user)\b/.test(before)) {
    return { refusal: `\`${other ?? "sudo"}\` runs the command as somebody else` };
  }
  const operator = operatorBehind(model, node, script, at);
  if (operator === undefined) {
    return { refusal: "the option -e would not reach into the group before `&&`" };
  }
  const asRoot = wrappers.find((each) => each === "sudo" || each === "doas");
  const prefix = asRoot === undefined ? "" : `${asRoot} `;
  const text = separator(model, node, part, operator) + prefix + added;
  return { edits: [{ start: part.end, end: part.end, text }], refusal: undefined };
}

/** What parts the new command from the one before it; undefined where neither operator keeps what a failure does. */
function operatorBehind(
  model: Model,
  node: Instruction,
  script: ShellScript,
  at: number,
): "&&" | ";" | undefined {
  const [part, next] = [script.parts[at], script.parts[at + 1]];
  if (part === undefined) return undefined;
  if (next?.operator === "&&" || next?.operator === "||") return "&&";
  const first = script.commands.find(({ start }) => start >= part.start);
  const stops = hasErrexit(model, node) || (first !== undefined && placeOf(script, first).errexit);
  if (!stops) return "&&";
  // before `&&` the option -e has no effect; at the end of the script the last status counts
  const isAlone = part.operator !== "&&" && part.operator !== "||";
  if (isAlone || next !== undefined) return ";";
  return part.kind === "command" ? "&&" : undefined;
}

function separator(
  { dockerfile }: Model,
  node: Instruction,
  { start }: ShellPart,
  operator: "&&" | ";",
): string {
  const { text, eol } = dockerfile;
  const isHeredoc = start >= node.body.end;
  if (isHeredoc && operator === ";") {
    const line = text.slice(text.lastIndexOf("\n", start - 1) + 1);
    return eol + (/^[ \t]*/.exec(line)?.[0] ?? "");
  }
  const style = styleOf(dockerfile)(node);
  if (isHeredoc || !style.isBroken) return operator === ";" ? "; " : " && ";
  return operator === ";" ? style.semicolon : style.and;
}
