/** A text with `[|…|]` around what a test expects, split into both. */
export function readMarkers(marked: string): {
  readonly text: string;
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
} {
  const ranges: { start: number; end: number }[] = [];
  const open: number[] = [];
  let text = "";
  for (const piece of marked.split(/(\[\||\|\])/)) {
    if (piece === "[|") open.push(text.length);
    else if (piece === "|]") ranges.push({ start: open.pop() ?? NaN, end: text.length });
    else text += piece;
  }
  return { text, ranges: ranges.toSorted((a, b) => a.start - b.start || a.end - b.end) };
}
