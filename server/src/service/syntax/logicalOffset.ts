import type { SourceText } from "./sourceText.ts";

/** The offset in a joined text of a document offset; inside a gap it is the place behind the gap. */
export function logicalOffset(source: SourceText, documentOffset: number): number {
  let low = 0;
  let high = source.text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (source.offsetAt(middle) < documentOffset) low = middle + 1;
    else high = middle;
  }
  return low;
}
