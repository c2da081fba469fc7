// Which parts of a text a variable can stand in. The results are as long as the text, with blanks for what is quoted,
// escaped or a comment, so that offsets stay.

/** A word of an instruction: BuildKit replaces no variable inside single quotes or behind the escape character. */
export function liveWord(text: string, escape: string): string {
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
  const parts: string[] = [];
  const contexts: QuoteContext[] = [{ doubleQuoted: false, parentheses: 0 }];
  const delimiters: HeredocDelimiter[] = [];
  let at = 0;
  const keep = (end: number): void => {
    parts.push(text.slice(at, end));
    at = end;
  };
  const blank = (end: number): void => {
    parts.push(" ".repeat(Math.min(end, text.length) - at));
    at = Math.min(end, text.length);
  };
  while (at < text.length) {
    const context = contexts.at(-1) ?? { doubleQuoted: false, parentheses: 0 };
    const character = text[at];
    if (character === "\\") blank(at + 2);
    else if (text.startsWith("$(", at)) {
      contexts.push({ doubleQuoted: false, parentheses: 0 });
      keep(at + 2);
    } else if (context.doubleQuoted) {
      if (character === '"') context.doubleQuoted = false;
      keep(at + 1);
    } else if (character === "'") blank(endOf(text, "'", at + 1) + 1);
    else if (character === "#" && /^[\s;&|()]?$/.test(text[at - 1] ?? "")) {
      blank(endOf(text, "\n", at));
    } else if (character === "<" && text[at + 1] === "<" && text[at - 1] !== "<") {
      const delimiter = readDelimiter(text, at);
      if (delimiter !== undefined) delimiters.push(delimiter);
      keep(delimiter?.end ?? at + 2);
    } else if (character === "\n" && delimiters.length > 0) {
      keep(at + 1);
      for (const delimiter of delimiters.splice(0)) {
        const end = bodyEnd(text, at, delimiter);
        if (delimiter.quoted) blank(end);
        else {
          parts.push(liveHeredoc(text.slice(at, end)));
          at = end;
        }
      }
    } else {
      enter(character, context, contexts);
      keep(at + 1);
    }
  }
  return parts.join("");
}

function enter(character: string | undefined, context: QuoteContext, contexts: QuoteContext[]) {
  if (character === '"') context.doubleQuoted = true;
  else if (character === "(") context.parentheses += 1;
  else if (character === ")") {
    if (context.parentheses > 0) context.parentheses -= 1;
    else if (contexts.length > 1) contexts.pop();
  }
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

const delimiterPattern = /<<(-?)[ \t]*(?:'([^'\n]*)'|"([^"\n]*)"|(\\?)([\w.-]+))/y;

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
