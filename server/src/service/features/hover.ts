import type { Hover, Position } from "vscode-languageserver-types";
import { rangeOf } from "../analysis.ts";
import { spacedHeredocSince, type Choice } from "../data/flags.ts";
import type { Model, Stage, StageReference } from "../syntax/model.ts";
import type { From, Healthcheck, Heredoc, Instruction } from "../syntax/tree.ts";
import { describeOutcome } from "./configDescription.ts";
import { describeImage, otherTags } from "./imageDescription.ts";
import { nodeAt, type Analysed, type FlagNode, type MountNode, type NodeAt } from "./nodeAt.ts";
import {
  directiveNamed,
  flagNamed,
  instructionNamed,
  mountKeyNamed,
  mountTypeNamed,
} from "./records.ts";
import { describePackages } from "./packagesDescription.ts";
import { describeStage } from "./stageDescription.ts";
import { describeVariable } from "./variableDescription.ts";

/** What Drydock knows about the thing at a position, as Markdown. */
export function hover(analysis: Analysed, position: Position): Hover | undefined {
  const node = nodeAt(analysis, position);
  const value = node && describe(analysis, node);
  if (node === undefined || value === undefined) return undefined;
  return { contents: { kind: "markdown", value }, range: rangeOf(analysis, node.span) };
}

function describe({ model }: Analysed, node: NodeAt): string | undefined {
  switch (node.kind) {
    case "keyword":
      return describeKeyword(model, node.instruction);
    case "as":
      return describeAs(node.instruction);
    case "healthcheckKind":
      return describeHealthcheckKind(node.instruction);
    case "flagName":
    case "flagValue":
      return describeFlag(node);
    case "mountKey":
    case "mountValue":
      return describeMount(node);
    case "directive":
      return describeDirective(node.directive.name);
    case "variable":
      return describeVariable(model, node.occurrence);
    case "stageName":
      return paragraphs(describeStage(node.stage), describeOutcome(model, node.stage));
    case "stageReference":
      return describeReference(model, node.reference, node.stage);
    case "image":
      return describeImage(node.text, otherTags(model, node));
    case "heredoc":
      return describeHeredoc(model.dockerfile.text, node.heredoc);
    default:
      return undefined;
  }
}

/** The record of the instruction, and what this one does. */
function describeKeyword(model: Model, node: Instruction): string | undefined {
  const record = describeInstruction(node);
  if (record === undefined || node.onbuild) return record;
  const stage = node.name === "FROM" ? model.stageOf(node) : undefined;
  if (stage !== undefined) return paragraphs(record, describeOutcome(model, stage));
  const packages = describePackages(model, node);
  return packages === undefined ? record : paragraphs(record, packages);
}

function describeReference(model: Model, place: StageReference, stage: Stage): string {
  const circle = model.circular.includes(place)
    ? ["**No build can begin:** the stage needs the one that refers to it here."]
    : [];
  return paragraphs(describeStage(stage), ...circle, describeOutcome(model, stage));
}

function describeInstruction({ name }: Instruction): string | undefined {
  const record = instructionNamed(name);
  if (record === undefined) return undefined;
  const deprecated =
    record.deprecated === undefined ? [] : [`**Deprecated.** ${record.deprecated}`];
  const title = `**${name}**: ${record.summary}.`;
  return paragraphs(title, ...deprecated, record.documentation, reference(record.link));
}

function reference(link: string): string {
  return `[Dockerfile reference](${link})`;
}

function paragraphs(...parts: readonly string[]): string {
  return parts.join("\n\n");
}

function describeAs({ stageName }: From): string {
  const name = stageName === undefined ? "a name" : `the name \`${stageName.value}\``;
  return `**AS** gives this stage ${name}, for later FROM lines, \`--from\` and \`docker build --target\`.`;
}

