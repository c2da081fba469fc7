// Puts expansions of a shell word between double quotes.
import { within, wordFacts, type ShellExpansion, type ShellQuote } from "./shellExpansions.ts";
import { areVerbatim, takesText, type TextEdit } from "./shellEdits.ts";
import type { Model } from "./model.ts";
import type { ShellScript, ShellWord } from "./shell.ts";
import type { Span } from "./span.ts";
import type { Instruction } from "./tree.ts";

/** How to quote, or why it is not done, as the rest of a sentence. */
export type Quoting =
  | { readonly edits: readonly TextEdit[]; readonly refusal: undefined }
  | { readonly edits?: undefined; readonly refusal: string };

/** Which expansions of a word are to be quoted, and which may be; all others stay outside the quotes. */
export interface QuotingWish {
  readonly word: ShellWord;
  readonly isWanted: (expansion: ShellExpansion) => boolean;
  readonly isHarmless: (expansion: ShellExpansion) => boolean;
}

/** A part of a word. `wall`: it has to stay outside double quotes. */
interface Token extends Span {
  readonly kind: "plain" | "expansion" | "quotes" | "wall";
  readonly isWanted: boolean;
}

/**
 * Quotes the whole word where that means the same, what stands behind `--name=` in others, and the expansions alone in
 * words with patterns, `~` or other quotes.
 */
export function quotedWord(
  model: Model,
  node: Instruction,
  script: ShellScript,
  wish: QuotingWish,
): Quoting {
  const { word, isWanted } = wish;
  const expansions = within(wordFacts(script).expansions, word).filter(isWanted);
  const reader = expansions.find(readsQuotes);
  if (reader !== undefined)
    return { refusal: `quotes or escapes inside \`${reader.text}\` would mean something else` };
  const tokens = tokensOf(model, script, wish);
  const edits = tokens && segments(tokens).flatMap((segment) => quoted(model, segment));
  if (edits === undefined || !takesText(model, node, script, '"') || !areVerbatim(script, edits))
    return { refusal: "the word stands in a text that has quotes or line ends of its own" };
  return { edits, refusal: undefined };
}

/** `${A:-"b c"}` and `` `echo "\"a"` `` change between double quotes. */
function readsQuotes({ text, operand }: ShellExpansion): boolean {
  return /["'\\~]/.test(operand ?? "") || (text.startsWith("`") && /["\\]/.test(text));
}

function tokensOf(
  { dockerfile: { text } }: Model,
  script: ShellScript,
  { word, isWanted, isHarmless }: QuotingWish,
): readonly Token[] | undefined {
  const { expansions, quotes, escapes, globs } = wordFacts(script);
  const wall = (span: Span): Token => ({ ...span, kind: "wall", isWanted: false });
  const found: readonly Token[] = [
    ...within(expansions, word).map((each): Token => {
      const wanted = isWanted(each);
      const kind = wanted || isHarmless(each) ? "expansion" : "wall";
      return { start: each.start, end: each.end, kind, isWanted: wanted };
    }),
    ...within(quotes, word).map(quoteToken),
    ...within(escapes, word).map(wall),
    ...within(globs, word).map(wall),
  ].toSorted((a, b) => a.start - b.start || b.end - a.end);
  const tokens: Token[] = [];
  let at = word.start;
  for (const token of [...found, { ...wall(word), start: word.end }]) {
    if (token.start < at) continue;
    const before = text.slice(at, token.start);
    if (/[\r\n]/.test(before)) return undefined;
    if (before !== "") {
      const kind = before.includes("~") ? "wall" : "plain";
      tokens.push({ start: at, end: token.start, kind, isWanted: false });
    }
    if (token.end > token.start) tokens.push(token);
    at = token.end;
  }
  return tokens.map((token, index) => separate(text, token, tokens[index - 1], tokens[index + 1]));
}

function quoteToken({ start, end, kind }: ShellQuote): Token {
  return { start, end, kind: kind === "double" ? "quotes" : "wall", isWanted: false };
}

/** Leaves quotes alone without which a variable's name would be a longer one: `"$A"b`, `$A"b"`. */
function separate(
  text: string,
  token: Token,
  before: Token | undefined,
  behind: Token | undefined,
): Token {
  if (token.kind !== "quotes") return token;
  const inner = text.slice(token.start + 1, token.end - 1);
  const next = behind && text.slice(behind.start, behind.end).replace(/^"/, "");
  const isOpenBefore = before !== undefined && endsOpen.test(text.slice(before.start, before.end));
  const isJoined =
    (isOpenBefore && /^\w/.test(inner)) ||
    inner.endsWith("$") ||
    (endsOpen.test(inner) && /^\w/.test(next ?? ""));
  return isJoined ? { ...token, kind: "wall" } : token;
}

const endsOpen = /\$\w+"?$/;

/** What stands between the walls and holds something to be quoted. */
function segments(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const found: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === "wall") found.push([]);
    else found.at(-1)?.push(token);
  }
  return found
    .filter((segment) => segment.some(({ isWanted }) => isWanted))
    .map((segment) => (found.length === 1 ? segment : trimmed(segment)));
}

/** Without what is plain at the ends. */
function trimmed(segment: readonly Token[]): readonly Token[] {
  const first = segment.findIndex(({ kind }) => kind !== "plain");
  const last = segment.findLastIndex(({ kind }) => kind !== "plain");
  return segment.slice(first, last + 1);
}

/**
 * One pair of quotes around a segment in the place of those in it. The edits replace characters: two that insert at one
 * place would be taken for the same.
 */
function quoted({ dockerfile: { text } }: Model, segment: readonly Token[]): readonly TextEdit[] {
  const [first] = segment;
  const last = segment.at(-1);
  if (first === undefined || last === undefined) return [];
  const opening =
    first.kind === "plain" ? /^[-\w.+]+=(?!=)/.exec(text.slice(first.start, first.end)) : null;
  const start = first.start + (opening?.[0].length ?? 0);
  const edits: TextEdit[] = [];
  for (const token of segment) {
    if (token.kind !== "quotes") continue;
    if (token !== first) edits.push({ start: token.start, end: token.start + 1, text: "" });
    if (token !== last) edits.push({ start: token.end - 1, end: token.end, text: "" });
  }
  const isOpened =
    segment.find((token) => token.start >= start)?.kind === "quotes" && start > first.start;
  if (isOpened)
    edits.splice(
      edits.findIndex((edit) => edit.start === start),
      1,
    );
  else if (first.kind !== "quotes") edits.push(wrap(text, start, start + 1, '"', ""));
  if (last.kind !== "quotes") edits.push(wrap(text, last.end - 1, last.end, "", '"'));
  return edits;
}

function wrap(text: string, start: number, end: number, before: string, behind: string): TextEdit {
  return { start, end, text: before + text.slice(start, end) + behind };
}
