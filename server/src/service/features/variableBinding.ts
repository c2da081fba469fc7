// Which occurrences of a name are the same variable: through the instructions of a stage, the stages built FROM it, and
// from a global ARG into the stages that declare it again.
import type { Model } from "../syntax/model.ts";
import type { Instruction, KeyValues } from "../syntax/tree.ts";
import { variablesIn, type VariableOccurrence } from "../syntax/variableOccurrences.ts";

/**
 * Everything that is the same variable as the given occurrence, in reading order; undefined where nothing in the file
 * sets it.
 */
export function variableBinding(
  model: Model,
  occurrence: VariableOccurrence,
): readonly VariableOccurrence[] | undefined {
  const { name } = occurrence;
  const groups = groupsOf(model, name);
  const group = groupAt(model, groups, occurrence);
  if (group === undefined) return undefined;
  return model.dockerfile.instructions
    .filter((node) => mentions(node, name))
    .flatMap((node) => variablesIn(model, node))
    .filter((other) => other.name === name && groupAt(model, groups, other) === group);
}

function mentions({ logical, heredocs }: Instruction, name: string): boolean {
  return logical.text.includes(name) || heredocs.some(({ content }) => content.includes(name));
}

/** Group numbers: `global` of the preamble, `stages` by stage index. Equal numbers are the same variable. */
interface Groups {
  readonly global: number | undefined;
  readonly stages: readonly number[];
}

function groupsOf({ preamble, stages }: Model, name: string): Groups {
  const global = preamble.some((node) => definesName(node, name)) ? stages.length : undefined;
  const groups: number[] = [];
  const sees: boolean[] = [];
  /** Groups that take the value of the global ARG. */
  const linked = new Set<number>();
  for (const { index, base, instructions } of stages) {
    const parent = base.kind === "stage" && sees[base.stage.index] ? base.stage.index : undefined;
    const group = (parent === undefined ? undefined : groups[parent]) ?? index;
    groups.push(group);
    sees.push(parent !== undefined || instructions.some((node) => definesName(node, name)));
    if (instructions.some((node) => redeclares(node, name))) linked.add(group);
  }
  return {
    global,
    stages: groups.map((group) => (linked.has(group) ? (global ?? group) : group)),
  };
}

function definesName(node: Instruction, name: string): node is KeyValues {
  return (
    (node.name === "ARG" || node.name === "ENV") && node.pairs.some(({ key }) => key.value === name)
  );
}

/** `ARG name` without a value takes that of the global ARG. */
function redeclares(node: Instruction, name: string): boolean {
  return (
    node.name === "ARG" &&
    node.pairs.some(({ key, value }) => key.value === name && value === undefined)
  );
}

function groupAt(
  model: Model,
  groups: Groups,
  { name, role, instruction }: VariableOccurrence,
): number | undefined {
  const group =
    instruction.name === "FROM" || instruction.stage < 0
      ? groups.global
      : groups.stages[instruction.stage];
  if (role === "definition") return instruction.onbuild ? undefined : group;
  const variable = model.scope(instruction).get(name);
  // a trigger runs in another build, which inherits ENV and nothing else
  if (instruction.onbuild && variable?.kind !== "ENV") return undefined;
  const isSetBefore = variable?.definition !== undefined;
  // the variables of one ARG see those to their left
  const isSetHere = instruction.name === "ARG" && definesName(instruction, name);
  return isSetBefore || isSetHere ? group : undefined;
}
