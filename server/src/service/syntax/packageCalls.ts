// Commands of package managers: which words are verbs and operands.
import { packageInstallers, type PackageInstaller } from "../data/packageManagers.ts";
import { plainText } from "./runCommands.ts";
import type { ShellCommand, ShellWord } from "./shell.ts";

/** A command of a package manager. */
export interface ManagerCall {
  readonly command: ShellCommand;
  /** `apt-get`; `pip` also for `python -m pip` and `pip3`. */
  readonly manager: string;
  readonly installer: PackageInstaller;
  /** What stands behind its name. */
  readonly args: readonly ShellWord[];
  /** Those of them that are no flags and no values of flags: the verb, then what it works on. */
  readonly operands: readonly ShellWord[];
  /** The command before it in reading order. */
  readonly before: ShellCommand | undefined;
}

/** What a command is of a package manager; undefined where it runs none. */
export function managerCall(
  command: ShellCommand,
  before: ShellCommand | undefined,
): ManagerCall | undefined {
  const { program, args } = command;
  const isModule = /^python[\d.]*$/.test(program) && args[0]?.text === "-m";
  const named = isModule ? (args[1]?.text ?? "") : program;
  const manager = named.replace(/^pip[\d.]+$/, "pip");
  const installer = Object.hasOwn(packageInstallers, manager)
    ? packageInstallers[manager]
    : undefined;
  if (installer === undefined) return undefined;
  const words = isModule ? args.slice(2) : args;
  return {
    command,
    manager,
    installer,
    args: words,
    operands: operandsOf(installer, words),
    before,
  };
}

function operandsOf(
  { valueFlags, fileFlags, versionFlags }: PackageInstaller,
  args: readonly ShellWord[],
): readonly ShellWord[] {
  const takesNext = (flag: string): boolean =>
    valueFlags.includes(flag) || fileFlags.includes(flag) || versionFlags.includes(flag);
  return args.filter(
    (word, index) => !plainText(word).startsWith("-") && !takesNext(args[index - 1]?.text ?? ""),
  );
}

/** Whether a command begins with the bare name of the manager: no folder, no sudo. */
export function isPlainCall({ command }: ManagerCall): boolean {
  const { name, program, wrappers } = command;
  return wrappers.length === 0 && name !== undefined && plainText(name) === program;
}

/** How many operands make the verb; undefined where it is another one. A verb that is a flag takes none of them. */
export function verbLength(
  call: Pick<ManagerCall, "operands" | "args">,
  verbs: PackageInstaller["install"],
): number | undefined {
  const texts = call.operands.slice(0, 3).map(plainText);
  for (const verb of verbs) {
    const [first = ""] = verb;
    if (first.startsWith("-")) {
      if (call.args.some((word) => plainText(word).startsWith(first))) return 0;
    } else if (verb.every((word, index) => texts[index] === word)) return verb.length;
  }
  return undefined;
}
