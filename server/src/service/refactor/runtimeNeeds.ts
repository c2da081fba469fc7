// What runs in the runtime stage: programs that its image has to have, and files that the build has to hand over.
import { basicCommands, inputFiles, missingInSlim } from "../data/buildEcosystems.ts";
import { compilers } from "../data/buildTools.ts";
import { packageManagers } from "../data/packageManagers.ts";
import { pathAt } from "../syntax/copyPaths.ts";
import { commandsIn } from "../syntax/runCommands.ts";
import type { ShellCommand } from "../syntax/shell.ts";
import { startCommand } from "../syntax/startCommand.ts";
import type { Instruction } from "../syntax/tree.ts";
import {
  folderAt,
  isBelow,
  lineOf,
  refuse,
  resolve,
  type BuildWork,
  type Refusal,
} from "./buildWork.ts";
import type { RuntimeImage } from "./runtimeImage.ts";
import type { Part } from "./sections.ts";

/** A command of the runtime stage and where it stands. */
export interface RuntimeCommand {
  readonly node: Instruction;
  readonly command: ShellCommand;
  readonly folder: string | undefined;
}

/** What containers start; undefined where the file does not say it. */
export function startOf(work: BuildWork): readonly RuntimeCommand[] | Refusal | undefined {
  const { model, stage } = work;
  const { entrypoint, cmd } = model.config(stage);
  const start = startCommand(model);
  if (start === undefined) {
    const written = entrypoint ?? cmd;
    return written && refuse(`What ${lineOf(written)} starts cannot be read.`);
  }
  const commands = start.program === undefined ? (start.script?.commands ?? []) : [start.program];
  const folder = finalFolder(work);
  const named = commands.filter(({ name }) => name !== undefined);
  const unknown = named.find(({ program }) => program === "");
  if (unknown !== undefined)
    return refuse(`What ${lineOf(start.instruction)} starts is only known when it runs.`);
  if (named.some(({ program }) => shells.has(program)))
    return refuse("Containers start a shell: what is run in it cannot be known.");
  return named.map((command) => ({ node: start.instruction, command, folder }));
}

const shells: ReadonlySet<string> = new Set(["ash", "bash", "fish", "sh", "zsh"]);

/** Where containers start. */
function finalFolder({ model, stage, section, rest }: BuildWork): string | undefined {
  const config = model.config(stage).workdir;
  if (config !== undefined) return config;
  const last = rest.at(-1) ?? section.at(-1);
  return last && folderAt(model, stage, last);
}

/** What the health check and the instructions behind the build run. */
export function laterCommands(work: BuildWork): readonly RuntimeCommand[] {
  const { model, stage, rest } = work;
  const { healthcheck } = model.config(stage);
  const inRest = rest
    .filter(({ name }) => name === "RUN")
    .flatMap((node) => commandsOf(work, node, folderAt(model, stage, node)));
  return [
    ...inRest,
    ...(healthcheck === undefined ? [] : commandsOf(work, healthcheck, finalFolder(work))),
  ];
}

function commandsOf(
  { model }: BuildWork,
  node: Instruction,
  folder: string | undefined,
): readonly RuntimeCommand[] {
  return commandsIn(model, node)
    .filter(({ name }) => name !== undefined)
    .map((command) => ({ node, command, folder }));
}

/** Whether the runtime stage has a program that is called by its name alone. */
export function hasProgram(
  work: BuildWork,
  runtime: RuntimeImage,
  parts: readonly Part[],
  program: string,
): boolean {
  const { ecosystem, rest } = work;
  if (ecosystem.launchers.includes(program) || basicCommands.has(program)) return true;
  if (Object.hasOwn(packageManagers, program)) return true;
  const repeated = parts.filter(({ place }) => place !== "build");
  const isNamed = (text: string): boolean => text.split(/[\s=@]+/).includes(program);
  const installed =
    repeated.some(({ node, text }) => node.name === "RUN" && isNamed(text ?? node.logical.text)) ||
    rest.some((node) => installsProgram(work, node, program));
  const copied = [...repeated.map(({ node }) => node), ...rest].some(
    (node) =>
      (node.name === "COPY" || node.name === "ADD") &&
      node.words.some(({ value }) => value.endsWith(`/${program}`)),
  );
  if (installed || copied) return true;
  if (runtime.kind === "other") return runtime.isAlpine && ["nc", "wget"].includes(program);
  if (runtime.kind === "slim" && missingInSlim.has(program)) return false;
  // what the build stage installs is not there any more
  const isBuildOnly = work.section.some((node) => installsProgram(work, node, program));
  const isTool = Object.hasOwn(compilers, program) && ecosystem.product === "program";
  return ecosystem.product !== "program" && !isBuildOnly && !isTool;
}

function installsProgram({ model }: BuildWork, node: Instruction, program: string): boolean {
  return model
    .packages(node)
    .installs.some(
      ({ manager, packages }) =>
        Object.hasOwn(packageManagers, manager) && packages.some(({ name }) => name === program),
    );
}

/** Whether an instruction of the runtime stage copies something to a path from elsewhere than the build. */
export function isCopied(work: BuildWork, parts: readonly Part[], path: string): boolean {
  const { model, stage, rest } = work;
  const nodes = [
    ...parts.filter(({ place }) => place !== "build").map(({ node }) => node),
    ...rest,
  ];
  return nodes.some((node) => {
    if (node.name !== "COPY" && node.name !== "ADD") return false;
    const written = node.destination && pathAt(model, node, node.destination);
    const target = written && resolve(folderAt(model, stage, node), written);
    if (target === undefined) return false;
    const inTarget = node.sources.map(({ value }) => `${target}/${value.split("/").at(-1)}`);
    const isWhole = node.sources.some(({ value }) => /^(?:\.|\.\/|\/)$/.test(value));
    return (
      path === target ||
      inTarget.some((each) => isBelow(path, [each])) ||
      (isWhole && isBelow(path, [target]))
    );
  });
}

/** Files of the build that the arguments of a command name, apart from the program's own. */
export function filesInArguments(
  work: BuildWork,
  { command, folder, node }: RuntimeCommand,
  args = command.args,
): readonly string[] | Refusal {
  const found: string[] = [];
  for (const { literal } of args) {
    const [, value = ""] = /^(?:-[^=:]*[=:])?(.*)$/.exec(literal ?? "") ?? [];
    const isName = !value.includes("/") && !inputFiles.test(value);
    if (value === "" || value.startsWith("-") || value.includes("://") || isName) continue;
    const path = resolve(folder, value);
    if (path === undefined || path === folder || !isBelow(path, work.folders)) continue;
    if (inputFiles.test(value) || isSource(work, value)) found.push(path);
    else
      return refuse(
        `Whether ${value}, which ${lineOf(node)} names, is there before the program starts cannot be known.`,
      );
  }
  return found;
}

/** Whether a COPY of the section names a path. */
function isSource({ section }: BuildWork, path: string): boolean {
  const plain = (text: string): string => text.replace(/^\.?\/+|\/+$/g, "");
  return section.some(
    (node) =>
      (node.name === "COPY" || node.name === "ADD") &&
      node.words.some(({ value }) => plain(value) === plain(path)),
  );
}
