// Whether a stage runs on Windows or on Linux, where the file says so.
import { shellsByWord } from "../data/systemShells.ts";
import { windowsImages } from "../data/windowsImages.ts";
import type { Model } from "./model.ts";
import type { Stage } from "./stage.ts";
import type { Instruction } from "./tree.ts";

export type System = "windows" | "linux";

/**
 * What `--platform` or the name of the image says where a stage begins, or the one that it is built on. undefined where
 * neither does, as for images that exist for both.
 */
function stageSystem(model: Model, stage: Stage): System | undefined {
  const { base, platform, from } = model.lineage(stage).at(-1) ?? stage;
  if (platform !== undefined) {
    const system = platform.text?.split("/")[0]?.toLowerCase();
    return system === "windows" || system === "linux" ? system : undefined;
  }
  // where a variable is unknown the rest of the name may still say it
  const image = base.kind === "image" ? (base.text ?? from.image?.text ?? "") : "";
  if (windowsImages.some((pattern) => pattern.test(image))) return "windows";
  const words = image.toLowerCase().split(/[^a-z\d]+/);
  return words.some((word) => shellsByWord.has(word.replace(/\d+$/, ""))) ? "linux" : undefined;
}

/** The system that an instruction runs on. */
export function systemOf(model: Model, node: Instruction): System | undefined {
  const stage = model.stageOf(node);
  return stage && stageSystem(model, stage);
}
