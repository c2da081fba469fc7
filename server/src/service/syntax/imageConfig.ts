// What an image ends with: the configuration that the instructions of a stage, and of those below it, leave behind.
import { parsePort, type PortRange } from "./ports.ts";
import type { Setting, ShellSetting, UserSetting } from "./settings.ts";
import type { Scope, Variable } from "./scope.ts";
import { lineageOf, type Stage } from "./stage.ts";
import type { Healthcheck, Instruction, InstructionOf, KeyValue, Span, Word } from "./tree.ts";

export interface ExposedPort extends Span {
  readonly instruction: Instruction;
  /** Variables replaced; undefined where only the build knows it. */
  readonly text: string | undefined;
  /** undefined where the text is unknown or no port. */
  readonly range: PortRange | undefined;
}

export interface Volume extends Span {
  readonly instruction: Instruction;
  /** Variables replaced; undefined where only the build knows it. */
  readonly path: string | undefined;
}

export interface Label {
  readonly instruction: Instruction;
  readonly pair: KeyValue;
  /** Variables replaced; undefined where only the build knows it. */
  readonly value: string | undefined;
}

/** Only what the file itself sets: what the base image brings is not in it. */
export interface ImageConfig {
  /** In the order of the file, repeated ones too. */
  readonly ports: readonly ExposedPort[];
  readonly volumes: readonly Volume[];
  /** By key; of several with one key the last. */
  readonly labels: ReadonlyMap<string, Label>;
  readonly env: readonly Variable[];
  readonly entrypoint: InstructionOf<"ENTRYPOINT"> | undefined;
  /** undefined also where a later ENTRYPOINT in a stage on top has reset it. */
  readonly cmd: InstructionOf<"CMD"> | undefined;
  readonly stopSignal: InstructionOf<"STOPSIGNAL"> | undefined;
  readonly healthcheck: Healthcheck | undefined;
  readonly user: UserSetting | undefined;
  readonly workdir: string | undefined;
  readonly shell: ShellSetting | undefined;
}

/** The facts that it stands on. */
export interface ConfigFacts {
  readonly user: Setting<UserSetting>;
  readonly workdir: Setting<string>;
  readonly shell: Setting<ShellSetting>;
  readonly scopeAfter: (node: Instruction) => Scope;
  readonly expand: (word: Pick<Word, "text">, node: Instruction) => string | undefined;
}

export function imageConfig(facts: ConfigFacts, stage: Stage): ImageConfig {
  const stages = lineageOf(stage);
  const nodes = stages.toReversed().flatMap(({ instructions }) => instructions);
  const last = stage.instructions.at(-1) ?? stage.from;
  return {
    ports: nodes.flatMap((node) => portsIn(node, facts)),
    volumes: nodes.flatMap((node) => volumesIn(node, facts)),
    labels: new Map(nodes.flatMap((node) => labelsIn(node, facts))),
    env: facts
      .scopeAfter(last)
      .all()
      .filter(({ kind }) => kind === "ENV"),
    entrypoint: lastNamed(nodes, "ENTRYPOINT"),
    cmd: cmdOf(stages),
    stopSignal: lastNamed(nodes, "STOPSIGNAL"),
    healthcheck: lastNamed(nodes, "HEALTHCHECK"),
    user: facts.user.atEnd(stage),
    workdir: facts.workdir.atEnd(stage),
    shell: facts.shell.atEnd(stage),
  };
}

function lastNamed<N extends Instruction["name"]>(
  nodes: readonly Instruction[],
  name: N,
): InstructionOf<N> | undefined {
  return nodes.findLast((node): node is InstructionOf<N> => node.name === name);
}

/** An ENTRYPOINT resets the CMD of the stages below its own, not one that stands beside it. */
function cmdOf(stages: readonly Stage[]): InstructionOf<"CMD"> | undefined {
  for (const { instructions } of stages) {
    const cmd = lastNamed(instructions, "CMD");
    if (cmd !== undefined || lastNamed(instructions, "ENTRYPOINT") !== undefined) return cmd;
  }
  return undefined;
}

/** The ports of an EXPOSE; empty for other instructions. */
export function portsIn(
  node: Instruction,
  { expand }: Pick<ConfigFacts, "expand">,
): readonly ExposedPort[] {
  if (node.name !== "EXPOSE") return [];
  return node.words.flatMap((word): readonly ExposedPort[] => {
    const place = { start: word.start, end: word.end, instruction: node };
    // in a trigger the file that builds on the image decides about variables
    const text = node.onbuild && word.text.includes("$") ? undefined : expand(word, node);
    if (text === undefined) return [{ ...place, text: undefined, range: undefined }];
    // one variable may hold several ports
    const ports = text.split(/\s+/).filter((part) => part !== "");
    return ports.map((port) => ({ ...place, text: port, range: parsePort(port) }));
  });
}

/** The folders of a VOLUME; empty for other instructions. */
export function volumesIn(
  node: Instruction,
  { expand }: Pick<ConfigFacts, "expand">,
): readonly Volume[] {
  if (node.name !== "VOLUME") return [];
  const words = node.json?.strings.map(({ start, end, value }) => ({ start, end, text: value }));
  return (words ?? node.words).map((word) => ({
    start: word.start,
    end: word.end,
    instruction: node,
    path: expand(word, node),
  }));
}

function labelsIn(
  node: Instruction,
  { expand }: ConfigFacts,
): readonly (readonly [string, Label])[] {
  if (node.name !== "LABEL") return [];
  return node.pairs.map((pair) => [
    expand(pair.key, node) ?? pair.key.value,
    { instruction: node, pair, value: pair.value === undefined ? "" : expand(pair.value, node) },
  ]);
}
