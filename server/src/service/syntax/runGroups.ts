import { flagsOf } from "./mergeRefusals.ts";
import type { Block, Model } from "./model.ts";
import type { Instruction } from "./tree.ts";

/**
 * RUN instructions of a block that follow each other with the same flags, also groups of one. A RUN of more commands than
 * `most` is long enough to stand alone.
 */
export function shortRunGroups(
  model: Model,
  { instructions }: Block,
  most: number,
): readonly (readonly Instruction[])[] {
  const groups: Instruction[][] = [];
  let group: Instruction[] = [];
  for (const node of instructions) {
    const isShort = node.name === "RUN" && commandCount(model, node) <= most;
    const [first] = group;
    if (isShort && first !== undefined && flagsOf(first) === flagsOf(node)) group.push(node);
    else {
      group = isShort ? [node] : [];
      groups.push(group);
    }
  }
  return groups;
}

/** Roughly, where the shell is none that the model reads. */
function commandCount(model: Model, node: Instruction): number {
  const script = model.script(node);
  if (script !== undefined) return script.commands.length;
  if (node.json !== undefined) return 1;
  return node.logical.text.slice(node.bodyStart).split(/[;&|\n]+/).length;
}
