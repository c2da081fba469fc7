// The commands of a RUN in whatever form they are written.
import { innerScript } from "./backgroundStart.ts";
import type { Model } from "./model.ts";
import type { ShellCommand, ShellWord } from "./shell.ts";
import { execCommand } from "./startCommand.ts";
import type { Instruction, InstructionName } from "./tree.ts";

const withCommands: ReadonlySet<InstructionName> = new Set([
  "RUN",
  "CMD",
  "ENTRYPOINT",
  "HEALTHCHECK",
]);

/**
 * The simple commands of an instruction in reading order: those of its shell, those inside `sh -c "…"`, and the one of
 * the exec form. Empty where no POSIX-like shell runs them, and for instructions without commands.
 */
export function commandsIn(model: Model, node: Instruction): readonly ShellCommand[] {
  if (!withCommands.has(node.name)) return [];
  const script = model.script(node);
  if (script === undefined) return execCommands(node);
  return script.commands.flatMap((command) => [
    command,
    ...(innerScript(model, command)?.commands ?? []),
  ]);
}

/** Those of a RUN; empty for other instructions. */
export function runCommands(model: Model, node: Instruction): readonly ShellCommand[] {
  return node.name === "RUN" ? commandsIn(model, node) : [];
}

/** The command of the exec form; empty for the shell form. */
function execCommands(node: Instruction): readonly ShellCommand[] {
  const command = execCommand([node]);
  return command === undefined ? [] : [command];
}

/** A word without its quotes where that can be said, else as it is written. */
export function plainText({ literal, text }: ShellWord): string {
  return literal ?? text;
}
