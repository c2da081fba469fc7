// ARG and ENV: which variables an instruction sees, and with which values.
import type { Stage } from "./stage.ts";
import type { Dockerfile, Instruction, KeyValue, KeyValues, Word } from "./tree.ts";
import { expandVariables, type VariableValue } from "./variables.ts";
import { unquote } from "./words.ts";

/** One variable as an instruction sees it. */
export interface Variable {
  readonly name: string;
  /** `global`: an ARG before the first FROM. `predefined`: BuildKit sets it. */
  readonly kind: "ARG" | "ENV" | "global" | "predefined";
  readonly value: VariableValue;
  /** Where it was set last; undefined for predefined ones. */
  readonly definition: KeyValue | undefined;
  readonly instruction: Instruction | undefined;
}

export interface Scope {
  readonly variables: ReadonlyMap<string, Variable>;
  readonly lookup: (name: string) => VariableValue;
}

/** Set in every FROM and, once declared by ARG, in stages. Only the build knows their values. */
export const platformArgs: readonly string[] = [
  "TARGETPLATFORM",
  "TARGETOS",
  "TARGETARCH",
  "TARGETVARIANT",
  "TARGETOSVERSION",
  "TARGETSTAGE",
  "BUILDPLATFORM",
  "BUILDOS",
  "BUILDOSVERSION",
  "BUILDARCH",
  "BUILDVARIANT",
];

const unknown: VariableValue = { kind: "unknown" };

type Variables = ReadonlyMap<string, Variable>;

/** The variables from an ARG or ENV on, up to the next one. */
interface Version {
  /** Index of the first instruction that sees them. */
  readonly from: number;
  readonly variables: Variables;
}

/**
 * Computes scopes. ARG counts with its default: what a build passes with `--build-arg` nobody knows before it.
 */
export function scopeFacts(
  { escape }: Dockerfile,
  preamble: readonly Instruction[],
  stageOf: (node: Instruction) => Stage | undefined,
): { scopeOf(node: Instruction): Scope } {
  const none: Variables = new Map();
  let globals = none;
  const globalVersions = versionsOf(preamble, none, { kind: "unset" });
  globals = globalVersions.at(-1)?.variables ?? none;
  const fromVariables = new Map([...predefined(), ...globals]);
  const stageVersions = new Map<Stage, readonly Version[]>();

  function versionsOf(
    nodes: readonly Instruction[],
    start: Variables,
    otherwise: VariableValue,
  ): readonly Version[] {
    const versions: Version[] = [{ from: 0, variables: start }];
    for (const node of nodes) {
      if (node.name !== "ARG" && node.name !== "ENV") continue;
      const variables = declare(versions.at(-1)?.variables ?? start, node, otherwise);
      versions.push({ from: node.index + 1, variables });
    }
    return versions;
  }

  /** What ARG or ENV makes of the variables. The pairs of an ENV see the values from before it, those of an ARG each other. */
  function declare(before: Variables, node: KeyValues, otherwise: VariableValue): Variables {
    const variables = new Map(before);
    const lookup = (name: string): VariableValue =>
      (node.name === "ENV" ? before : variables).get(name)?.value ?? otherwise;
    const inPreamble = stageOf(node) === undefined;
    for (const definition of node.pairs) {
      const name = definition.key.value;
      // ENV wins over ARG, wherever the ARG stands
      if (node.name === "ARG" && variables.get(name)?.kind === "ENV") continue;
      const kind =
        node.name === "ARG" && inPreamble ? "global" : node.name === "ENV" ? "ENV" : "ARG";
      const value = definition.value ?? (node.name === "ENV" ? emptyWord : undefined);
      variables.set(name, {
        name,
        kind,
        value: value === undefined ? declaredArg(name, before) : textOf(value, lookup),
        definition,
        instruction: node,
      });
    }
    return variables;
  }

  /** The value of `ARG name`: that of the global ARG, if there is one. */
  function declaredArg(name: string, before: Variables): VariableValue {
    if (platformArgs.includes(name)) return unknown;
    return globals.get(name)?.value ?? before.get(name)?.value ?? { kind: "unset" };
  }

  function textOf(word: Pick<Word, "text">, lookup: Scope["lookup"]): VariableValue {
    const text = expandVariables(word.text, escape, lookup);
    return text === undefined ? unknown : { kind: "text", text: unquote(text, escape) };
  }

  /** The versions of a stage; those of the stages that it is built FROM are computed first. */
  function versionsIn(stage: Stage): readonly Version[] {
    const missing: Stage[] = [];
    for (let next: Stage | undefined = stage; next !== undefined && !stageVersions.has(next);) {
      missing.push(next);
      next = next.base.kind === "stage" ? next.base.stage : undefined;
    }
    for (const each of missing.toReversed()) {
      const parent = each.base.kind === "stage" ? stageVersions.get(each.base.stage) : undefined;
      const start = parent?.at(-1)?.variables ?? none;
      stageVersions.set(each, versionsOf(each.instructions, start, unnamed(each)));
    }
    return stageVersions.get(stage) ?? [];
  }

  return {
    scopeOf(node) {
      const stage = stageOf(node);
      if (node.name === "FROM") return scopeFrom(fromVariables, { kind: "unset" });
      const versions = stage === undefined ? globalVersions : versionsIn(stage);
      const version = versions.findLast(({ from }) => from <= node.index);
      const otherwise: VariableValue = stage === undefined ? { kind: "unset" } : unnamed(stage);
      return scopeFrom(version?.variables ?? none, otherwise);
    },
  };
}

const emptyWord = { text: "" };

/** A name that a stage does not set may still come from its base image. */
function unnamed({ base }: Stage): VariableValue {
  return base.kind === "scratch" ? { kind: "unset" } : unknown;
}

function scopeFrom(variables: Variables, otherwise: VariableValue): Scope {
  return { variables, lookup: (name) => variables.get(name)?.value ?? otherwise };
}

function predefined(): Variables {
  const nowhere = { value: unknown, definition: undefined, instruction: undefined };
  return new Map(platformArgs.map((name) => [name, { name, kind: "predefined", ...nowhere }]));
}
