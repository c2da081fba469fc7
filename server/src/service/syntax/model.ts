// What a Dockerfile means: stages and how they hang together, variables, shells. Every fact is computed when it is
// first asked for and kept with the model; a model belongs to one parsed text and never changes.
import { commandText, dialectOf, type Dialect } from "./commandText.ts";
import { parseImageReference } from "./imageReference.ts";
import { memoize } from "./memoize.ts";
import { mountsOf, optionNamed } from "./mounts.ts";
import { scopeFacts, type Scope } from "./scope.ts";
import { parseShell, type ShellScript } from "./shell.ts";
import type { Stage, StageBase } from "./stage.ts";
import type { Dockerfile, From, Instruction, Span, Word } from "./tree.ts";
import { expandVariables } from "./variables.ts";
import { unquote } from "./words.ts";

export type { Stage, StageBase } from "./stage.ts";

/** A place that names a stage or, where no stage is meant, an image. */
export interface StageReference extends Span {
  readonly kind: "FROM" | "--from" | "mount";
  readonly instruction: Instruction;
  /** As written. */
  readonly text: string;
  /** undefined for images and for names that exist nowhere. */
  readonly stage: Stage | undefined;
}

export interface Model {
  readonly dockerfile: Dockerfile;
  readonly stages: readonly Stage[];
  /** The instructions before the first FROM. */
  readonly preamble: readonly Instruction[];
  /** The stage that is built where no other is asked for: the last. */
  readonly target: Stage | undefined;
  /** The target and the stages that it is built FROM: what they hold goes into the image. */
  readonly shipped: ReadonlySet<Stage>;
  readonly references: readonly StageReference[];
  stageOf(node: Instruction): Stage | undefined;
  /** The stage itself, then the one it is built FROM, and so on within the file. */
  lineage(stage: Stage): readonly Stage[];
  /** The commands of RUN, CMD, ENTRYPOINT and HEALTHCHECK CMD; undefined where no POSIX-like shell runs them. */
  script(node: Instruction): ShellScript | undefined;
  dialect(node: Instruction): Dialect;
  /** The variables that an instruction sees. */
  scope(node: Instruction): Scope;
  /** Those that the next instruction sees. */
  scopeAfter(node: Instruction): Scope;
  /** A word with its variables replaced and its quotes removed; undefined where only the build knows it. */
  expand(word: Word, node: Instruction): string | undefined;
  /** The directory in which an instruction runs; undefined where the base image decides it. */
  workdir(node: Instruction): string | undefined;
}

export function createModel(dockerfile: Dockerfile): Model {
  const { instructions } = dockerfile;
  const firstFrom = instructions.findIndex(({ name }) => name === "FROM");
  const preamble = firstFrom === -1 ? instructions : instructions.slice(0, firstFrom);
  const scope = memoize((node: Instruction) => scopes.before(node));
  const expand = (word: Word, node: Instruction): string | undefined => {
    const text = expandVariables(word.text, dockerfile.escape, scope(node).lookup);
    return text === undefined ? undefined : unquote(text, dockerfile.escape);
  };
  const stages: Stage[] = [];
  const stageOf = (node: Instruction): Stage | undefined => stages[node.stage];
  const scopes = scopeFacts(dockerfile, preamble, stageOf);
  for (const from of instructions.filter((node): node is From => node.name === "FROM")) {
    stages.push(stageAt(stages, from, instructions, (word) => expand(word, from)));
  }
  const lineage = memoize(lineageOf);
  const target = stages.at(-1);
  const dialect = memoize((node: Instruction) => dialectOf(dockerfile, node, ancestors(node)));

  /** The stages whose instructions an instruction builds on, its own first. */
  function ancestors(node: Instruction): readonly Stage[] {
    const stage = stageOf(node);
    return stage === undefined ? [] : lineage(stage);
  }

  return {
    dockerfile,
    stages,
    preamble,
    target,
    shipped: new Set(target === undefined ? [] : lineage(target)),
    references: instructions.flatMap((node) => referencesIn(node, stages)),
    stageOf,
    lineage,
    dialect,
    scope,
    scopeAfter: (node) => scopes.after(node),
    expand,
    script: memoize((node: Instruction) => {
      const shell = dialect(node);
      const source = shell === "sh" || shell === "bash" ? commandText(dockerfile, node) : undefined;
      return source && parseShell(source);
    }),
    workdir: (node) => workdirAt(node, ancestors(node), expand),
  };
}

