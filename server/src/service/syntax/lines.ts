// The physical layer: which lines are directives and comments, and which of the others make up one instruction.
import { skipSpace } from "./characters.ts";
import type { Piece } from "./sourceText.ts";
import type { Comment, Directive, Span, SyntaxProblem } from "./tree.ts";

/** The lines of one instruction, before anything is known of its content. */
export interface InstructionLines {
  /** The text of the logical line: what stands before each continuation. */
  readonly pieces: readonly Piece[];
  readonly startLine: number;
}

export interface RawLine {
  readonly line: number;
  readonly start: number;
  /** Before the line end. */
  readonly end: number;
  /** After the line end. */
  readonly next: number;
}

const directiveStart = /^([a-zA-Z][a-zA-Z0-9]*)([\t\n\f\r ]*=[\t\n\f\r ]*)/;
const directiveNames: ReadonlySet<string> = new Set(["syntax", "escape", "check"]);

const tab = 9;
const lineFeed = 10;
const carriageReturn = 13;
const space = 32;
const numberSign = 35;

/** Reads the lines of a text one after the other. A class and no closures: it is made for every keystroke. */
export class LineReader {
  readonly text: string;
  /** Offsets of the lines that were read. */
  readonly lineStarts: number[] = [];
  readonly directives: Directive[] = [];
  readonly comments: Comment[] = [];
  readonly problems: SyntaxProblem[] = [];
  escape: "\\" | "`" = "\\";
  /** Where the next line begins. */
  offset = 0;
  private escapeCode = this.escape.charCodeAt(0);
  private directivesEnded = false;

  constructor(text: string) {
    this.text = text;
  }

  /** The line that was read last. */
  get lastLine(): number {
    return this.lineStarts.length - 1;
  }

  /** The next line, whatever it is, for heredoc bodies; undefined at the end of the text. */
  nextLine(): RawLine | undefined {
    if (this.offset >= this.text.length) return undefined;
    const feed = this.text.indexOf("\n", this.offset);
    const next = feed === -1 ? this.text.length : feed + 1;
    let end = next;
    while (end > this.offset && isLineEnd(this.text.charCodeAt(end - 1))) end -= 1;
    const raw = { line: this.lineStarts.length, start: this.offset, end, next };
    this.lineStarts.push(this.offset);
    this.offset = next;
    return raw;
  }

  /** Reads a directive where it is one; the first line that is none ends them all. */
  private readDirective({ line: index, end }: RawLine, start: number): void {
    const nameStart = skipSpace(this.text, start + 1, end);
    const match =
      this.text[start] === "#" ? directiveStart.exec(this.text.slice(nameStart, end)) : null;
    const [whole = "", name = ""] = match ?? [];
    const key = name.toLowerCase();
    const value = this.text.slice(nameStart + whole.length, end).trimEnd();
    if (!directiveNames.has(key) || value === "") {
      this.directivesEnded = true;
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
      line: index,
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

  private addComment(raw: RawLine, start: number, place: "between" | "inside"): void {
    this.comments.push({
      start,
      end: raw.end,
      text: this.text.slice(start, raw.end),
      line: raw.line,
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
    for (let raw = this.nextLine(); raw !== undefined; raw = this.nextLine()) {
      const begin = raw.line === 0 && this.text.startsWith("\ufeff") ? raw.start + 1 : raw.start;
      const start = skipSpace(this.text, begin, raw.end);
      if (!this.directivesEnded) this.readDirective(raw, start);
      if (start === raw.end) continue;
      if (this.text.charCodeAt(start) === numberSign) {
        if (this.directives.at(-1)?.line !== raw.line) this.addComment(raw, start, "between");
        continue;
      }
      const continuation = this.continuationStart(start, raw.end);
      const pieces = [{ start, end: continuation ?? raw.end }];
      if (continuation !== undefined) this.readContinuations(pieces);
      return { pieces, startLine: raw.line };
    }
    return undefined;
  }

  private readContinuations(pieces: Piece[]): void {
    for (let raw = this.nextLine(); raw !== undefined; raw = this.nextLine()) {
      const start = skipSpace(this.text, raw.start, raw.end);
      if (start === raw.end) continue;
      if (this.text.charCodeAt(start) === numberSign) {
        this.addComment(raw, start, "inside");
        continue;
      }
      const continuation = this.continuationStart(raw.start, raw.end);
      pieces.push({ start: raw.start, end: continuation ?? raw.end });
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
