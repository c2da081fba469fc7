import type { Model } from "../syntax/model.ts";
import type { Variable } from "../syntax/scope.ts";
import type { VariableValue } from "../syntax/variables.ts";
import { predefinedVariable } from "./records.ts";
import type { VariableOccurrence } from "../syntax/variableOccurrences.ts";

/** A variable at one place: its value, what set it and where. Markdown; lines count from 1. */
export function describeVariable(model: Model, occurrence: VariableOccurrence): string {
  const { name, role, instruction } = occurrence;
  const variable =
    role === "definition" && !instruction.onbuild
      ? variableAfter(model, occurrence)
      : model.scope(instruction).get(name);
  const record = predefinedVariable(name);
  const parts = [
    variable === undefined
      ? `\`${name}\`: ${unsetHere(model, occurrence)}`
      : `**${kindTitle(variable)}** \`${name}\` ${describeValue(variable.value)}`,
    ...(variable === undefined ? [] : origin(model, variable, occurrence)),
    ...(record === undefined ? [] : [record.documentation]),
    ...(record === undefined && (variable?.kind === "ARG" || variable?.kind === "global")
      ? [`\`--build-arg ${name}=…\` can change it.`]
      : []),
  ];
  return parts.join("\n\n");
}

/** The variable as the instruction behind its definition sees it. */
function variableAfter(
  model: Model,
  { name, instruction }: VariableOccurrence,
): Variable | undefined {
  return model.scopeAfter(instruction).get(name);
}

function kindTitle({ kind }: Variable): string {
  if (kind === "global") return "Global ARG";
  return kind === "predefined" ? "Predefined ARG" : kind;
}

/** `= value`, or why there is none. */
export function describeValue(value: VariableValue): string {
  if (value.kind === "unknown") return "is known only at build time";
  if (value.kind === "unset") return "has no default";
  if (value.text === "") return "is empty";
  return value.text.includes("`") || value.text.includes("\n")
    ? `=\n\n~~~\n${value.text}\n~~~`
    : `= \`${value.text}\``;
}

function unsetHere(model: Model, { name, instruction }: VariableOccurrence): string {
  const record = predefinedVariable(name);
  if (record?.kind === "platform") return `not set here; write \`ARG ${name}\` before it.`;
  if (record !== undefined) return "passed to the build with `--build-arg`.";
  const isGlobal =
    instruction.name !== "FROM" &&
    model.preamble.some(
      (node) => node.name === "ARG" && node.pairs.some(({ key }) => key.value === name),
    );
  if (isGlobal)
    return `declared before FROM, but not in this stage; write \`ARG ${name}\` before it.`;
  const value = model.scope(instruction).lookup(name);
  return value.kind === "unset"
    ? "not set here."
    : "not set in this file; the base image or the shell may set it.";
}

function origin(
  model: Model,
  { definition, instruction, kind }: Variable,
  occurrence: VariableOccurrence,
): readonly string[] {
  if (definition === undefined || instruction === undefined) return [];
  const line = model.dockerfile.lineStarts.findLastIndex((start) => start <= definition.start) + 1;
  const stage = model.stageOf(instruction);
  const isInherited = stage !== undefined && stage.index !== occurrence.instruction.stage;
  const stageTitle =
    stage?.name === undefined ? `stage ${stage?.index ?? 0}` : `stage \`${stage.name}\``;
  const reach = kind === "ENV" ? "Containers see it too." : "It exists during the build only.";
  return [`Set in line ${line}${isInherited ? `, inherited from ${stageTitle}` : ""}. ${reach}`];
}
