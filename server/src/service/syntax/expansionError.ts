// Where BuildKit fails to replace the variables in a word. What it makes of the words that it can read is in expandWord.ts.

/** Offsets count from the start of the text. */
export interface ExpansionError {
  readonly code: "closed-quotes" | "closed-variable" | "unsupported-modifier";
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** Heredoc bodies have no quotes. */
type Quotes = "quotes" | "noQuotes";

interface Reader {
  readonly text: string;
  readonly escape: string;
  readonly quotes: Quotes;
  at: number;
  depth: number;
}

/** Modifiers may hold variables with modifiers, but not without end. */
const deepest = 50;

/** The first place at which a word cannot be expanded; what follows it is not looked at. */
export function expansionError(
  text: string,
  escape: string,
  quotes: Quotes = "quotes",
): ExpansionError | undefined {
  if (!text.includes("${") && (quotes === "noQuotes" || !/["']/.test(text))) return undefined;
  return readUntil({ text, escape, quotes, at: 0, depth: 0 }, "");
}

/** Reads up to a character outside quotes and variables and past it; up to the end for "". */
function readUntil(reader: Reader, stop: string): ExpansionError | undefined {
  const { text, escape, quotes } = reader;
  while (reader.at < text.length) {
    const character = text[reader.at];
    if (character === stop) break;
    let error: ExpansionError | undefined;
    if (character === "$") error = readVariable(reader);
    else if (quotes === "quotes" && (character === "'" || character === '"'))
      error = readQuotes(reader, character);
    else reader.at += character === escape ? 2 : 1;
    if (error !== undefined) return error;
  }
  reader.at += 1;
  return undefined;
}

function readQuotes(reader: Reader, quote: "'" | '"'): ExpansionError | undefined {
  const { text, escape } = reader;
  const start = reader.at;
  reader.at += 1;
  while (reader.at < text.length) {
    const character = text[reader.at];
    if (character === "$" && quote === '"') {
      const error = readVariable(reader);
      if (error !== undefined) return error;
      continue;
    }
    reader.at += character === escape && quote === '"' ? 2 : 1;
    if (character === quote) return undefined;
  }
  const kind = quote === "'" ? "single" : "double";
  const message = `This ${kind} quote is never closed.`;
  return { code: "closed-quotes", start, end: start + 1, message };
}

const namePattern = /[\p{L}_][\p{L}\p{Nd}_]*|\p{Nd}+|[@*#?$!-]/uy;

function readVariable(reader: Reader): ExpansionError | undefined {
  const { text } = reader;
  const start = reader.at;
  reader.at += 1;
  if (text[reader.at] !== "{" || reader.depth >= deepest) return undefined;
  reader.at += 1;
  if (/^[{}:]$/.test(text[reader.at] ?? "")) {
    const close = text.indexOf("}", reader.at);
    if (close === -1) return unclosed(text, start, reader.at);
    return unsupported(text, start, close + 1, "has no name of a variable");
  }
  namePattern.lastIndex = reader.at;
  reader.at += namePattern.exec(text)?.[0].length ?? 0;
  reader.depth += 1;
  const error = readBraces(reader, start);
  reader.depth -= 1;
  return error;
}

/** What stands behind the name, with the closing brace. */
function readBraces(reader: Reader, start: number): ExpansionError | undefined {
  const { text } = reader;
  const nameEnd = reader.at;
  const [operator = ""] =
    /^(?:\}|:[-+?]|[-+?#%]|\/\/?)/.exec(text.slice(nameEnd, nameEnd + 2)) ?? [];
  reader.at += operator.length;
  if (operator === "}") return undefined;
  if (operator === "") {
    const close = text.indexOf("}", nameEnd);
    const isOpen = close === -1 || /["'\s]/.test(text.slice(nameEnd, nameEnd + 1));
    if (isOpen) return unclosed(text, start, nameEnd);
    const modifier = text.slice(nameEnd, close).slice(0, text[nameEnd] === ":" ? 2 : 1);
    return unsupported(text, start, close + 1, `has \`${modifier}\` behind the name`);
  }
  if (operator.startsWith("/")) {
    const error = readUntil(reader, "/");
    if (error !== undefined) return error;
    if (reader.at > text.length) {
      const close = text.indexOf("}", nameEnd);
      if (close === -1) return unclosed(text, start, nameEnd);
      return unsupported(text, start, close + 1, "has no second `/`, before the replacement");
    }
  }
  const error = readUntil(reader, "}");
  if (error !== undefined) return error;
  return reader.at > text.length ? unclosed(text, start, nameEnd) : undefined;
}

function unclosed(text: string, start: number, end: number): ExpansionError {
  const written = text.slice(start, end);
  return { code: "closed-variable", start, end, message: `\`${written}\` has no closing brace.` };
}

function unsupported(text: string, start: number, end: number, what: string): ExpansionError {
  const written = text.slice(start, end).replaceAll(/\s+/g, " ");
  const message = `\`${written}\` ${what}, which BuildKit does not know.`;
  return { code: "unsupported-modifier", start, end, message };
}
