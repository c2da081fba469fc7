// Scripts in heredocs that begin with `set -e`: what stands behind one of them runs only where it succeeded.
import { refuseBefore, refuseBetween, refuseForm } from "./mergeRefusals.ts";
import type { Model } from "./model.ts";
import type { ShellScript } from "./shell.ts";
import type { Heredoc, Instruction } from "./tree.ts";

/** The lines of a script behind its `set`; document offsets. */
export interface ScriptBody {
  readonly firstLine: number;
  readonly end: number;
}

/** What RUN instructions consist of that could be one script, or why they could not. */
export function strictScripts(
  model: Model,
  runs: readonly Instruction[],
): { readonly bodies: readonly ScriptBody[] } | { readonly refusal: string } {
  const different = refuseBetween(model, runs);
  if (different !== undefined) return { refusal: different };
  const bodies: ScriptBody[] = [];
  const heads = new Set<string>();
  for (const [index, run] of runs.entries()) {
    const [heredoc] = run.heredocs;
    const script = model.script(run);
    if (heredoc === undefined || script === undefined || !isWhole(run, heredoc)) {
      return { refusal: "a heredoc ends its instruction" };
    }
    if (script.source.text.includes("\r")) {
      return { refusal: "a heredoc with carriage returns in it runs other commands" };
    }
    const read = readBody(model, heredoc, script);
    if (read === undefined) return { refusal: "a heredoc without `set -e` goes on after failures" };
    heads.add(read.head);
    if (heads.size > 1) return { refusal: "a heredoc has another name or other options" };
    const refusal =
      refuseForm(model, run, script) ??
      (index < runs.length - 1 ? refuseEnd(model, run, script) : undefined);
    if (refusal !== undefined) return { refusal };
    bodies.push(read);
  }
  return { bodies };
}

/** Whether nothing but the heredoc stands in the instruction, and the shell reads it. */
function isWhole({ heredocs, body }: Instruction, { operator, content, terminator }: Heredoc) {
  return (
    heredocs.length === 1 &&
    body.start === operator.start &&
    body.end === operator.end &&
    terminator !== undefined &&
    !content.startsWith("#!")
  );
}

/** `head` is what has to be the same in all: the operator and the options. */
function readBody({ dockerfile }: Model, { operator, body }: Heredoc, script: ShellScript) {
  const { text } = dockerfile;
  const [set, second] = script.parts;
  const [command] = script.commands;
  if (set === undefined || second === undefined || command?.program !== "set") return undefined;
  const lineEnd = text.indexOf("\n", set.end) + 1;
  const isOwnLine =
    text.slice(body.start, set.start).trim() === "" && text.slice(set.end, lineEnd).trim() === "";
  const [option] = command.args;
  const stops = /^-[a-z]*e/.test(option?.text ?? "") && set.kind === "command";
  if (!stops || !isOwnLine || second.operator !== ";") return undefined;
  const head = text.slice(operator.start, operator.end) + text.slice(set.start, set.end);
  return { head, firstLine: lineEnd, end: body.end };
}

/** Reasons where another script follows: its end has to be a command after whose failure the shell stops. */
function refuseEnd(model: Model, run: Instruction, script: ShellScript): string | undefined {
  const last = script.parts.at(-1);
  const stops = last?.kind === "command" && !/[&|]/.test(last.operator);
  if (!stops) return "a heredoc ends with more than a plain command";
  const isOpen = script.commands.some(({ redirects }) =>
    redirects.some(({ heredoc }) => heredoc !== undefined && heredoc.body.end >= script.end),
  );
  if (isOpen) return "a heredoc inside has no end";
  // the options are the same in all
  return refuseBefore(model, run, { ...script, commands: script.commands.slice(1) });
}
