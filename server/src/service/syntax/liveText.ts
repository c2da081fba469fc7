// Which parts of a text a variable can stand in. The results are as long as the text, with blanks for what is quoted,
// escaped or a comment, so that offsets stay.
import type { Span } from "./tree.ts";

/** A word of an instruction: BuildKit replaces no variable inside single quotes or behind the escape character. */
export function liveWord(text: string, escape: string): string {
  if (!text.includes("'") && !text.includes(escape)) return text;
  let live = "";
  let quote: string | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (character === escape && quote !== "'") {
      live += "  ".slice(0, text.length - at);
      at += 1;
      continue;
    }
    live += quote === "'" ? " " : character;
    if (character === quote) quote = undefined;
    else if (quote === undefined && (character === '"' || character === "'")) quote = character;
  }
  return live;
}

/** The body of a heredoc that is written to a file: quotes mean nothing in it. */
export function liveHeredoc(text: string): string {
  return text.replaceAll(/\\[^]/g, "  ");
}

interface QuoteContext {
  doubleQuoted: boolean;
  parentheses: number;
}

/** A shell script, with its comments, single quotes and quoted heredocs blanked. */
export function liveShell(text: string): string {
  const blanks: Span[] = [];
  const contexts: QuoteContext[] = [{ doubleQuoted: false, parentheses: 0 }];
  const delimiters: HeredocDelimiter[] = [];
  for (let at = 0; at < text.length;) {
    const context = contexts.at(-1);
    const start = at;
    if (text.startsWith("$(", at)) {
      contexts.push({ doubleQuoted: false, parentheses: 0 });
      at += 2;
    } else if (text.startsWith("<<", at) && context?.doubleQuoted === false) {
      const delimiter = readDelimiter(text, at);
      if (delimiter !== undefined) delimiters.push(delimiter);
      at = delimiter?.end ?? at + 3;
    } else if (text[at] === "\n" && delimiters.length > 0) {
      at = skipBodies(text, at + 1, delimiters.splice(0), blanks);
    } else {
      const end = deadEnd(text, at, context);
      if (end !== undefined) blanks.push({ start, end });
      else if (context !== undefined) enter(text[at], context, contexts);
      at = end ?? at + 1;
    }
  }
  return blanked(text, blanks);
}

/** Where an escaped character, a single-quoted part or a comment ends that begins here. */
function deadEnd(text: string, at: number, context: QuoteContext | undefined): number | undefined {
  const character = text[at];
  if (character === "\\") return Math.min(at + 2, text.length);
  if (context?.doubleQuoted === true) return undefined;
  if (character === "'") return Math.min(endOf(text, "'", at + 1) + 1, text.length);
  const isComment = character === "#" && /^[\s;&|()]?$/.test(text[at - 1] ?? "");
  return isComment ? endOf(text, "\n", at) : undefined;
}

function enter(
  character: string | undefined,
  context: QuoteContext,
  contexts: QuoteContext[],
): void {
  if (character === '"') context.doubleQuoted = !context.doubleQuoted;
  else if (context.doubleQuoted) return;
  else if (character === "(") context.parentheses += 1;
  else if (character === ")" && context.parentheses > 0) context.parentheses -= 1;
  else if (character === ")" && contexts.length > 1) contexts.pop();
}

/** The offset behind the bodies; adds to `blanks` what is dead in them. */
function skipBodies(
  text: string,
  from: number,
  delimiters: readonly HeredocDelimiter[],
  blanks: Span[],
): number {
  let at = from;
  for (const delimiter of delimiters) {
    const end = bodyEnd(text, at, delimiter);
    if (delimiter.quoted) blanks.push({ start: at, end });
    else {
      for (const { index } of text.slice(at, end).matchAll(/\\[^]/g)) {
        blanks.push({ start: at + index, end: at + index + 2 });
      }
    }
    at = end;
  }
  return at;
}

function blanked(text: string, blanks: readonly Span[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of blanks) {
    parts.push(text.slice(at, start), " ".repeat(end - start));
    at = end;
  }
  return parts.join("") + text.slice(at);
}

function endOf(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end === -1 ? text.length : end;
}

interface HeredocDelimiter {
  readonly name: string;
  readonly quoted: boolean;
  readonly chomp: boolean;
  /** Offset behind it. */
  readonly end: number;
}

const delimiterPattern = /<<(-?)(?!<)[ \t]*(?:'([^'\n]*)'|"([^"\n]*)"|(\\?)([A-Za-z_][\w.-]*))/y;

function readDelimiter(text: string, at: number): HeredocDelimiter | undefined {
  delimiterPattern.lastIndex = at;
  const match = delimiterPattern.exec(text);
  if (match === null) return undefined;
  const [all, dash, single, double, backslash, plain] = match;
  return {
    name: single ?? double ?? plain ?? "",
    quoted: plain === undefined || backslash === "\\",
    chomp: dash === "-",
    end: at + all.length,
  };
}

/** Offset of the line that ends a heredoc's body, or of the end of the text. */
function bodyEnd(text: string, from: number, { name, chomp }: HeredocDelimiter): number {
  for (let start = from; start < text.length;) {
    const end = endOf(text, "\n", start);
    const line = text.slice(start, end).replace(/\r$/, "");
    if ((chomp ? line.replace(/^\t+/, "") : line) === name) return start;
    start = end + 1;
  }
  return text.length;
}
