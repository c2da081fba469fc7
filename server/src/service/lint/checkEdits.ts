// Whether edits change what they mean to change, and nothing else: the text is parsed again as it would be afterwards.
import { createModel, type Model } from "../syntax/model.ts";
import { parseDockerfile } from "../syntax/parse.ts";
import type { Instruction } from "../syntax/tree.ts";
import { applyEdits } from "./fix.ts";
import type { Edit } from "./rule.ts";

/** Why edits are not to be made; undefined where they are fine. */
export function faultIn(before: Model, edits: readonly Edit[]): string | undefined {
  const { text } = before.dockerfile;
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  if (sorted.some(({ start, end }) => start < 0 || start > end || end > text.length))
    return "an edit lies outside the file";
  if (sorted.some(({ start }, index) => start < (sorted[index - 1]?.end ?? 0)))
    return "two edits overlap";
  const after = createModel(parseDockerfile(applyEdits(text, sorted)));
  const error = newSyntaxError(before, after);
  if (error !== undefined) return `the file would have the error ${error}`;
  const { kept, lost } = sortInstructions(before, after, sorted);
  if (lost !== undefined) return `line ${lost.startLine + 1} would read otherwise`;
  const touched = before.dockerfile.instructions.filter((node) => !kept.has(node));
  const untouched = new Set(kept.values());
  const made = after.dockerfile.instructions.filter((node) => !untouched.has(node));
  if (shellErrors(after, made) > shellErrors(before, touched))
    return "the shell could not read the command";
  return undefined;
}

/** The code of an error that the new text has more often than the old. */
function newSyntaxError(before: Model, after: Model): string | undefined {
  const left = before.dockerfile.problems.map(({ code }) => code);
  for (const { code } of after.dockerfile.problems) {
    const at = left.indexOf(code);
    if (at === -1) return code;
    left.splice(at, 1);
  }
  return undefined;
}

/**
 * Which instruction of the new text each one is that no edit touches; `lost` is the first that the new text has not in the
 * same words at the place where it would now stand.
 */
function sortInstructions(
  before: Model,
  after: Model,
  edits: readonly Edit[],
): {
  readonly kept: ReadonlyMap<Instruction, Instruction>;
  readonly lost: Instruction | undefined;
} {
  const made = new Map(after.dockerfile.instructions.map((node) => [node.start, node]));
  const kept = new Map<Instruction, Instruction>();
  let next = 0;
  let shift = 0;
  for (const node of before.dockerfile.instructions) {
    for (let edit = edits[next]; edit !== undefined && isBefore(edit, node); edit = edits[next]) {
      shift += edit.text.length - (edit.end - edit.start);
      next += 1;
    }
    const edit = edits[next];
    if (edit !== undefined && edit.start <= node.end) continue;
    const same = made.get(node.start + shift);
    if (same === undefined || same.name !== node.name || same.end !== node.end + shift)
      return { kept, lost: node };
    kept.set(node, same);
  }
  return { kept, lost: undefined };
}

/** Whole lines that are put in front of an instruction do not touch it. */
function isBefore({ end, text }: Edit, node: Instruction): boolean {
  return end < node.start || (end === node.start && /(?:^|\n)$/.test(text));
}

function shellErrors(model: Model, nodes: readonly Instruction[]): number {
  return nodes.reduce((sum, node) => sum + (model.script(node)?.errors.length ?? 0), 0);
}
