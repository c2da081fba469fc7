import { firstIndex } from "./firstIndex.ts";
import type { Dockerfile, Instruction } from "./tree.ts";

/** Where the lines begin that belong to an instruction: its own and the comments directly above it. */
export function linesAbove(
  { comments, directives, lineStarts }: Dockerfile,
  { startLine }: Instruction,
): number {
  const head = directives.at(-1)?.line ?? -1;
  let line = startLine;
  let index = firstIndex(comments, (comment) => comment.line >= startLine) - 1;
  while (
    comments[index]?.line === line - 1 &&
    line - 1 > head &&
    comments[index]?.inside === false
  ) {
    line -= 1;
    index -= 1;
  }
  return lineStarts[line] ?? 0;
}