function describeHealthcheckKind({ kind }: Healthcheck): string | undefined {
  const name = kind?.text.toUpperCase();
  if (name === "NONE") return "**NONE** switches off the check that the base image brings.";
  if (name !== "CMD") return undefined;
  return "**CMD**: the command that checks the container. Exit code 0 means healthy, 1 unhealthy.";
}

function describeFlag({ kind, instruction, flag }: FlagNode): string | undefined {
  const record = flagNamed(instruction.name, flag.name);
  if (record === undefined) return undefined;
  const { name, value, documentation } = record;
  const choices = "choices" in value ? value.choices : [];
  const choice = choices.find((each) => each.value === flag.value?.value);
  if (kind === "flagValue" && choice !== undefined) {
    return paragraphs(`**--${name}=${choice.value}**: ${choice.documentation}`, documentation);
  }
  const facts = [
    ...(record.default === undefined ? [] : [`Default: \`${record.default}\`.`]),
    ...(value.kind === "enum" ? [valuesOf(value.choices)] : []),
    ...(record.repeatable ? ["May be written more than once."] : []),
    ...(record.since === undefined ? [] : [`Since \`docker/dockerfile:${record.since}\`.`]),
  ];
  const title = `**${instruction.name} --${name}**`;
  return paragraphs(title, documentation, ...(facts.length === 0 ? [] : [facts.join(" ")]));
}

function valuesOf(choices: readonly Choice[]): string {
  return `Values: ${choices.map(({ value }) => `\`${value}\``).join(", ")}.`;
}

function describeMount({ kind, mount, option }: MountNode): string | undefined {
  if (option.key === "type") {
    const type = mountTypeNamed(mount.type);
    const title = `**--mount=type=${mount.type}**`;
    return type && paragraphs(title, type.documentation);
  }
  const key = mountKeyNamed(mount.type, option.key);
  if (key === undefined) return undefined;
  const choice = key.choices?.find((each) => each.value === option.value?.value);
  if (kind === "mountValue" && choice !== undefined) {
    return `**${option.key}=${choice.value}**: ${choice.documentation}`;
  }
  const [, ...others] = key.names;
  const facts = [
    ...(key.required === true ? ["Required."] : []),
    ...(key.default === undefined ? [] : [`Default: ${key.default}.`]),
    ...(key.choices === undefined ? [] : [valuesOf(key.choices)]),
    ...(others.length === 0
      ? []
      : [`Spellings: ${key.names.map((each) => `\`${each}\``).join(", ")}.`]),
  ];
  const title = `**${option.key}** in a ${mount.type} mount: ${key.documentation}`;
  return paragraphs(title, ...(facts.length === 0 ? [] : [facts.join(" ")]));
}

function describeDirective(name: string): string | undefined {
  const record = directiveNamed(name);
  if (record === undefined) return undefined;
  const since = record.since === undefined ? [] : [`Since \`docker/dockerfile:${record.since}\`.`];
  return paragraphs(`**# ${name}**`, record.documentation, ...since, reference(record.link));
}

function describeHeredoc(document: string, heredoc: Heredoc): string {
  const { name, expand, chomp, content, operator, terminator } = heredoc;
  const lines = content === "" ? 0 : content.split("\n").length - (content.endsWith("\n") ? 1 : 0);
  const facts = [
    `Heredoc of ${lines} ${lines === 1 ? "line" : "lines"}, up to a line that is \`${name}\`.`,
    expand
      ? "Variables in it are replaced."
      : "Its delimiter is quoted: variables in it stay as they are.",
    ...(chomp ? ["Tabs at the beginning of its lines are dropped (`<<-`)."] : []),
    ...(/<<-?\s/.test(document.slice(operator.start, operator.end))
      ? [`The blank behind \`<<\` needs \`docker/dockerfile:${spacedHeredocSince}\`.`]
      : []),
    ...(terminator === undefined ? ["**Its closing line is missing.**"] : []),
  ];
  return facts.join(" ");
}
