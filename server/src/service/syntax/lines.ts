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

export interface LineReader {
  /** Offsets of the lines that were read. */
  readonly lineStarts: readonly number[];
  readonly directives: readonly Directive[];
  readonly comments: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
  readonly escape: "\\" | "`";
  /** The line that was read last. */
  readonly lastLine: number;
  /** Where the next line begins. */
  readonly offset: number;
  /** The next instruction's lines; undefined at the end of the text. */
  nextInstruction(): InstructionLines | undefined;
  /** The next line, whatever it is, for heredoc bodies; undefined at the end of the text. */
  nextLine(): RawLine | undefined;
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

export function readLines(text: string): LineReader {
  const lineStarts: number[] = [];
  const directives: Directive[] = [];
  const comments: Comment[] = [];
  const problems: SyntaxProblem[] = [];
  let escape: "\\" | "`" = "\\";
  let escapeCode = escape.charCodeAt(0);
  let directivesEnded = false;
  let at = 0;

  function nextLine(): RawLine | undefined {
    if (at >= text.length) return undefined;
    const feed = text.indexOf("\n", at);
    const next = feed === -1 ? text.length : feed + 1;
    let end = next;
    while (end > at && isLineEnd(text.charCodeAt(end - 1))) end -= 1;
    const raw = { line: lineStarts.length, start: at, end, next };
    lineStarts.push(at);
    at = next;
    return raw;
  }

  /** Reads a directive where it is one; the first line that is none ends them all. */
  function readDirective({ line: index, end }: RawLine, start: number): void {
    const nameStart = skipSpace(text, start + 1, end);
    const match = text[start] === "#" ? directiveStart.exec(text.slice(nameStart, end)) : null;
    const [whole = "", name = ""] = match ?? [];
    const key = name.toLowerCase();
    const value = text.slice(nameStart + whole.length, end).trimEnd();
    if (!directiveNames.has(key) || value === "") {
      directivesEnded = true;
      return;
    }
    const valueStart = nameStart + whole.length;
    const valueEnd = valueStart + value.length;
    const nameSpan = { start: nameStart, end: nameStart + name.length };
    const valueWord = { start: valueStart, end: valueEnd, text: value, value };
    if (directives.some((directive) => directive.name === key)) {
      problems.push({
        level: "parser",
        code: "no-duplicate-directive",
        message: `The directive ${key} stands here a second time; only one is allowed.`,
        ...nameSpan,
      });
    } else if (key === "escape") readEscape(value, valueWord);
    directives.push({ name: key, nameSpan, value: valueWord, line: index, start, end: valueEnd });
  }

  function readEscape(value: string, span: Span): void {
    if (value === "\\" || value === "`") {
      escape = value;
      escapeCode = value.charCodeAt(0);
    } else {
      problems.push({
        level: "parser",
        code: "valid-escape",
        message: `The escape character can be \\ or \` but not ${value}.`,
        start: span.start,
        end: span.end,
      });
    }
  }

  function addComment(raw: RawLine, start: number, place: "between" | "inside"): void {
    comments.push({
      start,
      end: raw.end,
      text: text.slice(start, raw.end),
      line: raw.line,
      inside: place === "inside",
    });
  }

  /** Where the text before a trailing escape character ends; undefined where the line ends the instruction. */
  function continuationStart(start: number, end: number): number | undefined {
    let last = end - 1;
    while (last >= start && isBlank(text.charCodeAt(last))) last -= 1;
    if (last < start || text.charCodeAt(last) !== escapeCode) return undefined;
    return last > start && text.charCodeAt(last - 1) === escapeCode ? undefined : last;
  }

  function nextInstruction(): InstructionLines | undefined {
    for (let raw = nextLine(); raw !== undefined; raw = nextLine()) {
      const begin = raw.line === 0 && text.startsWith("\ufeff") ? raw.start + 1 : raw.start;
      const start = skipSpace(text, begin, raw.end);
      if (!directivesEnded) readDirective(raw, start);
      if (start === raw.end) continue;
      if (text.charCodeAt(start) === numberSign) {
        if (directives.at(-1)?.line !== raw.line) addComment(raw, start, "between");
        continue;
      }
      const continuation = continuationStart(start, raw.end);
      const pieces = [{ start, end: continuation ?? raw.end }];
      if (continuation !== undefined) readContinuations(pieces);
      return { pieces, startLine: raw.line };
    }
    return undefined;
  }

  function readContinuations(pieces: Piece[]): void {
    for (let raw = nextLine(); raw !== undefined; raw = nextLine()) {
      const start = skipSpace(text, raw.start, raw.end);
      if (start === raw.end) continue;
      if (text.charCodeAt(start) === numberSign) {
        addComment(raw, start, "inside");
        continue;
      }
      const continuation = continuationStart(raw.start, raw.end);
      pieces.push({ start: raw.start, end: continuation ?? raw.end });
      if (continuation === undefined) return;
    }
  }

  return {
    lineStarts,
    directives,
    comments,
    problems,
    get escape() {
      return escape;
    },
    get lastLine() {
      return lineStarts.length - 1;
    },
    get offset() {
      return at;
    },
    nextInstruction,
    nextLine,
  };
}

function isLineEnd(code: number): boolean {
  return code === lineFeed || code === carriageReturn;
}

function isBlank(code: number): boolean {
  return code === space || code === tab;
}
