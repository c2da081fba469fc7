// Environment variables that are no longer set.
import { dropCommand, dropWords } from "./dropCommand.ts";
import type { EnvironmentSetting } from "./environmentSettings.ts";
import { memoize } from "./memoize.ts";
import type { Model } from "./model.ts";
import type { ShellCommand } from "./shell.ts";
import type { Instruction, KeyValues, Span } from "./tree.ts";
import { variableUses } from "./variableUses.ts";
import { wholeLines } from "./wholeLines.ts";
import { without, type WrittenEdits } from "./writtenEdits.ts";

/** Takes a pair out of an ENV or ARG, or all of it where it is the only one. */
export function dropPair(model: Model, node: KeyValues, { start }: Span): WrittenEdits {
  const { dockerfile } = model;
  const at = pairPlaces(node).get(start) ?? -1;
  const [before, pair, next] = [node.pairs[at - 1], node.pairs[at], node.pairs[at + 1]];
  if (pair === undefined) return { refusal: "the instruction has errors" };
  const name = pair.key.value;
  if (isUsed(model, name, node)) return { refusal: `\`$${name}\` is used elsewhere` };
  if (before === undefined && next === undefined) return without(...wholeLines(dockerfile, node));
  const gap =
    before === undefined
      ? { start: pair.end, end: next?.start ?? pair.end }
      : { start: before.end, end: pair.start };
  if (!/^[\s\\`]*$/.test(dockerfile.text.slice(gap.start, gap.end))) {
    return { refusal: "a comment stands beside it" };
  }
  return without(
    before === undefined
      ? { start: pair.start, end: gap.end }
      : { start: gap.start, end: pair.end },
  );
}

/** Indexes of the pairs by where they begin. */
const pairPlaces = memoize(
  ({ pairs }: KeyValues) => new Map(pairs.map((pair, index) => [pair.start, index])),
);

function isUsed(model: Model, name: string, { start, end }: Span): boolean {
  return (
    variableUses(model)
      .get(name)
      ?.some((at) => at < start || at >= end) ?? false
  );
}

/** Takes out what one of `A=b command`, `export A=b` and `env A=b command` sets. */
export function dropAssignment(
  model: Model,
  node: Instruction,
  command: ShellCommand,
  { start, end }: EnvironmentSetting,
): WrittenEdits {
  const { args, assignments, name, program } = command;
  const word = args.find((each) => each.start === start && each.end === end);
  if (word !== undefined) {
    const isAll = program !== "env" && args.length === 1;
    return isAll ? dropCommand(model, node, command) : dropWords(model, command, word);
  }
  if (name === undefined && assignments.length === 1) return dropCommand(model, node, command);
  const gap = /^(?:[ \t]|[\\`]\r?\n)+(?=[^\s\\`#])/.exec(
    model.dockerfile.text.slice(end, end + 300),
  );
  if (gap === null) return { refusal: "nothing stands behind it" };
  return without({ start, end: end + gap[0].length });
}
