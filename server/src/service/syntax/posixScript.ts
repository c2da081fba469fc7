// Scripts that a shell reads which has none of bash's extensions.
import type { Model } from "./model.ts";
import type { ShellScript } from "./shell.ts";
import type { SystemShell } from "./systemShell.ts";
import type { Instruction } from "./tree.ts";

export interface PosixScript {
  readonly script: ShellScript;
  /** The shell as messages name it. */
  readonly shell: string;
}

/** Which shells know an extension of POSIX. */
export interface Extension {
  readonly knownBy: readonly SystemShell[];
  /** `any`: whatever the base image has as /bin/sh, it counts as a POSIX shell. */
  readonly bases: "known" | "any";
}

/** undefined where the instruction runs another shell, or `/bin/sh` is one that knows the extension. */
export function posixScript(
  model: Model,
  node: Instruction,
  { knownBy, bases }: Extension,
): PosixScript | undefined {
  const script = model.script(node);
  if (script === undefined || model.dialect(node) !== "sh") return undefined;
  const shell = model.runningShell(node);
  if (bases === "known" && shell !== undefined && knownBy.includes(shell)) return undefined;
  return {
    script,
    shell: shell === undefined || bases === "any" ? "a POSIX shell such as dash" : shell,
  };
}
