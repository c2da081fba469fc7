// What a Dockerfile means: stages and how they hang together, variables, shells, the image. Every fact is computed when
// it is first asked for and kept with the model; a model belongs to one parsed text and never changes.
import { commandText, dialectOfProgram, shellProgram, type Dialect } from "./commandText.ts";
import { expandWord } from "./expandWord.ts";
import { imageConfig, type ImageConfig } from "./imageConfig.ts";
import { memoizeParts, once } from "./memoize.ts";
import { packageWork, type PackageWork } from "./packageWork.ts";
import { runCommands } from "./runCommands.ts";
import { scopeFacts, type Scope } from "./scope.ts";
import { shellComments } from "./shellComments.ts";
import { settingsOf, type ShellSetting, type UserSetting } from "./settings.ts";
import { parseShell, type ShellScript } from "./shell.ts";
import { lineageOf, readStages, type Stage } from "./stage.ts";
import { stageGraph, type StageRole } from "./stageGraph.ts";
import { shellNamed, type SystemShell } from "./systemShell.ts";
import { stageReferences, type StageReference } from "./stageReferences.ts";
import type { Dockerfile, Instruction, Word } from "./tree.ts";

export type { Stage } from "./stage.ts";
export type { StageReference } from "./stageReferences.ts";

/** Instructions that belong together: those of a stage, or those before the first FROM. */
export interface Block {
  /** undefined where a FROM is missing above them. */
  readonly stage: Stage | undefined;
  readonly instructions: readonly Instruction[];
}

export interface Model {
  readonly dockerfile: Dockerfile;
  readonly stages: readonly Stage[];
  /** The stages' instructions; before them those above the first FROM, if there are others than ARG. */
  readonly blocks: readonly Block[];
  /** The instructions before the first FROM. */
  readonly preamble: readonly Instruction[];
  /** The stage that is built where no other is asked for: the last. */
  readonly target: Stage | undefined;
  /** The target and the stages that it is built FROM: what they hold goes into the image. */
  readonly shipped: ReadonlySet<Stage>;
  readonly references: readonly StageReference[];
  /** The stages that a build of the target runs. */
  readonly reachable: ReadonlySet<Stage>;
  /** References to a stage that needs the referring one itself: no build can begin. */
  readonly circular: readonly StageReference[];
  role(stage: Stage): StageRole;
  stageOf(node: Instruction): Stage | undefined;
  /** The stage itself, then the one it is built FROM, and so on within the file. */
  lineage(stage: Stage): readonly Stage[];
  /** The commands of RUN, CMD, ENTRYPOINT and HEALTHCHECK CMD; undefined where no POSIX-like shell runs them. */
  script(node: Instruction): ShellScript | undefined;
  dialect(node: Instruction): Dialect;
  /** Which shell that is in the end, `/bin/sh` looked up; undefined for others, and where only the base image knows. */
  runningShell(node: Instruction): SystemShell | undefined;
  /** The variables that an instruction sees. */
  scope(node: Instruction): Scope;
  /** Those that the next instruction sees. */
  scopeAfter(node: Instruction): Scope;
  /** A word with its variables replaced and its quotes removed; undefined where only the build knows it. */
  expand(word: Pick<Word, "text">, node: Instruction): string | undefined;
  /** The directory in which an instruction runs; undefined where the base image decides it. */
  workdir(node: Instruction): string | undefined;
  /** Who runs an instruction; undefined where the base image decides it. */
  user(node: Instruction): UserSetting | undefined;
  /** What runs shell forms at an instruction; undefined before the first FROM. */
  shell(node: Instruction): ShellSetting | undefined;
  /** What an image of the stage is configured with, as far as the file says. */
  config(stage: Stage): ImageConfig;
  /** What a RUN installs with package managers, and what it cleans. */
  packages(node: Instruction): PackageWork;
}

/**
 * @param buildArgs what the build passes with `--build-arg`: it counts more than the default of an ARG
 */
export function createModel(
  dockerfile: Dockerfile,
  buildArgs: Readonly<Record<string, string>> = {},
): Model {
  const { instructions } = dockerfile;
  const firstFrom = instructions.findIndex(({ name }) => name === "FROM");
  const preamble = firstFrom === -1 ? instructions : instructions.slice(0, firstFrom);
  const stages: Stage[] = [];
  const stageOf = (node: Instruction): Stage | undefined => stages[node.stage];
  const scopes = scopeFacts(dockerfile, preamble, stageOf, buildArgs);
  const scope = memoizeParts((node: Instruction) => scopes.before(node));
  const expand: Model["expand"] = ({ text }, node) =>
    expandWord(text, dockerfile.escape, scope(node).lookup);
  for (const stage of readStages(instructions, expand)) stages.push(stage);
  const target = stages.at(-1);
  const shipped = new Set(target === undefined ? [] : lineageOf(target));
  const references = stageReferences(instructions, stages);
  const graph = once(() => stageGraph(stages, shipped, references));
  const settings = settingsOf(dockerfile, stageOf, expand);
  const scopeAfter = (node: Instruction): Scope => scopes.after(node);
  const namedShell = shellComments(dockerfile, stageOf);
  const program = memoizeParts((node: Instruction) =>
    shellProgram(node, namedShell(node) ?? settings.shell.before(node)?.words ?? ["/bin/sh"]),
  );
  const dialect = (node: Instruction): Dialect => dialectOfProgram(program(node));
  const script = memoizeParts((node: Instruction) => {
    const shell = dialect(node);
    const source = shell === "sh" || shell === "bash" ? commandText(dockerfile, node) : undefined;
    return source && parseShell(source);
  });

  const model: Model = {
    dockerfile,
    stages,
    blocks: blocksOf(stages, preamble),
    preamble,
    target,
    shipped,
    references,
    get reachable() {
      return graph().reachable;
    },
    get circular() {
      return graph().circular;
    },
    role: (stage) => graph().role(stage),
    stageOf,
    lineage: lineageOf,
    dialect,
    runningShell: (node) => shellNamed(program(node), settings.systemShell.before(node)),
    scope,
    scopeAfter,
    expand,
    script,
    workdir: (node) => settings.workdir.before(node),
    user: (node) => settings.user.before(node),
    shell: (node) => settings.shell.before(node),
    config: memoizeParts((stage: Stage) => imageConfig({ ...settings, scopeAfter, expand }, stage)),
    packages: memoizeParts((node: Instruction) =>
      packageWork(node, runCommands(model, node), {
        environment(name) {
          const value = scope(node).lookup(name);
          return value.kind === "text" ? value.text : undefined;
        },
        user: settings.user.before(node)?.text,
      }),
    ),
  };
  return model;
}

function blocksOf(stages: readonly Stage[], preamble: readonly Instruction[]): readonly Block[] {
  const isCutOff = preamble.some(({ name }) => name !== "ARG");
  return [
    ...(isCutOff ? [{ stage: undefined, instructions: preamble }] : []),
    ...stages.map((stage) => ({ stage, instructions: stage.instructions })),
  ];
}
