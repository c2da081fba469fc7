import { isWindowsStage } from "./commandText.ts";
import type { Model, Stage } from "./model.ts";
import type { Instruction } from "./tree.ts";

/** Whether the containers of a stage run Windows, as far as the image at its bottom says. */
export function runsWindows(model: Model, stage: Stage): boolean {
  return isWindowsStage(model.dockerfile, model.lineage(stage).at(-1) ?? stage);
}

/** The same of the stage that an instruction stands in. */
export function isForWindows(model: Model, node: Instruction): boolean {
  const stage = model.stageOf(node);
  return stage !== undefined && runsWindows(model, stage);
}
