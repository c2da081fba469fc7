// Which part of a stage builds, how, and in which folders.
import {
  buildEcosystems,
  fileCommands,
  systemImages,
  type BuildEcosystem,
} from "../data/buildEcosystems.ts";
import { removeVerbs } from "../data/buildTools.ts";
import { packageManagers } from "../data/packageManagers.ts";
import { baseEnvironment } from "../syntax/baseEnvironment.ts";
import { buildRuns, installedTools, isToolchain, startsBuild } from "../syntax/buildTools.ts";
import type { ImageReference } from "../syntax/imageReference.ts";
import type { Model, Stage } from "../syntax/model.ts";
import { cleanPath } from "../syntax/paths.ts";
import { plainText, runCommands } from "../syntax/runCommands.ts";
import type { ShellCommand } from "../syntax/shell.ts";
import type { Instruction } from "../syntax/tree.ts";

/** Why there is nothing to offer, as a sentence. */
export interface Refusal {
  readonly refused: string;
}

export function isRefusal(value: object | undefined): value is Refusal {
  return value !== undefined && "refused" in value;
}

/** A command of a RUN and the folder in which it runs; undefined where that is not known. */
export interface PlacedCommand {
  readonly run: Instruction;
  readonly command: ShellCommand;
  readonly folder: string | undefined;
}

export interface BuildWork {
  readonly model: Model;
  readonly stage: Stage;
  readonly ecosystem: BuildEcosystem;
  readonly reference: ImageReference;
  /** `name:tag` of the build image. */
  readonly image: string;
  /** Everything up to the last instruction that serves the build. */
  readonly section: readonly Instruction[];
  /** What stands behind it. */
  readonly rest: readonly Instruction[];
  /** The commands of the section. */
  readonly commands: readonly PlacedCommand[];
  /** Those of them that build. */
  readonly builds: readonly PlacedCommand[];
  /** Folders in which it builds, and those that only tools use. */
  readonly folders: readonly string[];
  readonly hasTools: boolean;
}

/** Reads what the shipped stage builds. */
export function buildWorkOf(model: Model): BuildWork | Refusal {
  const stage = model.target;
  if (stage === undefined) return refuse("There is no FROM to begin with.");
  const tools = installedTools(model, stage);
  const wrong = refuseStage(model, stage);
  if (wrong !== undefined) return wrong;
  const { base } = stage;
  const { reference } = base.kind === "image" ? base : { reference: undefined };
  const image = reference === undefined ? "" : imageOf(reference);
  const commands = stage.instructions.flatMap((node) => placedCommands(model, stage, node));
  const ecosystem = ecosystemOf(image, commands, tools.length > 0);
  if (reference === undefined)
    return refuse("Which image the stage is built on is only known when it is built.");
  if (ecosystem === undefined) return refuse("No build is known in this stage.");
  const unread = stage.instructions.find((node) => node.name === "RUN" && isUnread(model, node));
  if (unread !== undefined)
    return refuse(`${lineOf(unread)} is not written for a shell that can be read here.`);
  const last = lastOfBuild(model, stage, ecosystem, commands);
  const at = stage.instructions.findIndex(({ index }) => index === last) + 1;
  const section = stage.instructions.slice(0, at);
  const inSection = commands.filter(({ run }) => run.index <= last);
  const builds = inSection.filter(({ command }) => isBuild(ecosystem, command));
  return {
    model,
    stage,
    ecosystem,
    reference,
    image,
    section,
    rest: stage.instructions.slice(at),
    commands: inSection,
    builds,
    folders: foldersOf(ecosystem, inSection, builds),
    hasTools: tools.length > 0,
  };
}

