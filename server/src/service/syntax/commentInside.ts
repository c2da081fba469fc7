import type { Dockerfile, Instruction } from "./tree.ts";

/** Whether a comment line stands between the lines of an instruction. */
export function hasCommentInside({ comments }: Dockerfile, { start, end }: Instruction): boolean {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.start ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  return (comments[low]?.start ?? Infinity) < end;
}
