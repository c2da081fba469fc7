// What containers start of what a build makes: a program, a jar, or a folder with a program in it.
import {
  isBelow,
  isRefusal,
  lineOf,
  refuse,
  resolve,
  type BuildWork,
  type Refusal,
} from "./buildWork.ts";
import { outputsOf, type Output } from "./outputs.ts";
import { filesInArguments, hasProgram, isCopied, type RuntimeCommand } from "./runtimeNeeds.ts";
import {
  refuseProgram,
  same,
  type Product,
  type ProductQuestion,
  type Transfer,
} from "./product.ts";
import type { BuildProduct } from "../data/buildEcosystems.ts";

/** Finds what one command of the container needs; undefined where it needs nothing of the build. */
type Finder = (
  question: ProductQuestion,
  command: RuntimeCommand,
) => readonly Transfer[] | Refusal | undefined;

const finders: Readonly<Partial<Record<BuildProduct, Finder>>> = {
  program: programOf,
  jar: jarOf,
  folder: publishedOf,
};

/** What all commands of the container need together. */
export function builtPrograms(question: ProductQuestion, product: BuildProduct): Product | Refusal {
  const { work } = question;
  const find = finders[product];
  const transfers: Transfer[] = [];
  for (const started of question.start) {
    const found = find?.(question, started);
    if (isRefusal(found)) return found;
    if (found === undefined) {
      const missing = refuseProgram(question, started);
      if (missing !== undefined) return missing;
    }
    const files = filesInArguments(work, started, argumentsOf(work, started));
    if (isRefusal(files)) return files;
    transfers.push(...(found ?? []), ...files.map(same));
  }
  const unique = transfers.filter(
    ({ from }, index) => transfers.findIndex((each) => each.from === from) === index,
  );
  const outermost = unique.filter(
    ({ from }) => !unique.some((each) => each.from !== from && isBelow(from, [each.from])),
  );
  if (unique.length === 0) return refuse("Nothing of what the build makes is started.");
  const links = work.commands.some(({ command }) => command.program === "ldconfig");
  return { transfers: outermost, ...(links ? { following: ["RUN ldconfig"] } : {}) };
}

/** The words of a command besides the product itself. */
function argumentsOf({ ecosystem }: BuildWork, { command }: RuntimeCommand) {
  if (ecosystem.product === "jar") {
    const at = command.args.findIndex((word) => word.text === "-jar");
    return command.args.filter((_, index) => index !== at + 1);
  }
  return command.program === "dotnet" ? command.args.slice(1) : command.args;
}

/** The file that a word of a command names, if the build makes it. */
function builtFile(
  { work, parts }: ProductQuestion,
  { folder }: RuntimeCommand,
  word: string,
): string | undefined {
  const path = resolve(folder, word);
  if (path === undefined || isCopied(work, parts, path)) return undefined;
  const isNamed = outputsOf(work).some(
    (output) => output.path === path || (output.kind !== "file" && isBelow(path, [output.path])),
  );
  const inFolder = work.builds.some(
    (build) => build.folder !== undefined && build.folder !== "/" && isBelow(path, [build.folder]),
  );
  return isNamed || inFolder ? path : undefined;
}

const searched: ReadonlySet<string> = new Set([
  "/usr/local/sbin",
  "/usr/local/bin",
  "/usr/sbin",
  "/usr/bin",
  "/sbin",
  "/bin",
]);

function programOf(
  question: ProductQuestion,
  started: RuntimeCommand,
): readonly Transfer[] | Refusal | undefined {
  const { work } = question;
  const name = started.command.name?.literal ?? "";
  if (/\.(?:sh|bash)$/.test(name))
    return refuse(`${name} is a script: what it runs cannot be known from the Dockerfile.`);
  const outputs = outputsOf(work);
  const prefix = outputs.find(({ kind }) => kind === "prefix");
  if (prefix !== undefined) return installedOf(question, started, prefix);
  const unfit = refuseLibrary(question);
  if (unfit !== undefined) return unfit;
  if (name.includes("/")) {
    const path = builtFile(question, started, name);
    return path === undefined ? undefined : [same(path)];
  }
  const file = outputs.find(
    ({ path, kind }) =>
      kind === "file" && path.endsWith(`/${name}`) && searched.has(folderOf(path)),
  );
  if (file !== undefined) return [same(file.path)];
  const installed = outputs.find(({ kind }) => kind === "programs");
  const isOwn = hasProgram(question.work, question.runtime, question.parts, name);
  if (installed === undefined || isOwn) return undefined;
  return [{ from: `${installed.path}/${name}`, to: `/usr/local/bin/${name}` }];
}

