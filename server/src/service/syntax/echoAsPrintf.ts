// `echo a b` as `printf '%s %s\n' a b`, which prints the same in every shell.
import type { Model } from "./model.ts";
import type { ShellCommand, ShellScript, ShellWord } from "./shell.ts";
import { areVerbatim, quoteFor, type TextEdit } from "./shellEdits.ts";
import { within, wordFacts } from "./shellExpansions.ts";
import type { Instruction } from "./tree.ts";

/** How to write it, or why it is not done, as the rest of a sentence. */
export type EchoAsPrintf =
  | { readonly edits: readonly TextEdit[]; readonly refusal: undefined }
  | { readonly edits?: undefined; readonly refusal: string };

/**
 * Replaces echo and its flags; the other words stay as they are.
 *
 * @param conversion `%s` prints escapes as they stand, `%b` expands them as echo does where it does
 */
export function echoAsPrintf(
  model: Model,
  node: Instruction,
  script: ShellScript,
  command: ShellCommand,
  conversion: "%s" | "%b",
): EchoAsPrintf {
  const { name, args, wrappers } = command;
  if (name?.text !== "echo" || wrappers.length > 0)
    return { refusal: "it is not the shell's own echo" };
  const flags = echoFlags(args);
  const words = args.slice(flags.length);
  const open = words.find((word) => isOpen(script, word));
  if (open !== undefined) return { refusal: `\`${open.text}\` may be any number of words` };
  const lineEnd = flags.some(({ text }) => text.includes("n")) ? "" : "\\n";
  const format = words.map(() => conversion).join(" ") + lineEnd;
  const quoted = quoteFor(model, node, script, format);
  const edits = [{ start: name.start, end: (flags.at(-1) ?? name).end, text: `printf ${quoted}` }];
  if (quoted === undefined || !areVerbatim(script, edits))
    return { refusal: "it stands in a text that has quotes or line ends of its own" };
  return { edits, refusal: undefined };
}

/** The words at the start that bash and busybox take for flags. */
export function echoFlags(args: readonly ShellWord[]): readonly ShellWord[] {
  const first = args.findIndex(({ text }) => !/^-[neE]+$/.test(text));
  return first === -1 ? args : args.slice(0, first);
}

/** Unquoted variables and commands, and patterns. */
function isOpen(script: ShellScript, word: ShellWord): boolean {
  if (word.literal !== undefined && !/[*?[{]/.test(word.text)) return false;
  const { expansions, globs } = wordFacts(script);
  return (
    within(globs, word).some(({ quoted }) => !quoted) ||
    within(expansions, word).some(
      ({ quoted, kind, name, word: own }) =>
        own?.start === word.start && kind !== "arithmetic" && (!quoted || name === "@"),
    )
  );
}
