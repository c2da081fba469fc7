// Which packages of the system the runtime stage needs of those that the build section installs.
import { buildPackageNames } from "../data/buildEcosystems.ts";
import { removeVerbs } from "../data/buildTools.ts";
import { headersOnly, runtimeLibraries, variablePackages } from "../data/runtimeLibraries.ts";
import { packageManagers } from "../data/packageManagers.ts";
import { isTool } from "../syntax/buildTools.ts";
import type { PackageInstall } from "../syntax/packageWork.ts";
import { plainText, runCommands } from "../syntax/runCommands.ts";
import type { ShellWord } from "../syntax/shell.ts";
import type { Instruction } from "../syntax/tree.ts";
import { lineOf, refuse, type BuildWork, type Refusal } from "./buildWork.ts";
import type { RuntimeImage } from "./runtimeImage.ts";

export interface RuntimePackages {
  /** As they are written, in order; libraries in the place of their development packages. */
  readonly names: readonly string[];
  /** Packages that only the build has. */
  readonly dropped: readonly string[];
  /** A RUN that installs `names`; undefined where there are none, or none can be written. */
  readonly text: string | undefined;
}

/** Reads what a RUN of the section installs with the package manager of the system. */
export function runtimePackages(
  work: BuildWork,
  runtime: RuntimeImage,
  run: Instruction,
): RuntimePackages | Refusal {
  const installs = work.model
    .packages(run)
    .installs.filter(({ manager }) => Object.hasOwn(packageManagers, manager));
  const removed = removedNames(work);
  const names: string[] = [];
  const dropped: string[] = [];
  for (const install of installs) {
    if (isRemoved(install, removed)) continue;
    for (const { word } of install.packages) {
      if (removed.has(plainText(word))) continue;
      const needed = neededFor(work, runtime, install.manager, word);
      if (typeof needed === "object") return refuse(`${needed.refused} (${lineOf(run)}).`);
      if (needed === undefined) dropped.push(plainText(word));
      else if (!names.includes(needed)) names.push(needed);
    }
  }
  const text = names.length === 0 ? undefined : installText(installs, names);
  return { names, dropped, text };
}

/** What `apt-get purge` and `apk del` name in the section. */
function removedNames({ commands }: BuildWork): ReadonlySet<string> {
  return new Set(
    commands
      .filter(
        ({ command }) =>
          Object.hasOwn(packageManagers, command.program) &&
          command.args.some((word) => removeVerbs.includes(plainText(word))),
      )
      .flatMap(({ command }) => command.args.map(plainText))
      .filter((word) => !word.startsWith("-")),
  );
}

/** `apk add --virtual .build-deps …` where the section deletes .build-deps. */
function isRemoved({ command }: PackageInstall, removed: ReadonlySet<string>): boolean {
  const words = command.args.map(plainText);
  return words.some((word, index) => {
    const [, joined] = /^(?:--virtual|-t)=(.*)$/.exec(word) ?? [];
    const name = joined ?? (word === "--virtual" || word === "-t" ? words[index + 1] : undefined);
    return name !== undefined && removed.has(name);
  });
}

/** What the runtime stage installs for a package; undefined for nothing. */
function neededFor(
  { ecosystem, section, model }: BuildWork,
  { kind }: RuntimeImage,
  manager: string,
  word: ShellWord,
): string | Refusal | undefined {
  const text = plainText(word);
  if (variablePackages.includes(text)) return undefined;
  if (word.literal === undefined && /[$`]/.test(word.text))
    return refuse(
      `Which packages ${word.text} stands for, and whether the program needs them, cannot be known`,
    );
  const [name = ""] = text.toLowerCase().split(/[=<>~:]/);
  const isProgram = ["program", "jar", "folder"].includes(ecosystem.product);
  if (isProgram && kind === "other" && buildPackageNames.has(name)) return undefined;
  if (!isTool(word)) return text;
  const isHeader = /-(?:dev|devel)$/.test(name);
  const isStatic =
    ecosystem.linking === "static" ||
    section.some(({ start, end }) =>
      /CGO_ENABLED[= ]"?0|RUSTFLAGS.*\+crt-static/.test(model.dockerfile.text.slice(start, end)),
    );
  if (!isHeader || isStatic || headersOnly.test(name)) return undefined;
  const libraries = runtimeLibraries[manager === "apt" ? "apt-get" : manager] ?? {};
  const library = Object.hasOwn(libraries, name) ? libraries[name] : undefined;
  return (
    library ??
    refuse(
      `What is built with ${name} may need its shared library at run time, and the file does not say in which package that is`,
    )
  );
}

/** One RUN that installs the packages, in the manner of the first install. */
function installText(
  installs: readonly PackageInstall[],
  names: readonly string[],
): string | undefined {
  const [first] = installs;
  const managers = new Set(installs.map(({ manager }) => manager));
  if (first === undefined || managers.size > 1) return undefined;
  const flags = new Set(installs.flatMap((install) => install.flags.map(plainText)));
  if (first.manager === "apk") return `RUN apk add --no-cache ${names.join(" ")}`;
  if (first.manager !== "apt-get" && first.manager !== "apt") return undefined;
  const sparing = flags.has("--no-install-recommends") ? " --no-install-recommends" : "";
  return `RUN apt-get update && apt-get install -y${sparing} ${names.join(" ")} && rm -rf /var/lib/apt/lists/*`;
}

/** Whether a RUN only handles packages: what it does besides is nothing that stays. */
export function isPackageRun({ model }: BuildWork, run: Instruction): boolean {
  const commands = runCommands(model, run);
  return (
    model.packages(run).calls.some(({ manager }) => Object.hasOwn(packageManagers, manager)) &&
    commands.every(
      ({ program }) => Object.hasOwn(packageManagers, program) || harmless.has(program),
    )
  );
}

const harmless: ReadonlySet<string> = new Set([":", "echo", "export", "find", "rm", "set", "true"]);