function lineageOf(stage: Stage): readonly Stage[] {
  const lineage = [stage];
  for (let { base } = stage; base.kind === "stage"; base = base.stage.base)
    lineage.push(base.stage);
  return lineage;
}

function stageAt(
  earlier: readonly Stage[],
  from: From,
  instructions: readonly Instruction[],
  expand: (word: Word) => string | undefined,
): Stage {
  const rest = instructions.slice(from.index + 1);
  const next = rest.findIndex(({ name }) => name === "FROM");
  return {
    index: earlier.length,
    from,
    name: from.stageName?.value,
    base: baseOf(from, earlier, expand),
    instructions: next === -1 ? rest : rest.slice(0, next),
  };
}

function baseOf(
  { image }: From,
  earlier: readonly Stage[],
  expand: (word: Word) => string | undefined,
): StageBase {
  const text = image === undefined ? undefined : expand(image);
  if (text === "scratch") return { kind: "scratch" };
  const stage = text === undefined ? undefined : namedStage(earlier, text);
  if (stage !== undefined) return { kind: "stage", stage };
  return {
    kind: "image",
    text,
    reference: text === undefined ? undefined : parseImageReference(text),
  };
}

/** The last stage with this name, in any case. */
function namedStage(stages: readonly Stage[], name: string): Stage | undefined {
  return stages.findLast((stage) => stage.name?.toLowerCase() === name.toLowerCase());
}

/** FROM knows stages by name, `--from` and mounts by number too. */
function referencesIn(node: Instruction, stages: readonly Stage[]): readonly StageReference[] {
  const earlier = stages.slice(0, Math.max(0, node.stage));
  const refer = (kind: StageReference["kind"], { start, end, value }: Word): StageReference => {
    const byNumber = kind !== "FROM" && /^\d+$/.test(value) ? earlier[Number(value)] : undefined;
    return {
      kind,
      instruction: node,
      start,
      end,
      text: value,
      stage: byNumber ?? namedStage(earlier, value),
    };
  };
  if (node.name === "FROM") return node.image === undefined ? [] : [refer("FROM", node.image)];
  if (node.name === "COPY" || node.name === "ADD") {
    const from = node.flags.find(({ name }) => name === "from")?.value;
    return from === undefined ? [] : [refer("--from", from)];
  }
  if (node.name !== "RUN") return [];
  return mountsOf(node).flatMap((mount) => {
    const from = optionNamed(mount, "from")?.value;
    return from === undefined ? [] : [refer("mount", from)];
  });
}

/** Follows WORKDIR from the last absolute one before the instruction. */
function workdirAt(
  node: Instruction,
  ancestors: readonly Stage[],
  expand: (word: Word, node: Instruction) => string | undefined,
): string | undefined {
  const parts: string[] = [];
  for (const instruction of ancestors.flatMap((stage) => stage.instructions.toReversed())) {
    if (instruction.name !== "WORKDIR" || instruction.index >= node.index) continue;
    const [word] = instruction.words;
    const folder = word && expand(word, instruction);
    if (folder === undefined) return undefined;
    parts.unshift(folder);
    if (folder.startsWith("/")) return normalize(parts.join("/"));
  }
  const base = ancestors.at(-1)?.base;
  return base?.kind === "scratch" ? normalize(`/${parts.join("/")}`) : undefined;
}

function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}
