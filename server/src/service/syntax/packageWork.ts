// What a RUN installs, with which package manager, and what it leaves in caches.
import { packageInstallers, type PackageInstaller } from "../data/packageManagers.ts";
import { mountsOf, optionNamed } from "./mounts.ts";
import { execCommands, plainText } from "./runCommands.ts";
import type { ShellCommand, ShellScript, ShellWord } from "./shell.ts";
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

export type CacheCleaning =
  | { readonly by: "flag"; readonly word: ShellWord }
  | { readonly by: "variable"; readonly name: string }
  /** A later command of the same RUN. */
  | { readonly by: "command"; readonly command: ShellCommand }
  | { readonly by: "mount"; readonly target: string };

export interface PackageWork {
  readonly installs: readonly PackageInstall[];
  /** Commands that empty the cache of a manager in the same RUN. */
  readonly cleanups: readonly ShellCommand[];
}

const nothing: PackageWork = { installs: [], cleanups: [] };

/** `environment`: the value of an environment variable, undefined where it is unset or unknown. */
export function packageWork(
  node: Instruction,
  script: ShellScript | undefined,
  environment: (name: string) => string | undefined,
): PackageWork {
  if (node.name !== "RUN") return nothing;
  const commands = script?.commands ?? execCommands(node);
  const calls = commands.map(managerCall).filter((call) => call !== undefined);
  if (calls.length === 0) return nothing;
  const installers = new Set(calls.map(({ installer }) => installer));
  const cleanups: ShellCommand[] = [];
  const lastCleanup = new Map<PackageInstaller, ShellCommand>();
  for (const command of commands) {
    const cleaned = cleanedBy(command, installers);
    if (cleaned.length > 0) cleanups.push(command);
    for (const installer of cleaned) lastCleanup.set(installer, command);
  }
  const targets = cacheTargets(node);
  const installs = calls.flatMap((call) => {
    const install = installOf(call);
    if (install === undefined) return [];
    const later = lastCleanup.get(call.installer);
    const cleaned =
      cleaningOf(call, targets, environment) ??
      (later !== undefined && later.start > call.command.start
        ? ({ by: "command", command: later } as const)
        : undefined);
    return [{ ...install, cleaned }];
  });
  return { installs, cleanups };
}

/** A command of a package manager; `args` stand behind its name. */
interface ManagerCall {
  readonly command: ShellCommand;
  readonly manager: string;
  readonly installer: PackageInstaller;
  readonly args: readonly ShellWord[];
}

function managerCall(command: ShellCommand): ManagerCall | undefined {
  const { program, args } = command;
  const isModule = /^python[\d.]*$/.test(program) && args[0]?.text === "-m";
  const manager = isModule ? (args[1]?.text ?? "") : program.replace(/^pip[\d.]+$/, "pip");
  const installer = Object.hasOwn(packageInstallers, manager)
    ? packageInstallers[manager]
    : undefined;
  return installer && { command, manager, installer, args: isModule ? args.slice(2) : args };
}

/** Words that are no flags and no values of flags, the verb among them. */
function operandsOf({ installer, args }: ManagerCall): readonly ShellWord[] {
  const valued = [...installer.valueFlags, ...installer.fileFlags, ...installer.versionFlags];
  return args.filter(
    (word, index) =>
      !plainText(word).startsWith("-") && !valued.includes(args[index - 1]?.text ?? ""),
  );
}

/** How many operands make the verb; undefined where it is another one. A verb that is a flag takes none of them. */
function verbLength(call: ManagerCall, verbs: PackageInstaller["install"]): number | undefined {
  const texts = operandsOf(call).map(plainText);
  for (const verb of verbs) {
    const [first = ""] = verb;
    if (first.startsWith("-")) {
      if (call.args.some((word) => plainText(word).startsWith(first))) return 0;
    } else if (verb.every((word, index) => texts[index] === word)) return verb.length;
  }
  return undefined;
}

function installOf(call: ManagerCall): Omit<PackageInstall, "cleaned"> | undefined {
  const { command, manager, installer, args } = call;
  const length = verbLength(call, installer.install);
  if (length === undefined || verbLength(call, installer.clean) !== undefined) return undefined;
  const { valueFlags, fileFlags, versionFlags } = installer;
  const version = args.find((_, index) => versionFlags.includes(args[index - 1]?.text ?? ""));
  return {
    command,
    manager,
    flags: args.filter(({ text }) => /^-./.test(text) && !valueFlags.includes(text)),
    packages: operandsOf(call)
      .slice(length)
      .map((word) => packageIn(word, installer, version?.literal)),
    files: args.filter((_, index) => fileFlags.includes(args[index - 1]?.text ?? "")),
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

/** The managers whose cache a command empties, of those given. */
function cleanedBy(
  command: ShellCommand,
  installers: ReadonlySet<PackageInstaller>,
): readonly PackageInstaller[] {
  const call = managerCall(command);
  if (call !== undefined) {
    return verbLength(call, call.installer.clean) === undefined ? [] : [call.installer];
  }
  const folders = removedFolders(command);
  return [...installers].filter(({ cacheFolders }) =>
    folders.some((folder) => overlaps(folder, cacheFolders)),
  );
}

/** What `rm` is told to remove, without a pattern at its end. */
function removedFolders({ program, args }: ShellCommand): readonly string[] {
  if (program !== "rm") return [];
  return args
    .filter(({ text }) => !text.startsWith("-"))
    .map(({ text }) => text.replace(/["']/g, "").replace(/\/\.?\*$|\/+$/, ""));
}

/** Whether a folder is one of those, in them, or around them. */
function overlaps(folder: string, folders: readonly string[]): boolean {
  return folders.some((each) => isAround(folder, each) || isAround(each, folder));
}

function isAround(outer: string, inner: string): boolean {
  const path = fromHome(outer);
  const other = fromHome(inner);
  return path !== "" && (path === other || other.startsWith(`${path}/`));
}

function fromHome(path: string): string {
  return path.replace(/^(?:\/root|\$HOME|\$\{HOME\})(?=\/|$)/, "~");
}

/** What keeps the cache out of the image from the start. */
function cleaningOf(
  { command, installer, args }: ManagerCall,
  cacheTargetsHere: readonly string[],
  environment: (name: string) => string | undefined,
): CacheCleaning | undefined {
  const flag = args.find(({ text }) => installer.cleanFlags.includes(text));
  if (flag !== undefined) return { by: "flag", word: flag };
  const variable = Object.entries(installer.cleanVariables).find(([name, values]) => {
    const own = command.assignments.find((each) => each.name === name)?.value;
    const value = (own ?? environment(name))?.toLowerCase() ?? "";
    return value !== "" && (values.length === 0 || values.includes(value));
  });
  if (variable !== undefined) return { by: "variable", name: variable[0] };
  const target = cacheTargetsHere.find((each) => overlaps(each, installer.cacheFolders));
  return target === undefined ? undefined : { by: "mount", target };
}

function cacheTargets(node: Instruction): readonly string[] {
  return mountsOf(node)
    .filter(({ type }) => type === "cache")
    .map((mount) => optionNamed(mount, "target", "dst", "destination")?.value?.value ?? "")
    .map((target) => target.replace(/\/+$/, ""));
}
