// Text that an instruction writes into files of the image or hands to a program, whatever command does it.
import type { Model } from "./model.ts";
import { runCommands } from "./runCommands.ts";
import type { Instruction, Span } from "./tree.ts";

/** A place where a pattern matches. */
export interface TextMatch extends Span {
  readonly match: RegExpMatchArray;
}

const none: readonly TextMatch[] = [];
const readers: ReadonlySet<string> = new Set(["grep", "egrep", "fgrep", "test", "[", "rg", "awk"]);

/** So many in one instruction are enough to say, and none of its own making has more. */
const mostMatches = 50;
/** How far around a match its line is looked at. */
const farthest = 300;

/**
 * Where a pattern with the flag `g` matches in an instruction, heredocs included: not in comments, not in what `sed`
 * replaces, not in what a command only looks for, and not inside a longer word.
 */
export function textMatches(
  model: Model,
  node: Instruction,
  pattern: RegExp,
): readonly TextMatch[] {
  const text = model.dockerfile.text.slice(node.start, node.end);
  if (text.search(pattern) === -1) return none;
  const commands = runCommands(model, node).filter(({ program }) => readers.has(program));
  const found: TextMatch[] = [];
  for (const match of text.matchAll(pattern)) {
    const start = node.start + match.index;
    const end = start + match[0].length;
    const isRead = commands.some((command) => command.start <= start && end <= command.end);
    if (!isRead && isWritten(text, match.index, match[0])) found.push({ start, end, match });
    if (found.length === mostMatches) break;
  }
  return found;
}

function isWritten(text: string, at: number, { length }: string): boolean {
  const before = text.slice(Math.max(0, at - farthest), at);
  const line = before.slice(before.lastIndexOf("\n") + 1);
  // `\n` in a string that printf or echo prints ends a word
  if (/[\w-]$/.test(line) && !/\\[nrt]$/.test(line)) return false;
  const end = at + length;
  return !/^\s*#/.test(line) && !isReplaced(line, text.slice(end, end + farthest));
}

/** Whether the place between two texts is what `s/…/…/` replaces by something else. */
function isReplaced(before: string, after: string): boolean {
  const [, delimiter = "/", pattern = ""] = /(?:^|[\s"';])s([/|#,@!])(.*)$/.exec(before) ?? [];
  const isPattern = /(?:^|[\s"';])s[/|#,@!]/.test(before) && !pattern.includes(delimiter);
  return isPattern && after.includes(delimiter);
}
