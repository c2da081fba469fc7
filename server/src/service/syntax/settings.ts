// USER, WORKDIR and SHELL: settings that hold from one instruction to the next, and into the stages built on top.
import { isWindowsStage } from "./commandText.ts";
import { firstIndex } from "./firstIndex.ts";
import { cleanPath } from "./paths.ts";
import type { Stage } from "./stage.ts";
import { baseShell, replacingShell, type SystemShell } from "./systemShell.ts";
import type { Dockerfile, Instruction, Word } from "./tree.ts";

/** Who runs the instructions and the container. */
export interface UserSetting {
  /** The USER instruction; undefined where the file has none. */
  readonly instruction: Instruction | undefined;
  /** `name`, `name:group` or numbers; undefined where only the build knows it. */
  readonly text: string | undefined;
}

/** What runs commands in shell form. */
export interface ShellSetting {
  /** The SHELL instruction; undefined where the platform's default holds. */
  readonly instruction: Instruction | undefined;
  readonly words: readonly string[];
}

/** A setting at each instruction, before it takes effect itself, and behind the last one of a stage. */
export interface Setting<Value> {
  before(node: Instruction): Value | undefined;
  atEnd(stage: Stage): Value | undefined;
}

export interface Settings {
  /** undefined where the base image decides. */
  readonly user: Setting<UserSetting>;
  /** undefined where the base image decides. */
  readonly workdir: Setting<string>;
  readonly shell: Setting<ShellSetting>;
  /** What `/bin/sh` is; undefined where only the base image knows. */
  readonly systemShell: Setting<SystemShell>;
}

type Expand = (word: Word, node: Instruction) => string | undefined;

export function settingsOf(
  dockerfile: Dockerfile,
  stageOf: (node: Instruction) => Stage | undefined,
  expand: Expand,
): Settings {
  return {
    user: follow<UserSetting>(stageOf, {
      start: ({ base }) =>
        base.kind === "scratch" ? { instruction: undefined, text: "root" } : undefined,
      next(_, node) {
        const [word] = node.name === "USER" ? node.words : [];
        return word && { value: { instruction: node, text: expand(word, node) } };
      },
    }),
    workdir: follow<string>(stageOf, {
      start: ({ base }) => (base.kind === "scratch" ? "/" : undefined),
      next(before, node) {
        const [word] = node.name === "WORKDIR" ? node.words : [];
        return word && { value: enter(before, expand(word, node)) };
      },
    }),
    shell: follow<ShellSetting>(stageOf, {
      start: (stage) => ({
        instruction: undefined,
        words: isWindowsStage(dockerfile, stage) ? ["cmd", "/S", "/C"] : ["/bin/sh", "-c"],
      }),
      next(_, node) {
        const strings = node.name === "SHELL" ? (node.json?.strings ?? []) : [];
        if (strings.length === 0) return undefined;
        return { value: { instruction: node, words: strings.map(({ value }) => value) } };
      },
    }),
    systemShell: follow<SystemShell>(stageOf, {
      start: baseShell,
      next(_, node) {
        const value = replacingShell(node);
        return value && { value };
      },
    }),
  };
}

interface Effect<Value> {
  /** What holds in a stage that is built on no other. */
  readonly start: (stage: Stage) => Value | undefined;
  /** What holds behind an instruction; undefined where it changes nothing. */
  readonly next: (
    before: Value | undefined,
    node: Instruction,
  ) => { readonly value: Value | undefined } | undefined;
}

interface Change<Value> {
  /** Index of the instruction that makes it. */
  readonly index: number;
  readonly value: Value | undefined;
}

/** Reads each stage once, those that it is built FROM first. */
function follow<Value>(
  stageOf: (node: Instruction) => Stage | undefined,
  { start, next }: Effect<Value>,
): Setting<Value> {
  const known = new Map<Stage, readonly Change<Value>[]>();

  function changesIn(stage: Stage): readonly Change<Value>[] {
    const missing: Stage[] = [];
    for (let each: Stage | undefined = stage; each !== undefined && !known.has(each);) {
      missing.push(each);
      each = each.base.kind === "stage" ? each.base.stage : undefined;
    }
    for (const each of missing.toReversed()) known.set(each, read(each));
    return known.get(stage) ?? [];
  }

  function read(stage: Stage): readonly Change<Value>[] {
    const { base } = stage;
    let value = base.kind === "stage" ? known.get(base.stage)?.at(-1)?.value : start(stage);
    const changes = [{ index: stage.from.index, value }];
    for (const node of stage.instructions) {
      const change = next(value, node);
      if (change === undefined) continue;
      ({ value } = change);
      changes.push({ index: node.index, value });
    }
    return changes;
  }

  return {
    before(node) {
      const stage = stageOf(node);
      return stage === undefined ? undefined : lastBefore(changesIn(stage), node.index)?.value;
    },
    atEnd: (stage) => changesIn(stage).at(-1)?.value,
  };
}

function lastBefore<Value>(
  changes: readonly Change<Value>[],
  index: number,
): Change<Value> | undefined {
  const behind = firstIndex(changes, (change) => change.index >= index);
  return changes[Math.max(0, behind - 1)];
}

/** Longer paths exist in no file system that images use. */
const longestPath = 4096;

function enter(before: string | undefined, folder: string | undefined): string | undefined {
  if (folder === undefined || /^[A-Za-z]:[\\/]/.test(folder)) return folder;
  if (!folder.startsWith("/") && before === undefined) return undefined;
  const path = cleanPath(folder.startsWith("/") ? folder : `${before}/${folder}`);
  return path.length > longestPath ? undefined : path;
}
