// Where each instruction of the build section goes: it stays in the build stage, moves to the runtime stage, or stands in both.
import {
  fileCommands,
  nodeBuildPackages,
  requirementFiles,
  userCommands,
} from "../data/buildEcosystems.ts";
import { compilers } from "../data/buildTools.ts";
import { packageManagers } from "../data/packageManagers.ts";
import { isHeredoc, pathAt } from "../syntax/copyPaths.ts";
import { plainText } from "../syntax/runCommands.ts";
import type { ShellCommand } from "../syntax/shell.ts";
import type { Copy, Instruction } from "../syntax/tree.ts";
import { variablesIn } from "../syntax/variableOccurrences.ts";
import {
  folderAt,
  isBelow,
  isGlobal,
  isRefusal,
  lineOf,
  refuse,
  resolve,
  servesBuild,
  type BuildWork,
  type PlacedCommand,
  type Refusal,
} from "./buildWork.ts";
import type { RuntimeImage } from "./runtimeImage.ts";
import { isPackageRun, runtimePackages } from "./runtimePackages.ts";

export interface Part {
  readonly node: Instruction;
  readonly place: "build" | "runtime" | "both";
  /** What the runtime stage has in its place; undefined for the instruction as it is written. */
  readonly text: string | undefined;
}

export interface Sections {
  readonly parts: readonly Part[];
  /** Packages that only the build stage has, though a program might run them. */
  readonly dropped: readonly string[];
}

/** Divides the build section. */
export function divide(work: BuildWork, runtime: RuntimeImage): Sections | Refusal {
  const parts: Part[] = [];
  const dropped: string[] = [];
  for (const node of work.section) {
    const found = node.name === "RUN" ? placeRun(work, runtime, node) : placeOf(work, node);
    if (isRefusal(found)) return found;
    parts.push({ node, place: found.place, text: found.text });
    dropped.push(...(found.dropped ?? []));
  }
  return { parts: withVariables(work, withWorkdirs(work, parts)), dropped };
}

interface Placed {
  readonly place: Part["place"];
  readonly text?: string | undefined;
  readonly dropped?: readonly string[];
}

/** Instructions that say how containers run: the build has no use for them. */
const configuring: ReadonlySet<string> = new Set([
  "CMD",
  "ENTRYPOINT",
  "EXPOSE",
  "HEALTHCHECK",
  "LABEL",
  "MAINTAINER",
  "STOPSIGNAL",
  "VOLUME",
]);

function placeOf(work: BuildWork, node: Instruction): Placed | Refusal {
  if (configuring.has(node.name)) return { place: "runtime" };
  if (node.name === "ENV") {
    const ofBuild = node.pairs.every(
      ({ key, value }) =>
        work.ecosystem.variables.test(key.value) ||
        (key.value === "PATH" && addsTools(value?.value ?? "")),
    );
    return { place: ofBuild ? "build" : "both" };
  }
  if (node.name === "USER" || node.name === "SHELL") return { place: "both" };
  if (node.name === "COPY" || node.name === "ADD") return placeCopy(work, node);
  // ARG and WORKDIR depend on the others
  return { place: "build" };
}

