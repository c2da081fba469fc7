// Characters that stand where a blank, a quote or nothing is meant.
import { oddCharacters, type OddCharacter } from "../data/oddCharacters.ts";
import { firstIndex } from "./firstIndex.ts";
import { logicalOffset } from "./logicalOffset.ts";
import type { Model } from "./model.ts";
import { quotingOf, type Quoting } from "./shellQuoting.ts";
import type { Instruction, Span } from "./tree.ts";

export interface FoundCharacter extends Span {
  /** Hexadecimal, as behind U+. */
  readonly code: string;
  readonly odd: OddCharacter;
}

const pattern = new RegExp(`[${[...oddCharacters.keys()].join("")}]`, "g");

/**
 * The odd characters in the code of a file: none in comments, quoted text, sentences and the heredocs that become files.
 * Those that turn the direction of text are found everywhere.
 */
export function oddCharactersIn(model: Model): readonly FoundCharacter[] {
  const { text } = model.dockerfile;
  const found: FoundCharacter[] = [];
  let node: Instruction | undefined;
  let quoting: Quoting | undefined;
  for (const { 0: character, index: start } of text.matchAll(pattern)) {
    const odd = oddCharacters.get(character);
    if (odd === undefined) continue;
    if (odd.meant !== undefined) {
      const here = instructionWith(model, start);
      if (here === undefined || isProse(here, text, start, odd)) continue;
      if (here !== node) quoting = undefined;
      node = here;
      quoting ??= quotingOf(textAt(here, start));
      if (quoting.at(offsetIn(here, start)) !== "plain") continue;
    }
    const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    found.push({ start, end: start + character.length, code, odd });
  }
  return found;
}

/** The instruction that a character stands in, or right behind its continuation character; none for comments. */
function instructionWith(model: Model, offset: number): Instruction | undefined {
  const { instructions, comments, text, escape } = model.dockerfile;
  const comment = comments[firstIndex(comments, ({ start }) => start > offset) - 1];
  if (comment !== undefined && offset < comment.end) return undefined;
  const node = instructions[firstIndex(instructions, ({ start }) => start > offset) - 1];
  if (node === undefined || offset < node.end) return node;
  return offset === node.end && text[offset - 1] === escape ? node : undefined;
}

/** Where people write sentences, and an apostrophe between letters. */
function isProse(
  node: Instruction,
  text: string,
  offset: number,
  { meant }: OddCharacter,
): boolean {
  if (node.name === "MAINTAINER" || node.name === "ONBUILD") return node.name === "MAINTAINER";
  const isQuote = meant === '"' || meant === "'";
  if (isQuote && "legacy" in node && node.legacy) return true;
  const inBody = node.heredocs.some(({ body }) => body.start <= offset && offset < body.end);
  if (inBody && (!isScript(node) || node.heredocs[0]?.content.includes("<<"))) return true;
  return meant === "'" && /^\p{L}.\p{L}$/u.test(text.slice(offset - 1, offset + 2));
}

/** Whether the heredoc is the command. */
function isScript({ name, heredocs, body }: Instruction): boolean {
  const [heredoc] = heredocs;
  return (
    name === "RUN" && heredoc?.operator.start === body.start && heredoc.operator.end === body.end
  );
}

function textAt(node: Instruction, offset: number): string {
  const [heredoc] = node.heredocs;
  return heredoc !== undefined && offset >= heredoc.body.start
    ? heredoc.content
    : node.logical.text;
}

function offsetIn({ heredocs, logical }: Instruction, offset: number): number {
  const [heredoc] = heredocs;
  return heredoc !== undefined && offset >= heredoc.body.start
    ? offset - heredoc.body.start
    : logicalOffset(logical, offset);
}
