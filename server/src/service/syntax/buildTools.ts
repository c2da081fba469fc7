// Compilers and development packages: which stages install them, and which build with them.
import {
  buildPackages,
  compilers,
  nativeInstallers,
  removeVerbs,
  toolchainImages,
} from "../data/buildTools.ts";
import { packageManagers } from "../data/packageManagers.ts";
import { memoize } from "./memoize.ts";
import type { Model } from "./model.ts";
import { mountsOf, optionNamed } from "./mounts.ts";
import { packageAction } from "./packageManagers.ts";
import type { ShellCommand, ShellWord } from "./shell.ts";
import type { Stage } from "./stage.ts";
import { startCommand } from "./startCommand.ts";
import type { Instruction } from "./tree.ts";

/** A package for building that stays in the layer of its RUN. */
export interface InstalledTool {
  readonly run: Instruction;
  readonly word: ShellWord;
}

/** What a stage installs to build with, in order; none from a RUN that removes packages again. */
export function installedTools(model: Model, stage: Stage): readonly InstalledTool[] {
  return stage.instructions.flatMap((run) => {
    const commands = commandsOf(model, run);
    if (commands.some(isRemoval)) return [];
    return commands.flatMap(packagesOf).flatMap((word) => (isTool(word) ? [{ run, word }] : []));
  });
}

function commandsOf(model: Model, run: Instruction): readonly ShellCommand[] {
  return run.name === "RUN" ? (model.script(run)?.commands ?? []) : [];
}

function isRemoval({ program, args }: ShellCommand): boolean {
  return (
    Object.hasOwn(packageManagers, program) && args.some(({ text }) => removeVerbs.includes(text))
  );
}

/** The packages that a command installs. */
function packagesOf(command: ShellCommand): readonly ShellWord[] {
  const action = packageAction(command);
  if (action === undefined || action.kind !== "install") return [];
  const { manager, verb } = action;
  return command.args.filter(
    ({ start, text }, index) =>
      start > verb.start &&
      !text.startsWith("-") &&
      !manager.valueFlags.includes(command.args[index - 1]?.text ?? ""),
  );
}

/** `gcc=4:14.2.0-1`, `gcc:amd64` and `gcc~14` are gcc. */
function isTool({ text, literal }: ShellWord): boolean {
  const [name = ""] = (literal ?? text).split(/[=<>~:]/);
  return buildPackages.test(name);
}

/** Whether a command compiles; `"any"` counts installers that often do. */
function isBuild({ program, args }: ShellCommand, tools: "compilers" | "any"): boolean {
  const verbs =
    entryOf(compilers, program) ??
    (tools === "any" ? entryOf(nativeInstallers, program) : undefined) ??
    undefined;
  const words = args.map(({ literal }) => literal ?? "");
  if (words.includes("--version") || words.includes("--help")) return false;
  if (verbs !== undefined) return verbs.length === 0 || words.some((word) => verbs.includes(word));
  if (["npm", "yarn", "pnpm", "bun"].includes(program)) return words.includes("build");
  const isPython = /^python[\d.]*$/.test(program);
  return isPython && (words.includes("setup.py") || (tools === "any" && words.includes("pip")));
}

function entryOf<Value>(
  record: Readonly<Record<string, Value>>,
  key: string,
): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** The RUN instructions of a stage that build; none whose tools a mount from elsewhere holds. */
export function buildRuns(
  model: Model,
  stage: Stage,
  tools: "compilers" | "any",
): readonly Instruction[] {
  return stage.instructions.filter(
    (run) =>
      !mountsOf(run).some((mount) => optionNamed(mount, "from") !== undefined) &&
      commandsOf(model, run).some((command) => isBuild(command, tools)),
  );
}

/** Whether the shipped image is there to build with: by its base, its name, or what it starts. */
export const isToolchain = memoize((model: Model): boolean => {
  const { target } = model;
  if (target === undefined) return false;
  const base = model.lineage(target).at(-1)?.base;
  if (base?.kind === "image" && toolchainImages.test(base.reference?.path ?? base.text ?? ""))
    return true;
  if (/(?:^|[-_])(?:dev|devel|development|devcontainer|builder|build|ci|test)(?:$|[-_])/i.test(target.name ?? ""))
    return true;
  const start = startCommand(model);
  const started = start?.program === undefined ? (start?.script?.commands ?? []) : [start.program];
  return started.some(
    (command) => isBuild(command, "compilers") || /^(?:ba|da|a|z|fi|k)?sh$/.test(command.program),
  );
});