/** Programs of a newer C++ compiler than the system's own need a newer library as well. */
function refuseLibrary({ work }: ProductQuestion): Refusal | undefined {
  const isPlainC = work.builds.every(
    ({ command }) =>
      ["gcc", "cc"].includes(command.program) ||
      command.args.some((word) => word.text === "-static"),
  );
  if (!work.image.includes("gcc:") || isPlainC) return undefined;
  return refuse(
    `What ${work.image} compiles may need its own C++ library, which no smaller image has in this version.`,
  );
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/")) || "/";
}

/** A program below the prefix that the build installs into: its libraries and data are there too. */
function installedOf(
  { work, runtime, parts }: ProductQuestion,
  { command, folder }: RuntimeCommand,
  { path }: Output,
): readonly Transfer[] | Refusal | undefined {
  const isSystem = ["/", "/usr", "/bin", "/usr/bin"].includes(path);
  if (isSystem)
    return refuse(
      "The build installs into the folders of the system: which files it puts there cannot be known.",
    );
  if (path === "/usr/local" && runtime.kind === "other")
    return refuse(
      `/usr/local of ${work.image} holds the tools as well: install below a folder of its own, such as /opt/app.`,
    );
  const name = command.name?.literal ?? "";
  const program = name.includes("/") ? resolve(folder, name) : undefined;
  if (program !== undefined) return isBelow(program, [path]) ? [same(path)] : undefined;
  const { env } = work.model.config(work.stage);
  const search = env.find((variable) => variable.name === "PATH")?.definition?.value?.value ?? "";
  const isFound = path === "/usr/local" || search.split(":").includes(`${path}/bin`);
  const isOwn = hasProgram(work, runtime, parts, name);
  return isFound && !isOwn ? [same(path)] : undefined;
}

/** The jar behind `java -jar`. */
function jarOf(
  question: ProductQuestion,
  started: RuntimeCommand,
): readonly Transfer[] | Refusal | undefined {
  const { command, node } = started;
  if (command.program !== "java") return undefined;
  const at = command.args.findIndex((word) => word.text === "-jar");
  const word = at === -1 ? undefined : command.args[at + 1];
  if (word === undefined)
    return refuse(`${lineOf(node)} starts no jar: which classes it needs cannot be known.`);
  const name = word.literal ?? word.text;
  const path = /["'$`]/.test(name) ? undefined : builtFile(question, started, name);
  if (path === undefined)
    return refuse(`Where ${name} comes from, which ${lineOf(node)} starts, cannot be seen.`);
  const isPattern = /[*?[]/.test(path);
  return [isPattern ? { from: path, to: `${folderOf(path)}/` } : same(path)];
}

/** The folder of `dotnet publish`. */
function publishedOf(
  question: ProductQuestion,
  started: RuntimeCommand,
): readonly Transfer[] | Refusal | undefined {
  const { command, node, folder } = started;
  const isLaunched = command.program === "dotnet";
  const name = isLaunched ? command.args[0]?.literal : command.name?.literal;
  if (name === undefined || (isLaunched && !name.endsWith(".dll")))
    return refuse(`Which program ${lineOf(node)} starts cannot be read.`);
  const path = resolve(folder, name);
  const outputs = outputsOf(question.work).filter(
    ({ path: output }) => path !== undefined && isBelow(path, [output]),
  );
  const published =
    outputs[0]?.path ??
    (path !== undefined && /\/publish\//.test(path) ? folderOf(path) : undefined);
  if (published === undefined)
    return isLaunched || name.includes("/")
      ? refuse(`Where ${name} comes from, which ${lineOf(node)} starts, cannot be seen.`)
      : undefined;
  return [same(published)];
}
