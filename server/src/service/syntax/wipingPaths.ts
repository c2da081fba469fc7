// Arguments of rm of which nothing is left but / where a variable is empty.
import { memoize } from "./memoize.ts";
import type { ShellCommand, ShellWord } from "./shell.ts";

/** A variable and nothing but a slash and perhaps a star. */
const wiping = /^"?\$(?:\{(\w+)\}|(\w+))"?\/"?\*?"?$/;

/** The name of the variable that alone keeps a word of `rm -r` from being `/` or `/*`. */
export function wipingVariable(command: ShellCommand, word: ShellWord): string | undefined {
  if (command.program !== "rm" || !isRecursive(command)) return undefined;
  const { 1: braced, 2: plain } = wiping.exec(word.text) ?? [];
  return braced ?? plain;
}

const isRecursive = memoize(({ args }: ShellCommand) =>
  args.some(({ text }) => /^-[a-zA-Z]*[rR]/.test(text) || text === "--recursive"),
);
