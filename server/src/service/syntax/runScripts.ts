// The shell scripts of an instruction, for rules that look at more than single commands.
import { innerScript } from "./backgroundStart.ts";
import { commandText } from "./commandText.ts";
import { memoize, memoizeParts } from "./memoize.ts";
import type { Model } from "./model.ts";
import { parseShell, type ShellScript } from "./shell.ts";
import type { Instruction } from "./tree.ts";

/**
 * `own`: what a POSIX-like shell runs, the scripts of `sh -c "…"` included. `hadolint`: the shell forms of RUN, taken for a
 * POSIX script wherever neither SHELL nor a comment names another shell, also on Windows.
 */
export type ScriptReading = "own" | "hadolint";

/** The scripts of an instruction that can be read as a whole, the outer one first. */
export function runScripts(
  model: Model,
  node: Instruction,
  reading: ScriptReading,
): readonly ShellScript[] {
  const known = scriptsOf(model);
  return reading === "own" ? known.own(node) : known.hadolint(node);
}

const scriptsOf = memoize((model: Model) => ({
  own: memoizeParts((node: Instruction) => {
    const script = model.script(node);
    if (script === undefined || script.errors.length > 0) return [];
    const inner = script.commands.flatMap((command) => innerScript(model, command) ?? []);
    return [script, ...inner.filter(({ errors }) => errors.length === 0)];
  }),
  hadolint: memoizeParts((node: Instruction) => {
    if (node.name !== "RUN" || node.json !== undefined) return [];
    const script = model.script(node) ?? windowsScript(model, node);
    return script === undefined || script.errors.length > 0 ? [] : [script];
  }),
}));

function windowsScript(model: Model, node: Instruction): ShellScript | undefined {
  if (model.dialect(node) !== "cmd" || model.shell(node)?.instruction !== undefined)
    return undefined;
  const text = commandText(model.dockerfile, node);
  return text && parseShell(text);
}

/** Whether the SHELL of an instruction ends at the first command that fails. */
export function hasErrexit(model: Model, node: Instruction): boolean {
  const words = model.shell(node)?.words ?? [];
  return words.some((word, index) => /^-[a-z]*e/i.test(word) || (word === "errexit" && index > 1));
}
