// What a RUN installs, with which package manager, and what it leaves in caches.
import type { PackageInstaller } from "../data/packageManagers.ts";
import { cacheCleanings, type CacheCleaning, type PackageSurroundings } from "./cacheCleaning.ts";
import { once } from "./memoize.ts";
import { managerCall, verbLength, type ManagerCall } from "./packageCalls.ts";
import type { ShellCommand, ShellWord } from "./shell.ts";
import type { Instruction } from "./tree.ts";

/** A package that a command names. */
export interface InstalledPackage {
  readonly word: ShellWord;
  /** undefined where a variable or command makes it. */
  readonly name: string | undefined;
  /** With its operator where that is no plain "is": `>=2`; undefined where none is asked for. */
  readonly version: string | undefined;
}

/** `apt-get install -y curl=8.*`. */
export interface PackageInstall {
  readonly command: ShellCommand;
  /** `apt-get`; `pip` also for `python -m pip`. */
  readonly manager: string;
  readonly flags: readonly ShellWord[];
  /** None where a lock file or a list of requirements names them. */
  readonly packages: readonly InstalledPackage[];
  /** Values of flags such as `-r`: files and folders that name more packages. */
  readonly files: readonly ShellWord[];
  /** What keeps its cache out of the image; undefined where nothing does. */
  readonly cleaned: CacheCleaning | undefined;
}

/** A command of a package manager. */
export interface PackageCall extends ManagerCall {
  /** What keeps its cache out of the image; undefined where nothing does. */
  readonly cleaned: CacheCleaning | undefined;
}

export interface PackageWork {
  /** All of them in reading order, installs or not. */
  readonly calls: readonly PackageCall[];
  readonly installs: readonly PackageInstall[];
  /** Commands that empty the cache of a manager in the same RUN. */
  readonly cleanups: readonly ShellCommand[];
}

const nothing: PackageWork = { calls: [], installs: [], cleanups: [] };

export function packageWork(
  node: Instruction,
  commands: readonly ShellCommand[],
  surroundings: PackageSurroundings,
): PackageWork {
  if (node.name !== "RUN") return nothing;
  const found = commands.map((command, index) => managerCall(command, commands[index - 1]));
  const calls = found.filter((call) => call !== undefined);
  if (calls.length === 0) return nothing;
  const cleanings = cacheCleanings(node, commands, found, surroundings);
  const all = calls.map((call): PackageCall => ({ ...call, cleaned: cleanings.of(call) }));
  const installs = once(() => all.map(installOf).filter((install) => install !== undefined));
  return {
    calls: all,
    get installs() {
      return installs();
    },
    cleanups: cleanings.commands,
  };
}

function installOf(call: PackageCall): PackageInstall | undefined {
  const { command, manager, installer, args, cleaned } = call;
  const length = verbLength(call, installer.install);
  if (length === undefined || verbLength(call, installer.clean) !== undefined) return undefined;
  const { valueFlags, fileFlags, versionFlags } = installer;
  const version = args.find((_, index) => versionFlags.includes(args[index - 1]?.text ?? ""));
  return {
    command,
    manager,
    flags: args.filter(({ text }) => /^-./.test(text) && !valueFlags.includes(text)),
    packages: call.operands
      .slice(length)
      .map((word) => packageIn(word, installer, version?.literal)),
    files: args.filter((_, index) => fileFlags.includes(args[index - 1]?.text ?? "")),
    cleaned,
  };
}

function packageIn(
  word: ShellWord,
  { versionMarks }: PackageInstaller,
  version: string | undefined,
): InstalledPackage {
  // `curl=8.*` is a pattern for files to the shell, but hardly ever matches one
  const text = word.literal ?? (/[$`"'\\()]/.test(word.text) ? undefined : word.text);
  // files, folders and addresses have no version in their name
  if (text === undefined || /^[./~]|:\/\//.test(text)) return { word, name: text, version };
  const [mark] = versionMarks
    // the "@" of a scope is none, nor is a hyphen inside a name
    .map((each) => ({
      each,
      at: each === "-" ? text.search(/-\d+\.[\d*]/) : text.indexOf(each, 1),
    }))
    .filter(({ at }) => at > 0)
    .toSorted((a, b) => a.at - b.at || b.each.length - a.each.length);
  // extras belong to the request, not to the name: `uvicorn[standard]`
  const name = text.slice(0, mark?.at).replace(/\[.*\]$/, "");
  if (mark === undefined) return { word, name, version };
  const rest = text.slice(mark.at + mark.each.length);
  const isPlain = /^(?:=+|[@:-])$/.test(mark.each);
  return { word, name, version: isPlain ? rest.replace(/^=+/, "") : `${mark.each}${rest}` };
}
