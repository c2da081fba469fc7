// What a stage gets from the image that it begins with.
import { imageEnvironments, type ImageEnvironment } from "../data/imageEnvironments.ts";
import type { ImageReference } from "./imageReference.ts";
import { memoize } from "./memoize.ts";
import type { Model, Stage } from "./model.ts";

const nothing: ImageEnvironment = { variables: [] };

/** The first stage of a stage's lineage: the one whose base no stage of the file is. */
export function rootStage(model: Model, stage: Stage): Stage {
  return rootsOf(model).get(stage) ?? stage;
}

/** Each stage is built on an earlier one, if on any; a lineage each would take the square of their number. */
const rootsOf = memoize((model: Model): ReadonlyMap<Stage, Stage> => {
  const roots = new Map<Stage, Stage>();
  for (const stage of model.stages) {
    const { base } = stage;
    roots.set(stage, base.kind === "stage" ? (roots.get(base.stage) ?? base.stage) : stage);
  }
  return roots;
});

/** That of the image at the end of a stage's lineage; undefined where the image is not known. */
export function baseEnvironment(model: Model, stage: Stage): ImageEnvironment | undefined {
  const { base } = rootStage(model, stage);
  if (base.kind === "scratch") return nothing;
  const key = base.kind === "image" && base.reference ? keyOf(base.reference) : "";
  return Object.hasOwn(imageEnvironments, key) ? imageEnvironments[key] : undefined;
}

function keyOf({ domain, path }: ImageReference): string {
  return domain === "docker.io" ? path.replace(/^library\//, "") : `${domain}/${path}`;
}
