// Commands and words taken out of the shell text of an instruction.
import { memoize } from "./memoize.ts";
import type { Model } from "./model.ts";
import { hasErrexit } from "./runScripts.ts";
import type { ShellCommand, ShellPart, ShellScript, ShellWord } from "./shell.ts";
import { placeOf } from "./shellStructure.ts";
import type { Instruction, Span } from "./tree.ts";
import { wholeLines } from "./wholeLines.ts";
import { without, type WrittenEdits } from "./writtenEdits.ts";

/** Takes out a command that always succeeds, with the operator that ties it to its neighbours; the RUN where it is all. */
export function dropCommand(model: Model, node: Instruction, command: ShellCommand): WrittenEdits {
  const { text } = model.dockerfile;
  const script = node.json === undefined ? model.script(node) : undefined;
  const at = script && partPlaces(script).get(command.start);
  const part = script?.parts[at ?? -1];
  if (
    script === undefined ||
    at === undefined ||
    part?.kind !== "command" ||
    part.end !== command.end
  ) {
    return { refusal: "the command is part of another one" };
  }
  if (script.errors.length > 0) return { refusal: "the shell would not understand the rest" };
  if (script.parts.length === 1) {
    if (node.name !== "RUN" || node.onbuild) return { refusal: "nothing would be left" };
    return without(...wholeLines(model.dockerfile, node));
  }
  const [before, next] = [script.parts[at - 1], script.parts[at + 1]];
  if (part.background || next?.operator === "||" || part.operator === "||") {
    return { refusal: "its status decides whether another command runs" };
  }
  const withNext = next !== undefined && (next.operator === "&&" || part.operator !== "&&");
  if (!withNext && !keepsStatus(model, node, script, { before, part, next })) {
    return { refusal: "the status of another command would count in its place" };
  }
  const gap = withNext
    ? { start: part.end, end: next.start }
    : { start: before?.end ?? part.start, end: part.start };
  const between = text.slice(gap.start, gap.end);
  const isPlain = /^[\s\\`;&]*$/.test(between);
  // empty lines and comments between the two stay where they can
  const spans = withNext && /\n[^]*\n/.test(between) ? aroundComments(text, part, gap) : [];
  if (isPlain && spans.length === 0) {
    return without(
      withNext ? { start: part.start, end: next.start } : { start: gap.start, end: part.end },
    );
  }
  return spans.length > 0
    ? without(...spans)
    : { refusal: "a comment stands between the command and its neighbour" };
}

/** Indexes of the parts by where they begin. */
const partPlaces = memoize(
  ({ parts }: ShellScript) => new Map(parts.map(({ start }, index) => [start, index])),
);

/** Comments and empty lines, then perhaps the operator before the next command. */
const commentLines = /^(?:[ \t]*(?:#[^\n]*|[\\`]?[ \t]*\r?)\n)*[ \t]*((?:&&[ \t]*)?)$/;

/** The command and its operator where comment lines stand before the next one; they stay. None where that cannot be. */
function aroundComments(text: string, part: Span, gap: Span): readonly Span[] {
  const lineStart = text.lastIndexOf("\n", part.start - 1) + 1;
  const isFirst = /^[ \t]*$/.test(text.slice(lineStart, part.start));
  const [lineEnd, blanks = "", operator = "", continuation] =
    /^([ \t]*)(&&|;|)[ \t]*([\\`]?)[ \t]*\r?\n/.exec(text.slice(gap.start, gap.end)) ?? [];
  const rest = text.slice(gap.start + (lineEnd?.length ?? 0), gap.end);
  const [, next] = commentLines.exec(rest) ?? [];
  if (lineEnd === undefined || next === undefined || (operator !== "" && next !== "")) return [];
  if (continuation === "" && !isFirst) return [];
  // the line begins with the operator: the next one's does too
  if (next !== "" && /^[ \t]*&&[ \t]*$/.test(text.slice(lineStart, part.start))) {
    return [{ start: lineStart, end: gap.start + lineEnd.length }];
  }
  const operatorLength = blanks.length + operator.length;
  const after = /^[ \t]*/.exec(text.slice(gap.start + operatorLength))?.[0].length ?? 0;
  const command = isFirst
    ? { start: lineStart, end: gap.start + lineEnd.length }
    : { start: part.start, end: gap.start + operatorLength + after };
  return next === "" ? [command] : [command, { start: gap.end - next.length, end: gap.end }];
}

interface Neighbours {
  readonly before: ShellPart | undefined;
  readonly part: ShellPart;
  readonly next: ShellPart | undefined;
}

/** Whether a failure of the command before means the same where nothing follows it in its list any more. */
function keepsStatus(
  model: Model,
  node: Instruction,
  script: ShellScript,
  { before, part, next }: Neighbours,
): boolean {
  const first = script.commands.find(({ start }) => start >= part.start);
  const stops = hasErrexit(model, node) || (first !== undefined && placeOf(script, first).errexit);
  if (part.operator === "&&") return !stops || next === undefined;
  return stops && before !== undefined && !/[&|]/.test(before.operator);
}

/** Takes words of a command out that follow each other, with the blanks and the line ends before them. */
export function dropWords(
  { dockerfile }: Model,
  { name, args }: ShellCommand,
  first: ShellWord,
  last: ShellWord = first,
): WrittenEdits {
  const from = args.indexOf(first);
  const before = args[from - 1] ?? name;
  const words = [before, ...args.slice(from, args.indexOf(last) + 1)];
  const isPlain = words.every((word, index) => {
    const next = words[index + 1];
    if (word === undefined || next === undefined) return word !== undefined;
    const gap = dockerfile.text.slice(word.end, next.start);
    return /^(?:[ \t]|[\\`][ \t]*\r?\n)+$/.test(gap);
  });
  if (from === -1 || before === undefined || !isPlain) {
    return { refusal: "something else stands between the words" };
  }
  return without({ start: before.end, end: last.end });
}
