// Several RUN instructions as one: `RUN a` and `RUN b` become `RUN a && b`, wherever that means the same.
import { continuationStyle } from "./continuationStyle.ts";
import { refuseBefore, refuseBehind, refuseBetween, refuseForm } from "./mergeRefusals.ts";
import { refuseTraces } from "./mergeTraces.ts";
import { strictScripts } from "./strictScripts.ts";
import type { Model } from "./model.ts";
import type { Instruction, Span } from "./tree.ts";

/** How to merge, or why it is not done, as the rest of a sentence. */
export type RunMerge =
  | { readonly edits: readonly (Span & { readonly text: string })[]; readonly refusal: undefined }
  | { readonly refusal: string };

/**
 * Joins RUN instructions that follow each other. Only what stands between their commands is replaced; the commands
 * stay as they are written.
 */
export function mergeRuns(model: Model, runs: readonly Instruction[]): RunMerge {
  if (runs.some(({ heredocs }) => heredocs.length > 0)) return mergeHeredocs(model, runs);
  const refusal = refuseBetween(model, runs) ?? refuseAny(model, runs) ?? refuseTraces(model, runs);
  if (refusal !== undefined) return { refusal };
  const joint = continuationStyle(model.dockerfile, runs).and;
  const edits = runs.flatMap((run, index) => {
    const next = runs[index + 1];
    return next === undefined ? [] : [{ start: run.end, end: next.body.start, text: joint }];
  });
  return { edits, refusal: undefined };
}

/** Why one of the instructions cannot be part of a longer one. */
function refuseAny(model: Model, runs: readonly Instruction[]): string | undefined {
  const last = runs.length - 1;
  for (const [index, run] of runs.entries()) {
    const script = model.script(run);
    const refusal =
      refuseForm(model, run, script) ??
      (script && index > 0 ? refuseBehind(script) : undefined) ??
      (script && index < last ? refuseBefore(model, run, script) : undefined);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** Scripts that stop at the first failure, one behind the other in the heredoc of the last. */
function mergeHeredocs(model: Model, runs: readonly Instruction[]): RunMerge {
  const scripts = strictScripts(model, runs);
  if ("refusal" in scripts) return scripts;
  const refusal = refuseTraces(model, runs);
  if (refusal !== undefined) return { refusal };
  const edits = scripts.bodies.slice(1).map(({ firstLine }, index) => ({
    start: scripts.bodies[index]?.end ?? firstLine,
    end: firstLine,
    text: "",
  }));
  return { edits, refusal: undefined };
}
