// What is in stages that begin with nothing.
import type { Model, Stage } from "./model.ts";
import { cleanPath } from "./paths.ts";
import type { Copy, Instruction } from "./tree.ts";

/**
 * Walks through the stages that are built on scratch, directly or by other stages, as long as nothing is added to them:
 * `visit` sees each instruction up to the first that `adds` something, that one included. Returns the stages that end
 * without it.
 */
export function walkScratch(
  model: Model,
  adds: (node: Instruction) => boolean,
  visit?: (node: Instruction) => void,
): ReadonlySet<Stage> {
  const empty = new Set<Stage>();
  for (const stage of model.stages) {
    const { base, instructions } = stage;
    const isEmpty =
      base.kind === "scratch" ||
      (base.kind === "stage" && empty.has(base.stage) && !base.stage.instructions.some(isTrigger));
    if (!isEmpty) continue;
    const filler = instructions.find((node) => {
      visit?.(node);
      return adds(node);
    });
    if (filler === undefined) empty.add(stage);
  }
  return empty;

  /** Triggers run at once in the stages that are built on theirs. */
  function isTrigger(node: Instruction): boolean {
    return node.name === "ONBUILD" && node.trigger !== undefined && adds(node.trigger);
  }
}

/** The absolute path that COPY or ADD writes to; undefined where only the build knows it. */
export function destinationPath(model: Model, node: Copy): string | undefined {
  const text = node.destination && model.expand(node.destination, node);
  const folder = model.workdir(node);
  if (text === undefined || (folder === undefined && !text.startsWith("/"))) return undefined;
  return cleanPath(text.startsWith("/") ? text : `${folder}/${text}`);
}
