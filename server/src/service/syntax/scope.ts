// ARG and ENV: which variables an instruction sees, and with which values.
import { expandWord } from "./expandWord.ts";
import { firstIndex } from "./firstIndex.ts";
import type { Stage } from "./stage.ts";
import type { Dockerfile, Instruction, KeyValue, KeyValues } from "./tree.ts";
import type { VariableValue } from "./variables.ts";

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

/** The variables at one place of the file. */
export interface Scope {
  readonly get: (name: string) => Variable | undefined;
  /** All of them; of the same name only the one that counts. */
  readonly all: () => readonly Variable[];
  /** The value of a name, set or not. */
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

/** What ARG and ENV of a stage, or of the lines before the first, set: by name, in the order of the file. */
type History = ReadonlyMap<string, readonly Variable[]>;

export interface ScopeFacts {
  /** What an instruction sees. */
  before(node: Instruction): Scope;
  /** What the next instruction sees. */
  after(node: Instruction): Scope;
}

/**
 * Computes scopes. ARG counts with what the build passes for it, as far as that is known, else with its default. Values are
 * kept by name and place, since a copy of all variables for each instruction would take the square of the file's size.
 */
export function scopeFacts(
  { escape }: Dockerfile,
  preamble: readonly Instruction[],
  stageOf: (node: Instruction) => Stage | undefined,
  buildArgs: Readonly<Record<string, string>>,
): ScopeFacts {
  const histories = new Map<Stage | undefined, Map<string, Variable[]>>();
  const globals = new Map<string, Variable[]>();
  /** What is set in any stage so far: most names that are not need no walk through thousands of stages. */
  const names = new Set<string>();
  histories.set(undefined, globals);
  read(preamble, undefined, globals);

  /** The variables that a stage sees before the instruction with this index; without a stage the global ones. */
  function scopeAt(stage: Stage | undefined, index: number): Scope {
    if (stage !== undefined) readStages(stage);
    return scopeIn(stage, index);
  }

  function scopeIn(stage: Stage | undefined, index: number): Scope {
    const get = (name: string): Variable | undefined => {
      if (stage !== undefined && !names.has(name)) return undefined;
      for (let each: Stage | undefined = stage; ; each = parentOf(each)) {
        const found = lastBefore(histories.get(each)?.get(name), index);
        if (found !== undefined || parentOf(each) === undefined) return found;
      }
    };
    const otherwise = stage === undefined || stage.base.kind === "scratch" ? unset : unknown;
    const all = (): readonly Variable[] => {
      const stages: (Stage | undefined)[] = [stage];
      for (let next = parentOf(stage); next !== undefined; next = parentOf(next)) stages.push(next);
      const found = new Map<string, Variable>();
      for (const each of stages.toReversed()) {
        for (const [name, variables] of histories.get(each) ?? noHistory) {
          const variable = lastBefore(variables, index);
          if (variable !== undefined) found.set(name, variable);
        }
      }
      return [...found.values()];
    };
    return { get, all, lookup: (name) => get(name)?.value ?? otherwise };
  }

  /** Reads a stage and those that it is built FROM, the first of them first. */
  function readStages(stage: Stage): void {
    const missing: Stage[] = [];
    for (let next: Stage | undefined = stage; next !== undefined && !histories.has(next);) {
      missing.push(next);
      next = parentOf(next);
    }
    for (const each of missing.toReversed()) {
      const history = new Map<string, Variable[]>();
      histories.set(each, history);
      read(each.instructions, each, history);
    }
  }

  function read(
    nodes: readonly Instruction[],
    stage: Stage | undefined,
    history: Map<string, Variable[]>,
  ): void {
    for (const node of nodes) {
      if (node.name !== "ARG" && node.name !== "ENV") continue;
      // the pairs of an ENV see the values from before it, those of an ARG each other
      const seen = scopeIn(stage, node.name === "ENV" ? node.index : node.index + 1);
      const pairs =
        node.name === "ENV" ? node.pairs.map((pair) => variableOf(node, pair, seen)) : undefined;
      node.pairs.forEach((pair, index) => {
        // ENV wins over ARG, wherever the ARG stands
        if (node.name === "ARG" && seen.get(pair.key.value)?.kind === "ENV") return;
        const variable = pairs?.[index] ?? variableOf(node, pair, seen);
        if (stage !== undefined) names.add(variable.name);
        const known = history.get(variable.name);
        if (known === undefined) history.set(variable.name, [variable]);
        else known.push(variable);
      });
    }
  }

  function variableOf(node: KeyValues, definition: KeyValue, seen: Scope): Variable {
    const name = definition.key.value;
    const isArg = node.name === "ARG";
    const kind = !isArg ? "ENV" : stageOf(node) === undefined ? "global" : "ARG";
    const passed = isArg && Object.hasOwn(buildArgs, name) ? buildArgs[name] : undefined;
    const value: VariableValue =
      passed !== undefined
        ? { kind: "text", text: passed }
        : isArg && definition.value === undefined
          ? declaredValue(name, seen)
          : textOf(definition.value?.text ?? "", seen);
    return { name, kind, value, definition, instruction: node };
  }

  /** The value of `ARG name`: that of the global ARG, if there is one. */
  function declaredValue(name: string, seen: Scope): VariableValue {
    if (platformArgs.includes(name)) return unknown;
    return globals.get(name)?.at(-1)?.value ?? seen.get(name)?.value ?? unset;
  }

  function textOf(text: string, { lookup }: Scope): VariableValue {
    const expanded = expandWord(text, escape, lookup);
    return expanded === undefined ? unknown : { kind: "text", text: expanded };
  }

  return {
    before: (node) =>
      node.name === "FROM"
        ? withPlatform(scopeIn(undefined, Infinity))
        : scopeAt(stageOf(node), node.index),
    after: (node) =>
      node.name === "FROM"
        ? scopeAt(stageOf(node), node.index)
        : scopeAt(stageOf(node), node.index + 1),
  };
}

const unset: VariableValue = { kind: "unset" };
const noHistory: History = new Map();

function parentOf(stage: Stage | undefined): Stage | undefined {
  return stage?.base.kind === "stage" ? stage.base.stage : undefined;
}

/** The last of these that stands before an index. */
function lastBefore(
  variables: readonly Variable[] | undefined,
  index: number,
): Variable | undefined {
  if (variables === undefined) return undefined;
  const behind = firstIndex(variables, ({ instruction }) => (instruction?.index ?? 0) >= index);
  return variables[behind - 1];
}

const platformVariables: ReadonlyMap<string, Variable> = new Map(
  platformArgs.map((name) => {
    const nowhere = { value: unknown, definition: undefined, instruction: undefined };
    return [name, { name, kind: "predefined", ...nowhere }];
  }),
);

/** In FROM the build's own platform ARGs are set, where no global ARG has their name. */
function withPlatform({ get, all }: Scope): Scope {
  const find = (name: string): Variable | undefined => get(name) ?? platformVariables.get(name);
  return {
    get: find,
    all: () => [
      ...all(),
      ...[...platformVariables.values()].filter(({ name }) => get(name) === undefined),
    ],
    lookup: (name) => find(name)?.value ?? unset,
  };
}
