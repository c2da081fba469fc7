// Where a cursor stands in a text that is being written. Completion and signature help ask here: unlike nodeAt it also
// knows the blanks, where nothing stands yet.
import type { Position } from "vscode-languageserver-types";
import type { Dockerfile, Heredoc, Instruction, Span } from "../syntax/tree.ts";
import { logicalOffset } from "../syntax/logicalOffset.ts";
import { contains, type Analysed } from "./nodeAt.ts";

/** In the arguments of an instruction: flags and words, not the bodies of heredocs. */
export interface Cursor {
  readonly place: "arguments";
  /** The trigger where the cursor is behind ONBUILD. */
  readonly instruction: Instruction;
  /** The word up to the cursor; "" between words. */
  readonly word: string;
  /** Document span of the whole word. */
  readonly span: Span;
  /** The joined text between the keyword and the cursor. */
  readonly before: string;
  /** Words before the cursor's, flags included. */
  readonly words: readonly string[];
  /** How many words before it are no flags. */
  readonly wordIndex: number;
  /** Nothing but flags before it. */
  readonly inFlags: boolean;
  /** Nothing behind it. */
  readonly isLastWord: boolean;
}

/** In a keyword, or where one can begin. */
export interface KeywordPlace {
  readonly place: "keyword";
  readonly span: Span;
  /** The instruction that the keyword belongs to, if there is one already. */
  readonly instruction: Instruction | undefined;
  readonly behindOnbuild: boolean;
}

export interface CommentPlace {
  readonly place: "comment";
  readonly span: Span;
  readonly offset: number;
}

/** In the body of a heredoc. */
export interface HeredocPlace {
  readonly place: "heredoc";
  /** The trigger where the heredoc is behind ONBUILD. */
  readonly instruction: Instruction;
  readonly heredoc: Heredoc;
  readonly offset: number;
}

export type CursorPlace = Cursor | KeywordPlace | CommentPlace | HeredocPlace;

/** undefined where nothing can be written: behind a continuation character, inside an unknown instruction. */
export function cursorAt(
  { document, model }: Analysed,
  position: Position,
): CursorPlace | undefined {
  const offset = document.offsetAt(position);
  const { dockerfile } = model;
  const comment = [...dockerfile.directives, ...dockerfile.comments].find(
    (span) => contains(span, offset) && offset > span.start,
  );
  if (comment !== undefined) return { place: "comment", span: comment, offset };
  const instruction = dockerfile.instructions.findLast(({ start }) => start <= offset);
  if (instruction === undefined || !reaches(dockerfile, instruction, offset)) {
    return keywordPlace({ start: offset, end: offset }, undefined);
  }
  const heredoc = instruction.heredocs.find(({ body, terminator }) =>
    contains({ start: body.start, end: (terminator ?? body).end }, offset),
  );
  if (heredoc !== undefined) {
    const carrier = instruction.name === "ONBUILD" ? instruction.trigger : undefined;
    return { place: "heredoc", instruction: carrier ?? instruction, heredoc, offset };
  }
  return inInstruction(dockerfile.text, instruction, offset);
}

/** Whether an offset is in the lines of an instruction, the one that it would be continued on included. */
function reaches({ text, escape }: Dockerfile, node: Instruction, offset: number): boolean {
  if (offset <= node.end) return true;
  const rest = text.slice(node.end, offset);
  return !rest.includes("\n") || rest.trimStart().startsWith(escape);
}

function keywordPlace(span: Span, instruction: Instruction | undefined): KeywordPlace {
  return { place: "keyword", span, instruction, behindOnbuild: instruction?.onbuild === true };
}

function inInstruction(text: string, node: Instruction, offset: number): CursorPlace | undefined {
  if (offset <= node.keyword.end) {
    const { start, end, text: keyword } = node.keyword;
    // an editor cannot replace a keyword that goes on in the next line
    return keyword.length === end - start ? keywordPlace({ start, end }, node) : undefined;
  }
  if (node.name === "UNKNOWN") return undefined;
  if (node.name === "ONBUILD") {
    return node.trigger !== undefined && offset >= node.trigger.start
      ? inInstruction(text, node.trigger, offset)
      : { ...keywordPlace({ start: offset, end: offset }, undefined), behindOnbuild: true };
  }
  return inArguments(text, node, offset);
}

function inArguments(document: string, node: Instruction, offset: number): Cursor | undefined {
  const { logical, keyword } = node;
  const at = logicalOffset(logical, offset);
  const isInText =
    logical.offsetAt(at) === offset || (at > 0 && logical.spanOf(at - 1, at).end === offset);
  const isInBlankLine = /(?:^|\n)[ \t]*$/.test(document.slice(Math.max(0, offset - 200), offset));
  if (!isInText && !isInBlankLine) return undefined;
  const before = logical.text.slice(keyword.text.length, at);
  const word = isInText ? before.slice(wordStart(before)) : "";
  const rest = logical.text.slice(at);
  const tail = isInText ? (/^\S*/.exec(rest)?.[0] ?? "") : "";
  const [from, to] = [at - word.length, at + tail.length];
  if (logical.crosses(from, to)) return undefined;
  const words = before
    .slice(0, before.length - word.length)
    .split(/\s+/)
    .filter((each) => each !== "");
  const flagCount = words.findIndex((each) => !each.startsWith("--"));
  const wordIndex = flagCount === -1 ? 0 : words.length - flagCount;
  return {
    place: "arguments",
    instruction: node,
    word,
    span: from === to ? { start: offset, end: offset } : logical.spanOf(from, to),
    before,
    words,
    wordIndex,
    inFlags: wordIndex === 0,
    isLastWord: rest.slice(tail.length).trim() === "",
  };
}

function wordStart(text: string): number {
  let start = text.length;
  while (start > 0 && /\S/.test(text[start - 1] ?? "")) start -= 1;
  return start;
}
