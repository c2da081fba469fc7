import { firstIndex } from "./firstIndex.ts";
import type { Dockerfile, Instruction } from "./tree.ts";

/** Whether a comment line stands between the lines of an instruction. */
export function hasCommentInside({ comments }: Dockerfile, { start, end }: Instruction): boolean {
  const next = comments[firstIndex(comments, (comment) => comment.start > start)];
  return next !== undefined && next.start < end;
}
