import type { Model, Stage } from "./model.ts";

/** The image that a stage is built on in the end, with its variables replaced; undefined where that is unknown or scratch. */
export function baseImage(model: Model, stage: Stage): string | undefined {
  const base = model.lineage(stage).at(-1)?.base;
  return (base?.kind === "image" && base.text) || undefined;
}
