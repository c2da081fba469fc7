// The physical layer: which lines are directives and comments, and which of the others make up one instruction.
import { leadingSpace } from "./characters.ts";
import type { Piece } from "./sourceText.ts";
import type { Comment, Directive, Span, SyntaxProblem } from "./tree.ts";

/** The lines of one instruction, before anything is known of its content. */
export interface InstructionLines {
  /** The text of the logical line: what stands before each continuation. */
  readonly pieces: readonly Piece[];
  readonly startLine: number;
}

export interface LineReader {
  readonly lineStarts: readonly number[];
  readonly directives: readonly Directive[];
  readonly comments: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
  readonly escape: "\\" | "`";
  /** The line that was read last. */
  readonly lastLine: number;
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

export function readLines(text: string): LineReader {
  const lineStarts = findLineStarts(text);
  const directives: Directive[] = [];
  const comments: Comment[] = [];
  const problems: SyntaxProblem[] = [];
  let escape: "\\" | "`" = "\\";
  let directivesEnded = false;
  let line = 0;

  function lineAt(index: number): RawLine | undefined {
    const begin = lineStarts[index];
    if (begin === undefined || begin === text.length) return undefined;
    const next = lineStarts[index + 1] ?? text.length;
    let end = next;
    while (end > begin && (text[end - 1] === "\n" || text[end - 1] === "\r")) end -= 1;
    return { line: index, start: begin, end, next };
  }

  function nextLine(): RawLine | undefined {
    const raw = lineAt(line);
    if (raw !== undefined) line += 1;
    return raw;
  }

  /** Reads a directive where it is one; the first line that is none ends them all. */
  function readDirective({ line: index, end }: RawLine, start: number): void {
    if (directivesEnded) return;
    const nameStart = start + 1 + leadingSpace(text.slice(start + 1, end));
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
        code: "no-duplicate-directive",
        message: `The directive ${key} stands here a second time; only one is allowed.`,
        ...nameSpan,
      });
    } else if (key === "escape") readEscape(value, valueWord);
    directives.push({ name: key, nameSpan, value: valueWord, line: index, start, end: valueEnd });
  }

  function readEscape(value: string, span: Span): void {
    if (value === "\\" || value === "`") escape = value;
    else {
      problems.push({
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
    let at = end;
    while (at > start && (text[at - 1] === " " || text[at - 1] === "\t")) at -= 1;
    if (at <= start || text[at - 1] !== escape) return undefined;
    return at - 1 > start && text[at - 2] === escape ? undefined : at - 1;
  }

  function nextInstruction(): InstructionLines | undefined {
    for (let raw = nextLine(); raw !== undefined; raw = nextLine()) {
      const begin = raw.line === 0 && text.startsWith("\ufeff") ? raw.start + 1 : raw.start;
      const start = begin + leadingSpace(text.slice(begin, raw.end));
      readDirective(raw, start);
      if (text[start] === "#" && start < raw.end) {
        if (directives.at(-1)?.line !== raw.line) addComment(raw, start, "between");
        continue;
      }
      const continuation = continuationStart(start, raw.end);
      if (start < raw.end || continuation !== undefined) {
        return readContinuations(
          raw,
          { start, end: continuation ?? raw.end },
          continuation !== undefined,
        );
      }
    }
    return undefined;
  }

  function readContinuations(first: RawLine, piece: Span, continued: boolean): InstructionLines {
    const pieces: Piece[] = [piece];
    for (let more = continued; more;) {
      const raw = nextLine();
      if (raw === undefined) break;
      const start = raw.start + leadingSpace(text.slice(raw.start, raw.end));
      if (start === raw.end) continue;
      if (text[start] === "#") {
        addComment(raw, start, "inside");
        continue;
      }
      const continuation = continuationStart(raw.start, raw.end);
      pieces.push({ start: raw.start, end: continuation ?? raw.end });
      more = continuation !== undefined;
    }
    return { pieces, startLine: first.line };
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
      return line - 1;
    },
    nextInstruction,
    nextLine,
  };
}

function findLineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
