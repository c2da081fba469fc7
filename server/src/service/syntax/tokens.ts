// The tree as a sequence of tokens that covers the whole text.
import type { Dockerfile, Instruction, Span } from "./tree.ts";

export type TokenKind =
  | "directive"
  | "comment"
  | "keyword"
  | "flag"
  | "word"
  | "string"
  | "heredocOperator"
  | "heredocBody"
  | "heredocEnd"
  /** Blanks, line ends and continuations. */
  | "space"
  /** What the tree has no node for: the text of commands, brackets and commas of the exec form. */
  | "text";

export interface Token extends Span {
  readonly kind: TokenKind;
}

/** Every token of the text in order; joined they give the text again, whatever it is. */
export function tokensOf(dockerfile: Dockerfile): readonly Token[] {
  const { text, directives, comments, instructions } = dockerfile;
  const known: readonly Token[] = [
    ...directives.map(({ start, end }) => token("directive", { start, end })),
    ...comments.map((comment) => token("comment", comment)),
    ...instructions.flatMap(instructionTokens),
  ].toSorted((a, b) => a.start - b.start || a.end - b.end);
  const tokens: Token[] = [];
  let at = 0;
  for (const each of known) {
    // a word with a comment in its middle covers it
    if (each.start < at || each.end === each.start) continue;
    tokens.push(...gap(text, at, each.start), each);
    at = each.end;
  }
  return [...tokens, ...gap(text, at, text.length)];
}

function token(kind: TokenKind, { start, end }: Span): Token {
  return { kind, start, end };
}

function instructionTokens(node: Instruction): readonly Token[] {
  const { keyword, flags, words, json, heredocs } = node;
  const operators = heredocs.map(({ operator }) => operator);
  const outside = words.filter(({ start, end }) =>
    operators.every((operator) => end <= operator.start || operator.end <= start),
  );
  const own = [
    token("keyword", keyword),
    ...flags.map((flag) => token("flag", flag)),
    ...outside.map((word) => token("word", word)),
    ...(json?.strings ?? []).map((string) => token("string", string)),
  ];
  if (node.name === "ONBUILD" && node.trigger !== undefined) {
    return [...own, ...instructionTokens(node.trigger)];
  }
  return [
    ...own,
    ...heredocs.flatMap(({ operator, body, terminator }) => [
      token("heredocOperator", operator),
      token("heredocBody", body),
      ...(terminator === undefined ? [] : [token("heredocEnd", terminator)]),
    ]),
  ];
}

/** What lies between two tokens: blanks, and other text in one piece. */
function gap(text: string, start: number, end: number): readonly Token[] {
  const content = text.slice(start, end);
  if (content === "") return [];
  const inner = content.trim();
  if (inner === "" || inner === "\\" || inner === "`") return [token("space", { start, end })];
  const from = start + content.indexOf(inner);
  const to = from + inner.length;
  const space = (a: number, b: number): readonly Token[] =>
    a < b ? [token("space", { start: a, end: b })] : [];
  return [...space(start, from), token("text", { start: from, end: to }), ...space(to, end)];
}
