// Variables that an instruction uses though no ARG or ENV above it sets them.
import { rootStage } from "./baseEnvironment.ts";
import { isWindowsStage } from "./commandText.ts";
import { firstIndex } from "./firstIndex.ts";
import { memoize, memoizeParts } from "./memoize.ts";
import type { Model } from "./model.ts";
import type { Instruction, InstructionName } from "./tree.ts";
import { variablesIn, type VariableOccurrence } from "./variableOccurrences.ts";

/**
 * `word`: BuildKit replaces it. `heredoc`: it does so in a file that COPY or ADD writes. `shell`: the shell does, and may
 * know it from elsewhere.
 */
export interface UndefinedUse extends VariableOccurrence {
  readonly place: "word" | "heredoc" | "shell";
}

/** Those of an instruction in a stage, in order. The base image may set them; PATH is always set. */
export function undefinedUses(model: Model, node: Instruction): readonly UndefinedUse[] {
  return usesIn(model)(node);
}

const usesIn = memoize((model: Model) =>
  memoizeParts((node: Instruction) => findUses(model, node)),
);

const expanded: ReadonlySet<InstructionName> = new Set([
  "ADD",
  "ARG",
  "COPY",
  "ENV",
  "EXPOSE",
  "LABEL",
  "RUN",
  "STOPSIGNAL",
  "USER",
  "VOLUME",
  "WORKDIR",
]);
/** The flags in which BuildKit replaces variables. */
const expandedFlags: ReadonlySet<string> = new Set(["checksum", "chmod", "chown", "mount"]);

function findUses(model: Model, node: Instruction): readonly UndefinedUse[] {
  const stage = model.stageOf(node);
  if (stage === undefined || !expanded.has(node.name)) return [];
  if (
    !node.logical.text.includes("$") &&
    node.heredocs.every(({ content }) => !content.includes("$"))
  )
    return [];
  const scope = model.scope(node);
  const isWindows = isWindowsStage(model.dockerfile, rootStage(model, stage));
  return variablesIn(model, node).flatMap((use) => {
    const { role, name, start } = use;
    if (role !== "reference" || name === "PATH") return [];
    // most names need no walk through thousands of stages
    if (namesInStages(model).has(name) && scope.get(name) !== undefined) return [];
    const flag = node.flags.find((each) => each.start <= start && start < each.end);
    if (flag !== undefined && !expandedFlags.has(flag.name)) return [];
    // an ARG sees those that stand before it in the same line
    if (
      node.name === "ARG" &&
      node.pairs.some(({ key }) => key.value === name && key.end < start && !isOwn(node, use))
    )
      return [];
    if (isWindows && lowerCaseNames(model).has(name.toLowerCase())) return [];
    const isInHeredoc = node.heredocs.some(({ body }) => body.start <= start && start < body.end);
    const place =
      node.name === "RUN" && flag === undefined ? "shell" : isInHeredoc ? "heredoc" : "word";
    return { ...use, place };
  });
}

const namesInStages = memoize((model: Model): ReadonlySet<string> => {
  const nodes = model.dockerfile.instructions.filter(({ stage }) => stage !== -1);
  const pairs = nodes.flatMap((node) =>
    node.name === "ARG" || node.name === "ENV" ? node.pairs : [],
  );
  return new Set(pairs.map(({ key }) => key.value));
});

/** What the stages set: on Windows the case of a name means nothing. */
const lowerCaseNames = memoize(
  (model: Model): ReadonlySet<string> =>
    new Set([...namesInStages(model)].map((name) => name.toLowerCase())),
);

/** Whether a variable stands in the value that it is given itself: `A=$A:x`. */
export function isOwn(node: Instruction, { name, start }: VariableOccurrence): boolean {
  if (node.name !== "ENV" && node.name !== "ARG") return false;
  const pair = node.pairs[firstIndex(node.pairs, ({ key }) => key.start > start) - 1];
  return (
    pair?.key.value === name &&
    pair.value !== undefined &&
    start < pair.value.end &&
    pair.value.start <= start
  );
}