/** `golang:1.24`, `registry.example.com/golang:latest`. */
function imageOf({ domain, path, tag }: ImageReference): string {
  const name = path.replace(/^library\//, "");
  const prefix = domain === "docker.io" ? "" : `${domain}/`;
  return `${prefix}${name}:${tag?.text ?? "latest"}`;
}

export function refuse(refused: string): Refusal {
  return { refused };
}

/** "RUN in line 7". */
export function lineOf({ name, startLine }: Instruction): string {
  return `${name} in line ${startLine + 1}`;
}

/** Far more than stages have that somebody would divide. */
const mostInstructions = 1000;

function refuseStage(model: Model, stage: Stage): Refusal | undefined {
  if (model.dockerfile.problems.length > 0) return refuse("The file has syntax errors.");
  if (model.stages.length > 1 && !shipsTools(model, stage))
    return refuse("The file has a stage for the build already.");
  if (stage.instructions.length > mostInstructions)
    return refuse("The stage has more instructions than are read for this.");
  if (startsBuild(model)) return refuse("Containers build when they start, and need the tools.");
  const onbuild = stage.instructions.find(({ name }) => name === "ONBUILD");
  return onbuild && refuse(`${lineOf(onbuild)} needs the image as it is.`);
}

/** Whether the shipped stage of several holds what it builds with, as the rule build-tools-in-final-stage has it. */
function shipsTools(model: Model, stage: Stage): boolean {
  const [first] = installedTools(model, stage);
  const last = buildRuns(model, stage, "any").at(-1);
  const isUsed = first !== undefined && last !== undefined && first.run.index <= last.index;
  return stage.base.kind === "image" && isUsed && !isToolchain(model);
}

function isUnread(model: Model, node: Instruction): boolean {
  const script = model.script(node);
  if (script === undefined) return runCommands(model, node).length === 0;
  return script.errors.length > 0;
}

function ecosystemOf(
  image: string,
  commands: readonly PlacedCommand[],
  hasTools: boolean,
): BuildEcosystem | undefined {
  const building = buildEcosystems.filter((ecosystem) =>
    commands.some(({ command }) => isBuild(ecosystem, command)),
  );
  const isSystem = systemImages.test(image);
  return (
    building.find(({ images }) => images.test(image)) ??
    building.find(({ product }) => product === "program" && hasTools && isSystem)
  );
}

/** What is installed for the command line is no part of the application. */
export function isGlobal({ args }: ShellCommand): boolean {
  return args.some((word) => ["-g", "--global", "global"].includes(plainText(word)));
}

function isBuild({ builds }: BuildEcosystem, command: ShellCommand): boolean {
  const { program, args } = command;
  const verb = Object.hasOwn(builds, program) ? builds[program] : undefined;
  if (verb === undefined || isGlobal(command)) return false;
  return verb.source === "(?:)" || args.some((word) => verb.test(plainText(word)));
}

/** Index of the last instruction that builds or tidies up behind a build. */
function lastOfBuild(
  model: Model,
  stage: Stage,
  ecosystem: BuildEcosystem,
  commands: readonly PlacedCommand[],
): number {
  const isToolRun = (node: Instruction): boolean =>
    commands.some(
      ({ run, command }) =>
        run === node &&
        ecosystem.tools.includes(command.program) &&
        !isGlobal(command) &&
        command.program !== "ldconfig",
    );
  let last = -1;
  for (const node of stage.instructions) {
    const serves =
      node.name === "RUN" && (isToolRun(node) || (last !== -1 && isTidying(model, node)));
    if (serves) last = node.index;
  }
  return last;
}

const tidying: ReadonlySet<string> = new Set(["cd", "cp", "mv", "rm", "strip", "upx", "ls", "set"]);

/** Removes packages again, or moves files about. */
function isTidying(model: Model, node: Instruction): boolean {
  const commands = runCommands(model, node);
  const isRemoval = ({ program, args }: ShellCommand): boolean =>
    Object.hasOwn(packageManagers, program) &&
    args.some((word) => ["clean", ...removeVerbs].includes(plainText(word)));
  return (
    commands.length > 0 &&
    commands.every((command) => tidying.has(command.program) || isRemoval(command))
  );
}

/** Follows `cd` through the commands of a RUN. */
function placedCommands(model: Model, stage: Stage, run: Instruction): readonly PlacedCommand[] {
  let folder = folderAt(model, stage, run);
  return runCommands(model, run).map((command) => {
    const placed = { run, command, folder };
    const [target] = command.args;
    if (command.program === "cd" || command.program === "pushd")
      folder = target?.literal === undefined ? undefined : resolve(folder, target.literal);
    return placed;
  });
}

/** The working directory of an instruction, that of the base image where the file sets none. */
export function folderAt(model: Model, stage: Stage, node: Instruction): string | undefined {
  const folder = model.workdir(node);
  if (folder !== undefined) return folder;
  const path = stage.instructions.findLast(
    ({ name, index }) => name === "WORKDIR" && index < node.index,
  );
  const first = baseFolder(model, stage);
  const relative = path?.words[0] && model.expand(path.words[0], path);
  if (path === undefined) return first;
  return relative === undefined ? undefined : resolve(first, relative);
}

/** Where instructions run before the first WORKDIR: the root, where nothing else is known of the image. */
function baseFolder(model: Model, stage: Stage): string {
  return baseEnvironment(model, stage)?.workdir ?? "/";
}

/** An absolute path; undefined where the folder that it begins in is not known. */
export function resolve(folder: string | undefined, path: string): string | undefined {
  if (path.startsWith("/")) return cleanPath(path);
  return folder === undefined ? undefined : cleanPath(`${folder}/${path}`);
}

/** What tools keep for themselves, and where sources are put by habit. */
const toolFolders = [
  "/tmp",
  "/root",
  "/go",
  "/usr/src",
  "/usr/local/src",
  "/src",
  "/build",
  "/var/cache",
  "/var/lib/apt",
  "/usr/local/cargo",
  "/usr/share/maven",
];

function foldersOf(
  { product }: BuildEcosystem,
  commands: readonly PlacedCommand[],
  builds: readonly PlacedCommand[],
): readonly string[] {
  if (product === "extensions") return ["/tmp", "/root", "/usr/src"];
  const runs = new Set(builds.map(({ run }) => run));
  const used = commands
    .filter(({ run, command }) => runs.has(run) || command.program === "git")
    .flatMap(({ folder }) => folder ?? [])
    .filter((folder) => folder !== "/");
  return [...new Set([...used, ...toolFolders])];
}

/** Whether a path is one of the folders or stands in one. */
export function isBelow(path: string, folders: readonly string[]): boolean {
  return folders.some(
    (folder) => path === folder || path.startsWith(folder === "/" ? "/" : `${folder}/`),
  );
}

/** Whether a RUN of the section builds, or only prepares or follows a build with tools and files. */
export function servesBuild({ ecosystem }: BuildWork, { program }: ShellCommand): boolean {
  return ecosystem.tools.includes(program) || fileCommands.has(program);
}
