import type { Model } from "./model.ts";
import type { ShellCommand, ShellWord } from "./shell.ts";
import type { Span } from "./tree.ts";

/** A word of a command with the blanks before it; undefined where more than blanks stands there. */
export function wordWithBlanks(
  { dockerfile }: Model,
  { name, args }: ShellCommand,
  word: ShellWord,
): Span | undefined {
  const before = args[args.indexOf(word) - 1] ?? name;
  if (before === undefined) return undefined;
  const span = { start: before.end, end: word.end };
  return /^[ \t]+$/.test(dockerfile.text.slice(before.end, word.start)) ? span : undefined;
}
