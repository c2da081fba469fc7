import type { SourceText } from "../syntax/sourceText.ts";

/** The offset in a joined text of a document offset; inside a gap it is the place behind the gap. */
export function logicalOffset({ text, offsetAt }: SourceText, documentOffset: number): number {
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (offsetAt(middle) < documentOffset) low = middle + 1;
    else high = middle;
  }
  return low;
}
