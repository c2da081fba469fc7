// A virtual environment holds what pip installs: it is copied as it is, and runs where the same Python is.
import { plainText } from "../syntax/runCommands.ts";
import type { ShellCommand } from "../syntax/shell.ts";
import type { Instruction } from "../syntax/tree.ts";
import { isRoot } from "../syntax/users.ts";
import {
  folderAt,
  isBelow,
  lineOf,
  refuse,
  resolve,
  type BuildWork,
  type PlacedCommand,
  type Refusal,
} from "./buildWork.ts";
import { nothingLeft, refuseProgram, same, type Product, type ProductQuestion } from "./product.ts";
import { isCopied, type RuntimeCommand } from "./runtimeNeeds.ts";
import { copiesRequirements } from "./sections.ts";

const ownFolder = "/opt/venv";

export function pythonEnvironment(question: ProductQuestion): Product | Refusal {
  const { work, start, runtime, parts } = question;
  if (runtime.kind === "same" && !work.hasTools) return nothingLeft();
  const made = work.commands.flatMap((placed) => environmentMadeBy(placed) ?? [])[0];
  const folder = made ?? ownFolder;
  const wrong =
    refusePip(work, folder, made === undefined ? "own" : "made") ??
    (made === undefined ? (refuseUser(work) ?? refusePath(work)) : undefined);
  if (wrong !== undefined) return wrong;
  const app = copiedApplication(question);
  const copied =
    app === undefined
      ? [folder]
      : [folder, app].filter(
          (path, _, all) => !all.some((each) => each !== path && isBelow(path, [each])),
        );
  for (const started of start) {
    const refusal = refuseStart(question, started, [...copied, folder]);
    if (refusal !== undefined) return refusal;
  }
  const path = `ENV PATH=${folder}/bin:$PATH`;
  const isNew = made === undefined;
  return {
    transfers: copied.map(same),
    ...(isNew ? { preparing: [`RUN python -m venv ${folder}`, path], settings: [path] } : {}),
  };

  function refuseStart(
    asked: ProductQuestion,
    started: RuntimeCommand,
    folders: readonly string[],
  ): Refusal | undefined {
    const name = started.command.name?.literal ?? "";
    const file = name.includes("/") ? resolve(started.folder, name) : undefined;
    const isKnown = file !== undefined && (isBelow(file, folders) || isCopied(work, parts, file));
    return isKnown ? undefined : refuseProgram(asked, started);
  }
}

/** `python -m venv /opt/venv`, `virtualenv venv`. */
function environmentMadeBy({ command, folder }: PlacedCommand): string | undefined {
  const words = command.args.map(({ literal }) => literal ?? "$");
  const isMade =
    command.program === "virtualenv" ||
    (/^python[\d.]*$/.test(command.program) && words[0] === "-m" && words[1] === "venv");
  const target = words.at(-1);
  return !isMade || target === undefined || target.startsWith("$")
    ? undefined
    : resolve(folder, target);
}

const otherPlaces = /^(?:--user|--target|-t|--prefix|--root|--target=.*|--prefix=.*|--root=.*)$/;

/** Why what pip installs would not be in the environment. */
function refusePip(
  { builds, section }: BuildWork,
  environment: string,
  origin: "own" | "made",
): Refusal | undefined {
  for (const { command, run, folder } of builds) {
    const name = command.name?.literal ?? "";
    const path = name.includes("/") ? resolve(folder, name) : undefined;
    if (path !== undefined && !isBelow(path, [environment]))
      return refuse(
        `${lineOf(run)} calls pip by its path, which is that of no virtual environment.`,
      );
    if (
      path === undefined &&
      origin === "made" &&
      isInstall(command) &&
      !isActive(section, run, environment)
    )
      return refuse(
        `${lineOf(run)} installs outside ${environment}: set PATH to its folder bin before.`,
      );
    if (command.args.some((word) => otherPlaces.test(plainText(word))))
      return refuse(
        `${lineOf(run)} has pip install into a folder of its own: copy that folder instead.`,
      );
  }
  return undefined;
}

function isInstall({ args }: ShellCommand): boolean {
  return args.some((word) => plainText(word) === "install");
}

/** Whether PATH, or the RUN itself, says that pip is that of the environment. */
function isActive(section: readonly Instruction[], run: Instruction, environment: string): boolean {
  const isOnPath = (value: string): boolean =>
    value.includes(`${environment}/bin`) || /\$\{?VIRTUAL_ENV\}?\/bin/.test(value);
  const isSet = section.some(
    (node) =>
      node.name === "ENV" &&
      node.index < run.index &&
      node.pairs.some(({ key, value }) => key.value === "PATH" && isOnPath(value?.value ?? "")),
  );
  return isSet || run.logical.text.includes(`${environment}/bin/activate`);
}

/** Where pip installs without an environment. */
const systemFolders = /\/(?:site|dist)-packages\b|\/usr\/local\/lib\/python/;

function refusePath({ section, rest, model }: BuildWork): Refusal | undefined {
  const node = [...section, ...rest].find(({ start, end }) =>
    systemFolders.test(model.dockerfile.text.slice(start, end)),
  );
  return (
    node &&
    refuse(`${lineOf(node)} names the folder that pip installs into, which would be another one.`)
  );
}

/** A new environment is made by root. */
function refuseUser({ section, model }: BuildWork): Refusal | undefined {
  const user = section.find(({ name, words }) => name === "USER" && !isRoot(words[0]?.value ?? ""));
  return user && model.user(user) === undefined
    ? refuse(
        `${lineOf(user)} lets another user than root install: give it a virtual environment first.`,
      )
    : undefined;
}

/** The folder of the application, where the section copies more into it than the names of packages. */
function copiedApplication({ work, parts }: ProductQuestion): string | undefined {
  const last = work.section.at(-1);
  const app = last && folderAt(work.model, work.stage, last);
  const isCopiedThere = parts.some(
    ({ node, place }) =>
      place === "build" &&
      (node.name === "COPY" || node.name === "ADD") &&
      !copiesRequirements(node),
  );
  return isCopiedThere && app !== "/" ? app : undefined;
}
