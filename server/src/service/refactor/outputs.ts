// What the commands of a build say about the files that they make.
import { plainText } from "../syntax/runCommands.ts";
import type { ShellCommand } from "../syntax/shell.ts";
import { resolve, type BuildWork, type PlacedCommand } from "./buildWork.ts";

/** A file that the build makes, or a folder into which it installs. */
export interface Output {
  readonly path: string;
  readonly kind: "file" | "programs" | "prefix";
}

/** Every output that is written out in a command of the section. */
export function outputsOf(work: BuildWork): readonly Output[] {
  return work.commands.flatMap((placed) => [
    ...namedFiles(work, placed),
    ...movedFiles(placed),
    ...installedPrograms(work, placed),
    ...prefixes(work, placed),
  ]);
}

const naming = /^(?:-o|--output|--out)$/;
const namingWithValue = /^(?:-o=?|--output=|--out=)(.+)$/;

/** `-o app`, `-oapp`, `--output=app`. */
function namedFiles({ builds }: BuildWork, { command, folder }: PlacedCommand): readonly Output[] {
  if (!builds.some((build) => build.command === command)) return [];
  const words = command.args.map(plainText);
  const values = words.flatMap((word, index) => {
    if (naming.test(words[index - 1] ?? "")) return word;
    if (naming.test(word)) return [];
    return namingWithValue.exec(word)?.[1] ?? [];
  });
  return values.flatMap((value) => fileIn(folder, value) ?? []);
}

/** What `cp`, `mv` and `install` leave at their last word. */
function movedFiles({ command, folder }: PlacedCommand): readonly Output[] {
  if (!["cp", "mv", "install"].includes(command.program)) return [];
  const words = command.args.map(plainText).filter((word) => !word.startsWith("-"));
  const target = words.at(-1);
  const sources = words.slice(0, -1);
  if (target === undefined || sources.length === 0) return [];
  const inFolder = sources.map((source) => `${target}/${source.split("/").at(-1)}`);
  return [target, ...inFolder].flatMap((path) => fileIn(folder, path) ?? []);
}

function fileIn(folder: string | undefined, path: string): Output | undefined {
  const full = /[$`]/.test(path) ? undefined : resolve(folder, path);
  return full === undefined ? undefined : { path: full, kind: "file" };
}

/** `go install` and `cargo install` put programs into a folder of their own. */
function installedPrograms(
  { ecosystem }: BuildWork,
  { command, folder }: PlacedCommand,
): readonly Output[] {
  const { programFolder } = ecosystem;
  const words = command.args.map(plainText);
  if (programFolder === undefined || !words.includes("install")) return [];
  if (!["go", "cargo"].includes(command.program)) return [];
  const at = words.findIndex((word) => /^--root(?:=|$)/.test(word));
  if (at === -1) return [{ path: programFolder, kind: "programs" }];
  const root = words[at]?.split("=")[1] ?? words[at + 1] ?? "";
  const path = resolve(folder, `${root}/bin`);
  return path === undefined || /[$`]/.test(root) ? [] : [{ path, kind: "programs" }];
}

const prefixPattern = /^(?:--prefix=|-DCMAKE_INSTALL_PREFIX(?::\w+)?=|PREFIX=|prefix=)(.+)$/;

/** `make install` and its like install below a prefix. */
function prefixes(work: BuildWork, { command, folder }: PlacedCommand): readonly Output[] {
  if (!isInstall(command)) return [];
  const words = work.commands.flatMap((each) => each.command.args.map(plainText));
  const written = words.flatMap((word) => prefixPattern.exec(word)?.[1] ?? []);
  const destination = words.flatMap((word) => /^DESTDIR=(.+)$/.exec(word)?.[1] ?? [])[0];
  const path = resolve(folder, destination ?? written[0] ?? "/usr/local");
  return path === undefined || /[$`]/.test(path) ? [] : [{ path, kind: "prefix" }];
}

function isInstall({ program, args }: ShellCommand): boolean {
  const words = args.map(plainText);
  if (program === "cmake") return words.includes("--install") || words.includes("install");
  return (
    ["make", "ninja", "meson"].includes(program) && words.some((word) => word.startsWith("install"))
  );
}
