// Instructions of which an image has one: where a stage has several, only the last counts.
import type { Block, Model } from "./model.ts";
import type { Instruction, InstructionName } from "./tree.ts";
import { wholeLines } from "./wholeLines.ts";

/** All of a kind but one: the `earlier` are those that have no effect, the `later` those that take it from them. */
export function repeated(
  { instructions }: Block,
  wanted: InstructionName,
  which: "earlier" | "later",
): readonly Instruction[] {
  const nodes = instructions.filter(({ name }) => name === wanted);
  return which === "earlier" ? nodes.slice(0, -1) : nodes.slice(1);
}

/** The keyword with what stands behind it, as messages name it: CMD `node a.js`. */
export function nameWithText({ name, logical, bodyStart }: Instruction): string {
  const text = logical.text.slice(bodyStart).trim();
  return text === "" ? `This ${name}` : `${name} \`${text}\``;
}

/** Takes an instruction out; the comments between its lines stay. */
export function removal({ dockerfile }: Model, node: Instruction) {
  return {
    title: `Remove the ${node.name}`,
    edits: wholeLines(dockerfile, node).map((span) => ({ ...span, text: "" })),
    safety: "safe",
  } as const;
}
