// What a division would lose without a word: files that a build leaves elsewhere, variables and users of its image.
import { userCommands, writingCommands } from "../data/buildEcosystems.ts";
import { baseEnvironment } from "../syntax/baseEnvironment.ts";
import { plainText, runCommands } from "../syntax/runCommands.ts";
import type { ShellWord } from "../syntax/shell.ts";
import type { Instruction } from "../syntax/tree.ts";
import { isRoot, userName } from "../syntax/users.ts";
import { variablesIn } from "../syntax/variableOccurrences.ts";
import { isBelow, lineOf, refuse, resolve, type PlacedCommand, type Refusal } from "./buildWork.ts";
import type { Product, ProductQuestion } from "./product.ts";

export function refuseLoss(question: ProductQuestion, product: Product): Refusal | undefined {
  return refuseFiles(question, product) ?? refuseVariables(question) ?? refuseUsers(question);
}

/** Files that a RUN of the build writes outside its folders, and that are not copied. */
function refuseFiles(
  { work, parts, runtime }: ProductQuestion,
  { transfers }: Product,
): Refusal | undefined {
  const copied = transfers.map(({ from }) => from);
  const repeated = new Set(
    parts
      .filter(({ place, text }) => place !== "build" && text === undefined)
      .map(({ node }) => node),
  );
  for (const placed of work.commands) {
    if (repeated.has(placed.run)) continue;
    for (const word of wordsWritten(placed)) {
      const text = plainText(word);
      const path = resolve(placed.folder, text);
      const isKnown =
        path !== undefined &&
        !/^[$~]/.test(text) &&
        (isBelow(path, [...work.folders, ...copied, "/dev"]) ||
          path === placed.folder ||
          copied.some((each) => isBelow(each, [path])));
      if (!isKnown && !isSettingOfBuild(text, runtime.kind))
        return refuse(
          `${lineOf(placed.run)} builds and changes ${text} too, and whether the program needs that cannot be known.`,
        );
    }
  }
  return undefined;
}

/** Settings of the tools that install packages. */
function isSettingOfBuild(path: string, kind: string): boolean {
  return (
    kind === "other" &&
    /^\/etc\/(?:apt|apk|yum\.repos\.d|ssl|gitconfig)(?:\/|$)|^\/usr\/share\/keyrings\//.test(path)
  );
}

/** The words of a command that name what it writes. */
function wordsWritten({ command }: PlacedCommand): readonly ShellWord[] {
  const { program, redirects } = command;
  const targets = redirects.flatMap(({ operator, target }) =>
    operator.startsWith(">") && operator !== ">&" && target !== undefined ? [target] : [],
  );
  if (!writingCommands.has(program)) return targets;
  const args = command.args.filter((word) => !plainText(word).startsWith("-"));
  if (program === "cp" || program === "mv" || program === "ln" || program === "install")
    return [...targets, ...args.slice(-1)];
  if (program === "sed" && !command.args.some((word) => /^-[a-zA-Z]*i|^--in-place/.test(word.text)))
    return targets;
  const paths = args.filter((word) => /^[/~$]/.test(plainText(word)));
  return [...targets, ...paths];
}

/** Variables of the build image that instructions of the runtime stage read. */
function refuseVariables({ work, parts, runtime }: ProductQuestion): Refusal | undefined {
  if (runtime.kind !== "other" || work.ecosystem.product !== "program") return undefined;
  const names = new Set(baseEnvironment(work.model, work.stage)?.variables ?? []);
  const nodes = [
    ...parts
      .filter(({ place, text }) => place !== "build" && text === undefined)
      .map(({ node }) => node),
    ...work.rest,
  ];
  for (const node of nodes) {
    const used = variablesIn(work.model, node).find(
      ({ role, name }) => role === "reference" && names.has(name) && !isSetBy(work.section, name),
    );
    if (used !== undefined)
      return refuse(`${lineOf(node)} reads ${used.name}, which only the build image sets.`);
  }
  return undefined;
}

function isSetBy(nodes: readonly Instruction[], name: string): boolean {
  return nodes.some(
    (node) => node.name === "ENV" && node.pairs.some(({ key }) => key.value === name),
  );
}

/** Users whom another image does not know. */
function refuseUsers({ work, parts, runtime }: ProductQuestion): Refusal | undefined {
  if (runtime.kind !== "other" || work.ecosystem.product === "folder") return undefined;
  const nodes = [
    ...parts.filter(({ place }) => place !== "build").map(({ node }) => node),
    ...work.rest,
  ];
  const made = nodes.flatMap((node) =>
    runCommands(work.model, node)
      .filter(({ program }) => userCommands.has(program))
      .flatMap(({ args }) => args.map(plainText)),
  );
  for (const node of nodes) {
    if (node.name !== "USER") continue;
    const user = userName(node.words[0]?.value ?? "");
    const isKnown = isRoot(user) || /^\d+$/.test(user) || user === "nobody" || made.includes(user);
    if (!isKnown)
      return refuse(
        `${lineOf(node)}: ${user} is a user of the build image; make one with useradd behind the build.`,
      );
  }
  return undefined;
}
