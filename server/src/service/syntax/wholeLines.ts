import { firstIndex } from "./firstIndex.ts";
import type { Span } from "./span.ts";
import type { Dockerfile, Instruction } from "./tree.ts";

/** The lines of an instruction with their line ends, without the comment lines between them. */
export function wholeLines(
  { lineStarts, comments, end }: Dockerfile,
  { startLine, endLine }: Instruction,
): readonly Span[] {
  const spans: Span[] = [];
  let from = startLine;
  const kept = comments.slice(
    firstIndex(comments, ({ line }) => line >= startLine),
    firstIndex(comments, ({ line }) => line > endLine),
  );
  for (const line of [...kept.map((comment) => comment.line), endLine + 1]) {
    if (line > from) spans.push({ start: lineStarts[from] ?? end, end: lineStarts[line] ?? end });
    from = line + 1;
  }
  return spans;
}

/** Where the line of a place begins; behind a byte order mark in the first. */
export function lineStartOf(text: string, offset: number): number {
  const start = offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
  return start === 0 && text.startsWith("\ufeff") ? 1 : start;
}