const toolPath =
  /^(?:\$\{?(?:PATH|GOPATH|GOROOT|CARGO_HOME|M2_HOME|MAVEN_HOME|GRADLE_HOME)\b|\/usr\/local\/(?:go|cargo)\/|\/go\/|\/root\/\.cargo\/)/;

/** Whether a value of PATH adds only folders of build tools. */
function addsTools(path: string): boolean {
  const parts = path.split(":");
  return parts.length > 1 && parts.every((part) => toolPath.test(part));
}

function placeCopy(work: BuildWork, node: Copy): Placed | Refusal {
  const { product } = work.ecosystem;
  const written = node.destination && pathAt(work.model, node, node.destination);
  const target = written && resolve(folderAt(work.model, work.stage, node), written);
  if (target === undefined)
    return refuse(`Where ${lineOf(node)} copies to is only known when it is built.`);
  const last = work.section.at(-1);
  const app = last && folderAt(work.model, work.stage, last);
  if (product === "venv") {
    if (copiesRequirements(node)) return { place: "build" };
    if (app === "/" || app === undefined || !isBelow(target, [app])) return { place: "both" };
    return { place: "build" };
  }
  if (product === "extensions")
    return { place: isBelow(target, work.folders) ? "build" : "runtime" };
  const isSource =
    isBelow(target, work.folders) ||
    work.builds.some(
      ({ command, folder }) => folder === target || (target !== "/" && reads(command, target)),
    );
  if (isSource) return { place: "build" };
  // the build may read it, and the program may
  return { place: "both" };
}

/** `cmake -S /code`, `mvn -f /code/pom.xml`. */
function reads({ args }: ShellCommand, folder: string): boolean {
  return args.some(({ literal }) => literal !== undefined && isBelow(literal, [folder]));
}

/** Whether a COPY brings only the names of packages, which the environment holds afterwards. */
export function copiesRequirements(node: Copy): boolean {
  return node.sources.every(
    (word) => !isHeredoc(node, word) && requirementFiles.test(word.value.split("/").at(-1) ?? ""),
  );
}

function placeRun(work: BuildWork, runtime: RuntimeImage, node: Instruction): Placed | Refusal {
  const commands = work.commands.filter(({ run }) => run === node);
  if (isPackageRun(work, node)) return placePackages(work, runtime, node);
  const globals = commands.filter(({ command }) => isGlobal(command));
  if (globals.length > 0 && work.ecosystem.product === "application")
    return placeGlobals(node, globals, commands);
  const builds = commands.some(
    ({ command }) =>
      work.ecosystem.tools.includes(command.program) ||
      command.program === "git" ||
      work.builds.some((build) => build.command === command),
  );
  if (builds) return placeBuild(work, runtime, node, commands);
  const makesUsers = commands.every(
    ({ command }) =>
      userCommands.has(command.program) || ["mkdir", "chown", "set"].includes(command.program),
  );
  if (makesUsers && commands.length > 0) return { place: "both" };
  if (commands.length > 0 && commands.every(({ command }) => fileCommands.has(command.program)))
    return placeFileWork(work, runtime, node, commands);
  const other = commands.find(
    ({ command }) =>
      command.name !== undefined &&
      !fileCommands.has(command.program) &&
      !Object.hasOwn(packageManagers, command.program),
  );
  // the same image does the same again, where it needs no tools for it
  const compiles = commands.some(({ command }) => Object.hasOwn(compilers, command.program));
  if (work.ecosystem.product === "extensions" && !compiles) return { place: "both" };
  const name = other?.command.name?.text ?? "something";
  return refuse(
    `${lineOf(node)} runs ${name}, and whether the program needs what that does cannot be known.`,
  );
}

function placePackages(
  work: BuildWork,
  runtime: RuntimeImage,
  node: Instruction,
): Placed | Refusal {
  const packages = runtimePackages(work, runtime, node);
  if (isRefusal(packages)) return packages;
  const { names, dropped, text } = packages;
  if (dropped.length > 0 && names.length > 0 && text === undefined) return refuseDivision(node);
  if (dropped.length > 0 || names.length === 0)
    return text === undefined ? { place: "build", dropped } : { place: "both", text, dropped };
  const isRemoval = work.model.packages(node).installs.length === 0;
  return { place: isRemoval ? "build" : "both" };
}

function refuseDivision(node: Instruction): Refusal {
  return refuse(`${lineOf(node)} installs packages in a way that cannot be divided.`);
}

/** Programs for the command line: those that only build stay in the build stage. */
function placeGlobals(
  node: Instruction,
  globals: readonly PlacedCommand[],
  commands: readonly PlacedCommand[],
): Placed | Refusal {
  const rest = commands.filter(
    ({ command }) => !isGlobal(command) && !fileCommands.has(command.program),
  );
  const names = globals.flatMap(({ command }) =>
    command.args.map(plainText).filter((word) => !/^(?:-.*|i|install|add|global)$/.test(word)),
  );
  if (names.every((name) => nodeBuildPackages.test(name))) return { place: "build" };
  const isAlone = rest.every(
    ({ command }) =>
      ["npm", "yarn"].includes(command.program) &&
      command.args.some((word) => plainText(word) === "cache"),
  );
  return isAlone
    ? { place: "both" }
    : refuse(
        `${lineOf(node)} installs ${names.join(", ")} for the command line and does more: divide it first.`,
      );
}

/** A RUN that builds, and may install what it needs for that. */
function placeBuild(
  work: BuildWork,
  runtime: RuntimeImage,
  node: Instruction,
  commands: readonly PlacedCommand[],
): Placed | Refusal {
  const other = commands.find(
    ({ command }) =>
      command.name !== undefined &&
      !servesBuild(work, command) &&
      !Object.hasOwn(packageManagers, command.program) &&
      !work.builds.some((build) => build.command === command),
  );
  if (other !== undefined) {
    const name = other.command.name?.text ?? "";
    return refuse(
      `${lineOf(node)} builds and runs ${name} too, and whether the program needs what that does cannot be known.`,
    );
  }
  const packages = runtimePackages(work, runtime, node);
  if (isRefusal(packages)) return packages;
  const { names, text, dropped } = packages;
  if (names.length > 0 && text === undefined) return refuseDivision(node);
  return { place: text === undefined ? "build" : "both", text, dropped };
}

/** A RUN that only handles files: those of the build, or of the system. */
function placeFileWork(
  work: BuildWork,
  runtime: RuntimeImage,
  node: Instruction,
  commands: readonly PlacedCommand[],
): Placed | Refusal {
  const isAtBuild = commands.every(
    ({ command, folder }) =>
      !command.args.some((word) => isElsewhere(work, folder, plainText(word))) &&
      !command.redirects.some(
        ({ operator, target }) =>
          operator.includes(">") &&
          target !== undefined &&
          isElsewhere(work, folder, plainText(target)),
      ),
  );
  const tidies = node === work.section.findLast(({ name }) => name === "RUN");
  const isSystem = work.ecosystem.product === "extensions";
  if (isAtBuild || (tidies && !isSystem)) return { place: "build" };
  if (runtime.kind !== "other") return { place: "both" };
  return refuse(`Whether the program needs what ${lineOf(node)} does cannot be known.`);
}

/** A path outside the folders of the build; a word that is no path stands in its own folder. */
function isElsewhere({ folders }: BuildWork, folder: string | undefined, word: string): boolean {
  if (!word.includes("/") || /^(?:\w+:\/\/|-)/.test(word)) return false;
  const path = resolve(folder, word);
  return path === undefined || !(isBelow(path, folders) || path === "/dev/null" || path === folder);
}

/** A folder is entered in the runtime stage where something there stands in it: instructions behind it, or the container. */
function withWorkdirs({ model, stage, rest }: BuildWork, parts: readonly Part[]): readonly Part[] {
  const usesFolder = (part: Part): boolean =>
    part.place !== "build" && ["RUN", "COPY", "ADD"].includes(part.node.name);
  const first = rest.find(({ name }) => ["WORKDIR", "RUN", "COPY", "ADD"].includes(name));
  const isReplaced = first?.name === "WORKDIR" && first.words[0]?.text.startsWith("/") === true;
  return parts.map((part, index) => {
    if (part.node.name !== "WORKDIR") return part;
    const behind = parts.slice(index + 1);
    const next = behind.findIndex(({ node }) => node.name === "WORKDIR");
    const isUsed = (next === -1 ? behind : behind.slice(0, next)).some(usesFolder);
    if (!isUsed && (next !== -1 || isReplaced)) return part;
    const isAbsolute = part.node.words[0]?.text.startsWith("/") === true;
    const after = model.dockerfile.instructions[part.node.index + 1];
    const folder = after?.stage === stage.index ? folderAt(model, stage, after) : undefined;
    return { ...part, place: "both", text: isAbsolute ? undefined : folder && `WORKDIR ${folder}` };
  });
}

/** ARG and ENV are repeated where an instruction of the runtime stage reads them. */
function withVariables(work: BuildWork, parts: readonly Part[]): readonly Part[] {
  const running = [
    ...parts.filter(({ place }) => place !== "build").map(({ node }) => node),
    ...work.rest,
  ];
  const wanted = new Set(
    running.flatMap((node) => [
      ...variablesIn(work.model, node)
        .filter(({ role }) => role === "reference")
        .map(({ name }) => name),
      ...(node.name === "RUN" ? ["DEBIAN_FRONTEND"] : []),
    ]),
  );
  // the default of one may hold another
  const needed = new Set<Instruction>();
  for (const { node } of parts.toReversed()) {
    const isVariable = node.name === "ARG" || node.name === "ENV";
    if (!isVariable || !node.pairs.some(({ key }) => wanted.has(key.value))) continue;
    needed.add(node);
    for (const { role, name } of variablesIn(work.model, node))
      if (role === "reference") wanted.add(name);
  }
  return parts.map((part) => (needed.has(part.node) ? { ...part, place: "both" } : part));
}
