// Splitting the text of an instruction into words, in the three ways in which BuildKit does it.
import { isSpace, isWordBlank } from "./characters.ts";
import type { SourceText } from "./sourceText.ts";
import type { Flag, Word } from "./tree.ts";

/** A range of a joined text; offsets count from its start. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

/** Parts of `text` from `from` on, split at every blank, whatever the quotes. */
export function blankParts(text: string, from: number): readonly TextRange[] {
  const parts: TextRange[] = [];
  for (let at = from; at < text.length;) {
    if (isWordBlank(text[at])) {
      at += 1;
      continue;
    }
    let to = at;
    while (to < text.length && !isWordBlank(text[to])) to += 1;
    parts.push({ from: at, to });
    at = to;
  }
  return parts;
}

/** Parts of `text` from `from` on, split at blanks outside quotes. */
export function quotedParts(text: string, from: number, escape: string): readonly TextRange[] {
  const parts: TextRange[] = [];
  let start: number | undefined;
  let quote: string | undefined;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (start === undefined) {
      if (isSpace(character)) continue;
      start = at;
    }
    if (quote === undefined && isSpace(character)) {
      parts.push({ from: start, to: at });
      start = undefined;
    } else if (character === quote) quote = undefined;
    else if (character === escape && quote !== "'") at += 1;
    else if (quote === undefined && (character === '"' || character === "'")) quote = character;
  }
  if (start !== undefined) parts.push({ from: start, to: text.length });
  return parts;
}

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
  const text = source.text.slice(0, to);
  const flags: Flag[] = [];
  let at = from;
  for (;;) {
    while (isSpace(text[at])) at += 1;
    if (text[at] !== "-" || text[at + 1] !== "-") return { flags, end: at };
    const { characters, end } = readFlagWord(text, at, escape);
    const isSeparator = characters.length === 2;
    if (!isSeparator) flags.push(flagOf(source, at, end, characters));
    at = end;
    if (!isSeparator) continue;
    while (isSpace(text[at])) at += 1;
    return { flags, end: at };
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
    if (quote === undefined && isSpace(character)) break;
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
