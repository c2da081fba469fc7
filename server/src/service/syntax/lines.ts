// The physical layer: which lines are directives and comments, and which of the others make up one instruction.
import { skipSpace } from "./characters.ts";
import type { Piece } from "./sourceText.ts";
import type { Comment, Directive, Span, SyntaxProblem } from "./tree.ts";

/**
 * The lines of one instruction, before anything is known of its content. The parts that make up its logical line are not
 * among them: there may be one for every line of a file, and few instructions are ever asked for. See `readPieces`.
 */
export interface InstructionLines {
  /** Where the first line's text begins, and where it ends before its continuation. */
  readonly start: number;
  readonly firstEnd: number;
  /** Where the second line begins. */
  readonly next: number;
  readonly startLine: number;
  readonly continued: boolean;
}

/** What stands before each continuation of an instruction: the pieces of its logical line. */
export function readPieces(
  text: string,
  escape: LineReader["escape"],
  { start, firstEnd, next, continued }: InstructionLines,
): readonly Piece[] {
  const pieces: Piece[] = [{ start, end: firstEnd }];
  if (continued) new LineReader(text, escape, next).readContinuations(pieces);
  return pieces;
}

const directiveStart = /^([a-zA-Z][a-zA-Z0-9]*)([\t\n\f\r ]*=[\t\n\f\r ]*)/;
const directiveNames: ReadonlySet<string> = new Set(["syntax", "escape", "check"]);

const tab = 9;
const lineFeed = 10;
const carriageReturn = 13;
const space = 32;
const numberSign = 35;

/**
 * Reads the lines of a text one after the other: `start` and `end` are those of the line that was read last. A class with
 * fields, and no closures and objects for lines, since all of it is done again for every keystroke.
 */
export class LineReader {
  readonly text: string;
  readonly directives: Directive[] = [];
  readonly comments: Comment[] = [];
  readonly problems: SyntaxProblem[] = [];
  escape: "\\" | "`";
  /** The line that was read last. */
  lastLine = -1;
  /** Where the line begins, and where it ends before its line end. */
  start = 0;
  end = 0;
  /** Where the next line begins. */
  offset: number;
  private escapeCode: number;
  private directivesEnded: boolean;

  /** Reads a text from its start, or from a line behind its directives. */
  constructor(text: string, escape: "\\" | "`" = "\\", offset = 0) {
    this.text = text;
    this.escape = escape;
    this.escapeCode = escape.charCodeAt(0);
    this.offset = offset;
    this.directivesEnded = offset > 0;
  }

  /** Goes on to the next line, whatever it is; false at the end of the text. */
  advance(): boolean {
    const { text, offset } = this;
    if (offset >= text.length) return false;
    const feed = text.indexOf("\n", offset);
    const next = feed === -1 ? text.length : feed + 1;
    let end = next;
    while (end > offset && isLineEnd(text.charCodeAt(end - 1))) end -= 1;
    this.lastLine += 1;
    this.start = offset;
    this.end = end;
    this.offset = next;
    return true;
  }

  /** Reads a directive where it is one; the first line that is none ends them all. */
  private readDirective(start: number): void {
    const { end } = this;
    const nameStart = skipSpace(this.text, start + 1, end);
    const match =
      this.text[start] === "#" ? directiveStart.exec(this.text.slice(nameStart, end)) : null;
    const [whole = "", name = ""] = match ?? [];
    const key = name.toLowerCase();
    const value = this.text.slice(nameStart + whole.length, end).trimEnd();
    if (!directiveNames.has(key) || value === "") {
      this.directivesEnded = true;
      // a blank is a value for BuildKit
      const blank = nameStart + whole.trimEnd().length;
      if (key === "escape" && blank < end) this.readEscape(" ", { start: blank, end });
      return;
    }
    const valueStart = nameStart + whole.length;
    const valueEnd = valueStart + value.length;
    const nameSpan = { start: nameStart, end: nameStart + name.length };
    const valueWord = { start: valueStart, end: valueEnd, text: value, value };
    if (this.directives.some((directive) => directive.name === key)) {
      this.problems.push({
        level: "parser",
        code: "no-duplicate-directive",
        message: `The directive ${key} stands here a second time; only one is allowed.`,
        ...nameSpan,
      });
    } else if (key === "escape") this.readEscape(value, valueWord);
    this.directives.push({
      name: key,
      nameSpan,
      value: valueWord,
      line: this.lastLine,
      start,
      end: valueEnd,
    });
  }

  private readEscape(value: string, span: Span): void {
    if (value === "\\" || value === "`") {
      this.escape = value;
      this.escapeCode = value.charCodeAt(0);
    } else {
      this.problems.push({
        level: "parser",
        code: "valid-escape",
        message: `The escape character can be \\ or \` but not ${value}.`,
        start: span.start,
        end: span.end,
      });
    }
  }

  private addComment(start: number, place: "between" | "inside"): void {
    this.comments.push({
      start,
      end: this.end,
      text: this.text.slice(start, this.end),
      line: this.lastLine,
      inside: place === "inside",
    });
  }

  /** Where the text before a trailing escape character ends; undefined where the line ends the instruction. */
  private continuationStart(start: number, end: number): number | undefined {
    let last = end - 1;
    while (last >= start && isBlank(this.text.charCodeAt(last))) last -= 1;
    if (last < start || this.text.charCodeAt(last) !== this.escapeCode) return undefined;
    return last > start && this.text.charCodeAt(last - 1) === this.escapeCode ? undefined : last;
  }

  /** The next instruction's lines; undefined at the end of the text. */
  nextInstruction(): InstructionLines | undefined {
    while (this.advance()) {
      const line = this.lastLine;
      const begin = line === 0 && this.text.startsWith("\ufeff") ? this.start + 1 : this.start;
      const start = skipSpace(this.text, begin, this.end);
      if (!this.directivesEnded) this.readDirective(start);
      if (start === this.end) continue;
      if (this.text.charCodeAt(start) === numberSign) {
        if (this.directives.at(-1)?.line !== line) this.addComment(start, "between");
        continue;
      }
      const continuation = this.continuationStart(start, this.end);
      const continued = continuation !== undefined;
      const firstEnd = continuation ?? this.end;
      const lines = { start, firstEnd, next: this.offset, startLine: line, continued };
      if (continued) this.readContinuations();
      return lines;
    }
    return undefined;
  }

  /** Reads the lines that continue an instruction, and adds their texts to `pieces`. */
  readContinuations(pieces?: Piece[]): void {
    while (this.advance()) {
      const start = skipSpace(this.text, this.start, this.end);
      if (start === this.end) continue;
      if (this.text.charCodeAt(start) === numberSign) {
        this.addComment(start, "inside");
        continue;
      }
      const continuation = this.continuationStart(this.start, this.end);
      pieces?.push({ start: this.start, end: continuation ?? this.end });
      if (continuation === undefined) return;
    }
  }
}

function isLineEnd(code: number): boolean {
  return code === lineFeed || code === carriageReturn;
}

function isBlank(code: number): boolean {
  return code === space || code === tab;
}
