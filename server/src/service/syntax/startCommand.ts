// What runs when a container starts: the effective ENTRYPOINT and CMD of the shipped image.
import type { Model } from "./model.ts";
import {
  findProgram,
  parseShell,
  programName,
  type ShellCommand,
  type ShellScript,
} from "./shell.ts";
import type { Instruction, InstructionOf, JsonString } from "./tree.ts";

type Start = InstructionOf<"CMD" | "ENTRYPOINT">;

export interface StartCommand {
  /** ENTRYPOINT, else CMD; CMD where ENTRYPOINT is only the shell for it. */
  readonly instruction: Start;
  /** The shell script that runs, in shell form or by `["sh", "-c", …]`. */
  readonly script: ShellScript | undefined;
  /** The program of the exec form, with the arguments of both instructions. */
  readonly program: ShellCommand | undefined;
}

/**
 * undefined where the file sets neither, or where they cannot be read. A CMD alone is taken for a command: the base
 * image's own ENTRYPOINT, if there is one, nearly always runs it.
 */
export function startCommand(model: Model): StartCommand | undefined {
  if (model.target === undefined) return undefined;
  const { entrypoint, cmd } = model.config(model.target);
  const hasEntrypoint = entrypoint !== undefined && entrypoint.json?.strings.length !== 0;
  const instruction = hasEntrypoint ? entrypoint : cmd;
  if (instruction === undefined) return undefined;
  const script = model.script(instruction);
  const argument = hasEntrypoint ? scriptArgument(instruction, cmd) : undefined;
  if (cmd !== undefined && argument !== undefined)
    return { instruction: cmd, script: parseShell(argument.content()), program: undefined };
  if (script !== undefined) return { instruction, script, program: undefined };
  if (instruction.json === undefined) return undefined;
  // the shell form of CMD hands `/bin/sh -c …` to an ENTRYPOINT
  if (hasEntrypoint && cmd !== undefined && cmd.json === undefined) return undefined;
  const nodes = hasEntrypoint && cmd !== undefined ? [instruction, cmd] : [instruction];
  const program = execCommand(nodes);
  return program && { instruction, script, program };
}

/** The string of CMD that `ENTRYPOINT ["sh", "-c"]` runs. */
function scriptArgument({ json }: Start, cmd: Start | undefined): JsonString | undefined {
  const [shell, flags, more] = json?.strings.map(({ value }) => value) ?? [];
  const isShell =
    /^(?:\/\S*\/)?(?:ba|da|a)?sh$/.test(shell ?? "") && /^-[a-z]*c$/.test(flags ?? "");
  return isShell && more === undefined ? cmd?.json?.strings[0] : undefined;
}

/** The exec form as a command, so that both forms can be read alike. */
export function execCommand(nodes: readonly Instruction[]): ShellCommand | undefined {
  const words = nodes.flatMap(
    ({ json }) =>
      json?.strings.map(({ start, end, value }) => ({ start, end, text: value, literal: value })) ??
      [],
  );
  const { wrappers, skipped } = findProgram(words);
  const [name, ...args] = words.slice(skipped);
  if (name === undefined) return undefined;
  const end = words.at(-1)?.end ?? name.end;
  const noEffects = { assignments: [], redirects: [], child: false, background: false };
  const program = programName(name);
  return { start: name.start, end, program, name, args, wrappers, ...noEffects };
}
