import { firstIndex } from "./firstIndex.ts";
import type { Span } from "./span.ts";

/** One piece of a text and where it stands in the document. Escapes make a piece shorter than its place. */
interface Segment {
  /** Offset of the piece in the joined text. */
  readonly at: number;
  readonly length: number;
  readonly start: number;
  readonly end: number;
}

/**
 * A text joined from pieces of the document, and the way back: the lines of an instruction without their
 * continuations, the body of a heredoc, a decoded JSON string. Offsets are UTF-16 units.
 */
export interface SourceText {
  readonly text: string;
  /** Document offset of an offset in the text. At a joint it is the place after the gap. */
  offsetAt(offset: number): number;
  /** Document span of a range of the text; at a joint it ends before the gap. */
  spanOf(start: number, end: number): Span;
  /** Whether the document has more between the range's ends than the text: a continuation, a comment, an escape. */
  crosses(start: number, end: number): boolean;
  /** Whether a span of the document stands in the text as it is, in one piece: an edit there changes nothing else. */
  isVerbatim(span: Span): boolean;
  /** The pieces that a range of the text is joined from. */
  pieces(start: number, end: number): readonly Required<Piece>[];
  /** A part of this text as a text of its own. */
  slice(start: number, end?: number): SourceText;
}

/** A piece of the document as it stands: `[start, end)` of `document`. */
export interface Piece extends Span {
  /** What the piece reads as; left out where it is the document's own text. */
  readonly text?: string;
}

/** Joins pieces of the document, in order; empty pieces are dropped. */
export function joinPieces(document: string, pieces: readonly Piece[]): SourceText {
  const segments: Segment[] = [];
  const texts: string[] = [];
  let at = 0;
  for (const { start, end, text = document.slice(start, end) } of pieces) {
    if (text.length === 0) continue;
    segments.push({ at, length: text.length, start, end });
    texts.push(text);
    at += text.length;
  }
  return sourceText(texts.join(""), segments, pieces[0]?.start ?? 0);
}

/** A text that stands in the document as it is. */
export function verbatim(document: string, span: Span): SourceText {
  return joinPieces(document, [span]);
}

function sourceText(text: string, segments: readonly Segment[], empty: number): SourceText {
  /** The last segment that starts at or before the offset. */
  function indexAt(offset: number): number {
    return Math.max(0, firstIndex(segments, ({ at }) => at > offset) - 1);
  }

  function place(segment: Segment | undefined, offset: number): number {
    if (segment === undefined) return empty;
    const inside = offset - segment.at;
    if (isLinear(segment)) return segment.start + inside;
    return inside <= 0 ? segment.start : segment.end;
  }

  function endAt(offset: number): number {
    return place(segments[indexAt(Math.max(0, offset - 1))], offset);
  }

  function offsetAt(offset: number): number {
    return place(segments[indexAt(offset)], offset);
  }

  /** The segments of a range, with offsets that count from its start. */
  function cut(start: number, end: number): readonly Segment[] {
    const inside = segments.slice(indexAt(start), indexAt(Math.max(start, end - 1)) + 1);
    return inside.map((segment) => {
      const from = Math.max(segment.at, start);
      const to = Math.min(segment.at + segment.length, end);
      const span = isLinear(segment)
        ? {
            start: segment.start + (from - segment.at),
            end: segment.start + (to - segment.at),
          }
        : { start: segment.start, end: segment.end };
      return { at: from - start, length: to - from, ...span };
    });
  }

  return {
    text,
    offsetAt,
    spanOf(start, end) {
      const from = offsetAt(start);
      return { start: from, end: end <= start ? from : endAt(end) };
    },
    crosses(start, end) {
      return end > start && endAt(end) - offsetAt(start) !== end - start;
    },
    isVerbatim({ start, end }) {
      return segments.some(
        (segment) => isLinear(segment) && segment.start <= start && end <= segment.end,
      );
    },
    pieces(start, end) {
      return cut(start, end).map((segment) => ({
        start: segment.start,
        end: segment.end,
        text: text.slice(start + segment.at, start + segment.at + segment.length),
      }));
    },
    slice(start, end = text.length) {
      const part = text.slice(start, end);
      return sourceText(part, part.length === 0 ? [] : cut(start, end), offsetAt(start));
    },
  };
}

/** Whether a piece reads as it stands; decoded ones are always shorter than their place. */
function isLinear({ start, end, length }: Segment): boolean {
  return end - start === length;
}
