// The exec form: a JSON array of strings, with the place of each.
import { skipSpace, skipSpaceBack } from "./characters.ts";
import { joinPieces, type Piece, type SourceText } from "./sourceText.ts";
import type { JsonForm, JsonString } from "./tree.ts";
import type { TextRange } from "./words.ts";

/** `mixed`: a JSON array whose elements are not all strings, which BuildKit rejects. undefined: no JSON array. */
export type JsonResult = JsonForm | "mixed" | undefined;

/** Reads a range of `source` as the exec form. `document` is the text that the source's pieces come from. */
export function parseJsonForm(
  document: string,
  source: SourceText,
  { from, to }: TextRange,
): JsonResult {
  const start = skipSpace(source.text, from, to);
  if (source.text[start] !== "[") return undefined;
  const values = parseArray(source.text.slice(start, to));
  if (values === undefined) return undefined;
  if (!values.every((value) => typeof value === "string")) return "mixed";
  const strings = findStrings(source.text.slice(0, to), from).map((range, index) =>
    jsonString(document, source, range, values[index] ?? ""),
  );
  return { ...source.spanOf(start, skipSpaceBack(source.text, start, to)), strings };
}

function parseArray(text: string): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The strings in valid JSON without nesting, quotes included. */
function findStrings(text: string, from: number): readonly TextRange[] {
  const ranges: TextRange[] = [];
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at)) {
    let end = at + 1;
    while (end < text.length && text[end] !== '"') end += text[end] === "\\" ? 2 : 1;
    ranges.push({ from: at, to: end + 1 });
    at = end + 1;
  }
  return ranges;
}

function jsonString(
  document: string,
  source: SourceText,
  { from, to }: TextRange,
  raw: string,
): JsonString {
  const content = (): SourceText => joinPieces(document, contentPieces(source, from + 1, to - 1));
  return { ...source.spanOf(from, to), value: raw.toWellFormed(), content };
}

const escapePattern = /\\(?:u[0-9a-fA-F]{4}|[^u])/g;

/** The inside of a JSON string: what stands as it is, and what an escape stands for. */
function contentPieces(source: SourceText, start: number, end: number): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = start;
  for (const { 0: escape, index } of source.text.slice(start, end).matchAll(escapePattern)) {
    const from = start + index;
    pieces.push(...source.pieces(at, from));
    pieces.push({
      ...source.spanOf(from, from + escape.length),
      text: String(JSON.parse(`"${escape}"`)),
    });
    at = from + escape.length;
  }
  return [...pieces, ...source.pieces(at, end)];
}
