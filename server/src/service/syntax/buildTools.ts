// Compilers and development packages: which stages install them, and which build with them.
import {
  buildPackagePatterns,
  buildPackages,
  compilers,
  nativeInstallers,
  removeVerbs,
  shellPrograms,
  toolchainImages,
  toolchainStages,
} from "../data/buildTools.ts";
import { packageManagers } from "../data/packageManagers.ts";
import type { Model } from "./model.ts";
import { mountsOf, optionNamed } from "./mounts.ts";
import { plainText, runCommands } from "./runCommands.ts";
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
    if (runCommands(model, run).some(isRemoval)) return [];
    return systemPackages(model, run).flatMap((word) => (isTool(word) ? [{ run, word }] : []));
  });
}

function isRemoval({ program, args }: ShellCommand): boolean {
  return (
    Object.hasOwn(packageManagers, program) &&
    args.some((word) => removeVerbs.includes(plainText(word)))
  );
}

/** What a RUN installs with the package manager of the system. */
function systemPackages(model: Model, run: Instruction): readonly ShellWord[] {
  return model
    .packages(run)
    .installs.filter(({ manager }) => Object.hasOwn(packageManagers, manager))
    .flatMap(({ packages }) => packages.map(({ word }) => word));
}

/** `gcc=4:14.2.0-1`, `gcc:amd64` and `gcc~14` are gcc. */
export function isTool({ text, literal }: ShellWord): boolean {
  const [name = ""] = (literal ?? text).toLowerCase().split(/[=<>~:]/);
  return buildPackages.includes(name) || buildPackagePatterns.some((each) => each.test(name));
}

/** Whether a command compiles; `"any"` counts installers that often do. */
function isBuild({ program, args }: ShellCommand, tools: "compilers" | "any"): boolean {
  const words = args.map(({ literal }) => literal ?? "");
  // what is installed for the command line is seldom compiled
  if (words.some((word) => ["--version", "--help", "-g", "--global"].includes(word))) return false;
  const verbs = [
    entryOf(compilers, program),
    ...(tools === "any" ? [entryOf(nativeInstallers, program)] : []),
  ].filter((each) => each !== undefined);
  return verbs.some((each) => each.length === 0 || words.some((word) => each.includes(word)));
}

function entryOf<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
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
      runCommands(model, run).some((command) => isBuild(command, tools)),
  );
}

/** Whether the shipped image is there to build with: by its base, its name, or what it starts. */
export function isToolchain(model: Model): boolean {
  const { target } = model;
  if (target === undefined) return false;
  const base = model.lineage(target).at(-1)?.base;
  const path = base?.kind === "image" ? (base.reference?.path ?? base.text ?? "") : "";
  if (isToolchainImage(path)) return true;
  if (toolchainStages.test(target.name ?? "")) return true;
  return startsBuild(model) || startedCommands(model).some(isShell);
}

/** Whether an image's name says that it is there to build with. */
export function isToolchainImage(path: string): boolean {
  return path.split("/").some((name) => toolchainImages.some((each) => each.test(name)));
}

function startedCommands(model: Model): readonly ShellCommand[] {
  const start = startCommand(model);
  return start?.program === undefined ? (start?.script?.commands ?? []) : [start.program];
}

function isShell({ program }: ShellCommand): boolean {
  return shellPrograms.includes(program);
}

/** Whether containers of the shipped image compile when they start. */
export function startsBuild(model: Model): boolean {
  return startedCommands(model).some((command) => isBuild(command, "compilers"));
}
