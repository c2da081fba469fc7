// Where the text of a shell script may be changed, and what is put behind its commands.
import type { Model } from "./model.ts";
import type { ShellScript } from "./shell.ts";
import type { ShellPlace } from "./shellStructure.ts";
import type { Span } from "./span.ts";
import type { Instruction } from "./tree.ts";

/** Replaces the document's text in `start`..`end` by `text`. */
export interface TextEdit extends Span {
  readonly text: string;
}

/**
 * Whether a text can be put into a script as it is: JSON strings and the quotes of `sh -c '…'` would read some
 * characters in their own way, and what is read as a script for lack of a better guess is not changed at all.
 */
export function takesText(
  model: Model,
  node: Instruction,
  script: ShellScript,
  text: string,
): boolean {
  if (node.json !== undefined && /["\\]/.test(text)) return false;
  const outer = model.script(node);
  if (outer === undefined || script === outer) return outer !== undefined;
  const quote = model.dockerfile.text[script.start - 1] ?? "";
  return !text.includes(quote) && (quote === "'" || !/[$`"\\]/.test(text));
}

/** Single quotes, or double quotes where those cannot stand; the text is the same in both. */
export function quoteFor(
  model: Model,
  node: Instruction,
  script: ShellScript,
  text: string,
): string | undefined {
  return [`'${text}'`, `"${text}"`].find((quoted) => takesText(model, node, script, quoted));
}

/** Whether all edits are of text that stands in the script in one piece. */
export function areVerbatim({ source }: ShellScript, edits: readonly TextEdit[]): boolean {
  return edits.every(({ start, end }) =>
    start === end
      ? source.isVerbatim({ start: start - 1, end }) || source.isVerbatim({ start, end: end + 1 })
      : source.isVerbatim({ start, end }),
  );
}

/** Ends the script where a command fails, and where nothing else has failed before it. */
export function exitOnFailure(
  script: ShellScript,
  { start, end }: Span,
  { before, after }: ShellPlace,
): readonly TextEdit[] | undefined {
  if ([before, after].some((operator) => operator.startsWith("|") && operator !== "||"))
    return undefined;
  if (after === "&") return undefined;
  const stop = { start: end, end, text: " || exit 1" };
  // behind `&&` it would also end where the command is left out
  const edits =
    before === "&&"
      ? [
          { start, end: start, text: "{ " },
          { ...stop, text: `${stop.text}; }` },
        ]
      : [stop];
  return areVerbatim(script, edits) ? edits : undefined;
}

/** What parts a command from another that is put before or behind it, with the same meaning for its neighbours. */
export function separatorAt({ before, after, checked, negated }: ShellPlace): string | undefined {
  const isIn = (...operators: readonly string[]): boolean =>
    operators.includes(before) || operators.includes(after);
  if (negated || before === "||" || isIn("|", "|&", "&")) return undefined;
  return checked || isIn("&&", "||") ? " && " : "; ";
}
