// Keys and tokens in a text, told by their form.
import { secretTokens } from "../data/secretTokens.ts";
import type { Span } from "./span.ts";

export interface FoundToken extends Span {
  /** What it is, with its article: "A GitHub token". */
  readonly name: string;
}

const anyToken = new RegExp(
  `(?<![A-Za-z0-9_])(?:${secretTokens.map(({ pattern }) => `(${pattern})`).join("|")})`,
  "g",
);

/** What documentation shows: the issuers' examples, and text that is one character only. */
const shown = /example|(.)\1{7}|^eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9\.eyJzdWIiOiIxMjM0NTY3ODkw/i;

/** All of them in order; offsets count from the start of the text. */
export function findTokens(text: string): readonly FoundToken[] {
  return [...text.matchAll(anyToken)].flatMap((match) => {
    const [all, ...groups] = match;
    const token = secretTokens[groups.findIndex((group) => group !== undefined)];
    const isShown = !all.startsWith("-") && shown.test(all);
    if (token === undefined || isShown) return [];
    return { name: token.name, start: match.index, end: match.index + all.length };
  });
}

export function containsToken(text: string): boolean {
  return text.length >= 16 && findTokens(text).length > 0;
}
