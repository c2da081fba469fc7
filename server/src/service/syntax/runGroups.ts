import { flagsOf } from "./mergeRuns.ts";
import type { Model } from "./model.ts";
import type { Instruction } from "./tree.ts";

/** A RUN with more commands than this is long enough to stand alone. */
const mostCommands = 2;

/** Short RUN instructions of shipped stages that follow each other with the same flags, also groups of one. */
export function shortRunGroups(model: Model): readonly (readonly Instruction[])[] {
  const groups: Instruction[][] = [];
  for (const { instructions } of model.shipped) {
    let group: Instruction[] = [];
    for (const node of instructions) {
      const isShort = node.name === "RUN" && commandCount(model, node) <= mostCommands;
      const [first] = group;
      if (isShort && first !== undefined && flagsOf(first) === flagsOf(node)) group.push(node);
      else {
        group = isShort ? [node] : [];
        groups.push(group);
      }
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
