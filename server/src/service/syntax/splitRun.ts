// One command a line: what merging RUN instructions writes into one line, or a person did.
import { styleOf } from "./continuationStyle.ts";
import type { Model } from "./model.ts";
import type { Instruction } from "./tree.ts";
import type { WrittenEdit } from "./writtenEdits.ts";

/** What the refactoring does, or why it does not, as the rest of a sentence. */
export type RunSplit =
  | { readonly title: string; readonly edits: readonly WrittenEdit[]; readonly refusal: undefined }
  | { readonly refusal: string };

/**
 * Puts each command of the `&&` chain of a RUN on a line of its own, in the style of the lines that it has. The commands
 * stay as they are written, and the shell reads the same words.
 */
export function splitRun(model: Model, run: Instruction): RunSplit {
  const { dockerfile } = model;
  if (run.name !== "RUN") return { refusal: `${run.keyword.text} has no commands to split` };
  if (run.json !== undefined) return { refusal: "the exec form runs one command" };
  if (run.heredocs.length > 0) return { refusal: "a heredoc has lines of its own" };
  const script = model.script(run);
  if (script === undefined) {
    return { refusal: `the shell (${model.dialect(run)}) is none that Drydock reads` };
  }
  if (script.errors.length > 0) return { refusal: "the shell would not understand it" };
  const { and } = styleOf(dockerfile)(run);
  const { parts } = script;
  const edits = parts.slice(1).flatMap((part, index): readonly WrittenEdit[] => {
    const start = parts[index]?.end ?? part.start;
    const isChain = /^[ \t]*&&[ \t]*$/.test(dockerfile.text.slice(start, part.start));
    return isChain ? [{ start, end: part.start, text: and }] : [];
  });
  if (edits.length > 0)
    return { title: "Put each command on its own line", edits, refusal: undefined };
  return parts.some(({ operator }) => operator === "&&")
    ? { refusal: "each command has a line already" }
    : { refusal: "it has no commands that `&&` joins" };
}
