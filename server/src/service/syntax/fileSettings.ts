// Settings that a stage writes into files of the image for the commands that follow.
import { memoize } from "./memoize.ts";
import type { Model } from "./model.ts";
import type { Stage } from "./stage.ts";
import type { Instruction } from "./tree.ts";

export interface FileSetting {
  readonly setting: RegExp;
  /** Matches the names of the files that hold it. */
  readonly file: RegExp;
}

/**
 * Whether this instruction or one above it, in its stage or one that it is built on, writes or copies such a setting.
 * The answers are kept with the setting: pass the same object each time.
 */
export function isConfigured(model: Model, node: Instruction, setting: FileSetting): boolean {
  const stage = model.stageOf(node);
  const first = stage && firstSettings(setting)(model).get(stage);
  return first !== undefined && first <= node.index;
}

/** For each stage the first instruction that sets it; its FROM where the stage below does. */
const firstSettings = memoize((setting: FileSetting) =>
  memoize((model: Model): ReadonlyMap<Stage, number> => {
    const first = new Map<Stage, number>();
    for (const stage of model.stages) {
      const isInherited = stage.base.kind === "stage" && first.has(stage.base.stage);
      const own = isInherited
        ? stage.from
        : stage.instructions.find((node) => sets(model, node, setting));
      if (own !== undefined) first.set(stage, own.index);
    }
    return first;
  }),
);

function sets({ dockerfile }: Model, node: Instruction, { setting, file }: FileSetting): boolean {
  if (node.name !== "RUN" && node.name !== "COPY" && node.name !== "ADD") return false;
  const text = dockerfile.text.slice(node.start, node.end);
  if (!file.test(text)) return false;
  // what is copied cannot be seen
  return (node.name !== "RUN" && node.heredocs.length === 0) || setting.test(text);
}
