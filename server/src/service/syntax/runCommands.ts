// The commands of a RUN in whatever form they are written.
import { innerScript } from "./backgroundStart.ts";
import type { Model } from "./model.ts";
import type { ShellCommand, ShellWord } from "./shell.ts";
import { execCommand } from "./startCommand.ts";
import type { Instruction } from "./tree.ts";

/**
 * The simple commands of a RUN in reading order: those of its shell, those inside `sh -c "…"`, and the one of the exec
 * form. Empty where no POSIX-like shell runs them, and for other instructions.
 */
export function runCommands(model: Model, node: Instruction): readonly ShellCommand[] {
  if (node.name !== "RUN") return [];
  const script = model.script(node);
  if (script === undefined) return execCommands(node);
  return script.commands.flatMap((command) => [
    command,
    ...(innerScript(model, command)?.commands ?? []),
  ]);
}

/** The command of the exec form; empty for the shell form. */
export function execCommands(node: Instruction): readonly ShellCommand[] {
  const command = execCommand([node]);
  return command === undefined ? [] : [command];
}

/** A word without its quotes where that can be said, else as it is written. */
export function plainText({ literal, text }: ShellWord): string {
  return literal ?? text;
}
