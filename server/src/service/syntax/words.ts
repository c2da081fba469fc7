// Splitting the text of an instruction into words, in the three ways in which BuildKit does it.
import { isSpaceCode, isWordBlankCode, skipSpace } from "./characters.ts";
import type { SourceText } from "./sourceText.ts";
import type { Flag, Word } from "./tree.ts";

/** A range of a joined text; offsets count from its start. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

/** Parts of `text` in `[from, to)`, split at every blank, whatever the quotes. */
export function blankParts(text: string, { from, to }: TextRange): readonly TextRange[] {
  const parts: TextRange[] = [];
  let start = -1;
  for (let at = from; at < to; at += 1) {
    const isBlank = isWordBlankCode(text.charCodeAt(at));
    if (isBlank && start !== -1) parts.push({ from: start, to: at });
    if (isBlank) start = -1;
    else if (start === -1) start = at;
  }
  if (start !== -1) parts.push({ from: start, to });
  return parts;
}

/** Parts of `text` in `[from, to)`, split at blanks outside quotes. */
export function quotedParts(
  text: string,
  { from, to }: TextRange,
  escape: string,
): readonly TextRange[] {
  const escapeCode = escape.charCodeAt(0);
  const parts: TextRange[] = [];
  let start = -1;
  let quote = 0;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (quote === 0 && isSpaceCode(code)) {
      if (start !== -1) parts.push({ from: start, to: at });
      start = -1;
      continue;
    }
    if (start === -1) start = at;
    if (code === quote) quote = 0;
    else if (code === escapeCode && quote !== singleQuote) at += 1;
    else if (quote === 0 && (code === singleQuote || code === doubleQuote)) quote = code;
  }
  // an escape character at the very end is dropped, and with it a word that is nothing else
  const isDropped = start === to - 1 && text.charCodeAt(start) === escapeCode;
  if (start !== -1 && !isDropped) parts.push({ from: start, to });
  return parts;
}

const doubleQuote = 34;
const singleQuote = 39;

/** A range of the text as one word. */
export function wordOf(source: SourceText, { from, to }: TextRange, escape: string): Word {
  const text = source.text.slice(from, to);
  return { ...source.spanOf(from, to), text, value: unquote(text, escape) };
}

/** Removes quotes and escapes as BuildKit does when it expands a word; variables stay as they are. */
export function unquote(text: string, escape: string): string {
  if (!text.includes('"') && !text.includes("'") && !text.includes(escape)) return text;
  let value = "";
  let quote: string | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (character === quote) quote = undefined;
    else if (quote === undefined && (character === '"' || character === "'")) quote = character;
    else if (character === escape && quote !== "'" && at + 1 < text.length) {
      const next = text[at + 1] ?? "";
      // inside double quotes the escape character escapes only these
      if (quote === undefined || next === '"' || next === "$" || next === escape) at += 1;
      value += text[at] ?? "";
    } else if (character !== escape || quote === "'") value += character;
  }
  return value;
}

export interface FlagsResult {
  readonly flags: readonly Flag[];
  /** Offset in the text behind the flags and the blanks that follow. */
  readonly end: number;
}

/** Reads `--name=value` words from `from` on, up to the first word that is none. */
export function readFlags(
  source: SourceText,
  { from, to }: TextRange,
  escape: string,
): FlagsResult {
  const { text } = source;
  const flags: Flag[] = [];
  let at = from;
  for (;;) {
    at = skipSpace(text, at, to);
    if (!text.startsWith("--", at)) return { flags, end: at };
    const { characters, end } = readFlagWord(text.slice(0, to), at, escape);
    const isSeparator = characters.length === 2;
    if (!isSeparator) flags.push(flagOf(source, at, end, characters));
    at = end;
    if (!isSeparator) continue;
    return { flags, end: skipSpace(text, at, to) };
  }
}

/** One character that BuildKit keeps of a flag, and where it stands. */
interface FlagCharacter {
  readonly character: string;
  readonly at: number;
}

/** A flag without its quotes and escapes, and the offset behind it. */
function readFlagWord(
  text: string,
  from: number,
  escape: string,
): { readonly characters: readonly FlagCharacter[]; readonly end: number } {
  const characters: FlagCharacter[] = [];
  let quote: string | undefined;
  let at = from;
  for (; at < text.length; at += 1) {
    let character = text[at] ?? "";
    if (quote === undefined && isSpaceCode(text.charCodeAt(at))) break;
    if (character === quote) quote = undefined;
    else if (quote === undefined && (character === '"' || character === "'")) quote = character;
    else {
      if (character === escape) {
        at += 1;
        if (at >= text.length) break;
        character = text[at] ?? "";
      }
      characters.push({ character, at });
    }
  }
  return { characters, end: Math.min(at, text.length) };
}

function flagOf(
  source: SourceText,
  start: number,
  end: number,
  characters: readonly FlagCharacter[],
): Flag {
  const text = characters.map(({ character }) => character).join("");
  const equals = characters.findIndex(({ character }) => character === "=");
  const name = equals === -1 ? text.slice(2) : text.slice(2, equals);
  const nameEnd = equals === -1 ? end : (characters[equals]?.at ?? end);
  const value = equals === -1 ? undefined : text.slice(equals + 1);
  return {
    ...source.spanOf(start, end),
    text,
    name,
    nameSpan: source.spanOf(start + 2, nameEnd),
    value:
      value === undefined
        ? undefined
        : { ...source.spanOf(nameEnd + 1, end), text: source.text.slice(nameEnd + 1, end), value },
  };
}
