// What keeps the caches of package managers out of a layer: flags, variables, mounts, and removal in the same RUN.
import type { PackageInstaller } from "../data/packageManagers.ts";
import { once } from "./memoize.ts";
import { mountsOf, optionNamed } from "./mounts.ts";
import { verbLength, type ManagerCall } from "./packageCalls.ts";
import type { ShellCommand, ShellWord } from "./shell.ts";
import type { Instruction } from "./tree.ts";

export type CacheCleaning =
  | { readonly by: "flag"; readonly word: ShellWord }
  /** The value in lower case. */
  | { readonly by: "variable"; readonly name: string; readonly value: string }
  /** A later command of the same RUN. */
  | { readonly by: "command"; readonly command: ShellCommand }
  | { readonly by: "mount"; readonly target: string };

/** Where a RUN takes place. */
export interface PackageSurroundings {
  /** The value of an environment variable, undefined where it is unset or unknown. */
  readonly environment: (name: string) => string | undefined;
  /** The name of the user who runs it, undefined where the base image decides it. */
  readonly user: string | undefined;
}

/** What each of the calls in a RUN is cleaned by, and the commands that clean. */
export function cacheCleanings(
  node: Instruction,
  commands: readonly ShellCommand[],
  found: readonly (ManagerCall | undefined)[],
  surroundings: PackageSurroundings,
): {
  readonly commands: readonly ShellCommand[];
  readonly of: (call: ManagerCall) => CacheCleaning | undefined;
} {
  const installers = new Set(found.flatMap((call) => (call === undefined ? [] : [call.installer])));
  const folders = new Map([...installers].map((each) => [each, cachesOf(each, surroundings)]));
  const home = homeOf(surroundings);
  const cleanups = cleanupsIn(commands, found, { folders, home });
  const { environment } = surroundings;
  const targets = mountTargets(node).map((target) => ({ target, folder: home(target) }));
  const context = { targets, folders, environment, exported: exportsIn(commands) };
  return {
    commands: cleanups.commands,
    of(call) {
      const last = cleanups.last.get(call.installer);
      const later = last !== undefined && last.start > call.command.start ? last : undefined;
      return cleaningOf(call, context) ?? (later && { by: "command", command: later });
    },
  };
}

type Home = (path: string) => string;

/** The folders that hold the cache of each of the installers. */
type Caches = ReadonlyMap<PackageInstaller, readonly string[]>;

function cachesOf(
  { cacheFolders, cacheVariables }: PackageInstaller,
  { environment }: PackageSurroundings,
): readonly string[] {
  const named = cacheVariables.map((name) => environment(name)?.replace(/\/+$/, "") ?? "");
  return [...cacheFolders, ...named.filter((path) => path !== "")];
}

/** The commands that empty caches, and the last for each of the installers. */
function cleanupsIn(
  commands: readonly ShellCommand[],
  calls: readonly (ManagerCall | undefined)[],
  caches: CacheFolders,
) {
  const found: ShellCommand[] = [];
  const last = new Map<PackageInstaller, ShellCommand>();
  commands.forEach((command, index) => {
    const cleaned = cleanedBy(command, calls[index], caches);
    if (cleaned.length > 0) found.push(command);
    for (const installer of cleaned) last.set(installer, command);
  });
  return { commands: found, last };
}

interface CacheFolders {
  readonly folders: Caches;
  readonly home: Home;
}

/** What `export NAME=value` sets, and where. */
function exportsIn(commands: readonly ShellCommand[]): readonly ShellExport[] {
  return commands
    .filter(({ program }) => program === "export")
    .flatMap(({ args, start }) =>
      args.flatMap((word) => {
        const [, name, value] = /^(\w+)=(.*)$/s.exec(word.literal ?? "") ?? [];
        return name === undefined || value === undefined ? [] : [{ name, value, start }];
      }),
    );
}

interface ShellExport {
  readonly name: string;
  readonly value: string;
  readonly start: number;
}

/** The managers whose cache a command empties, of those given. */
function cleanedBy(
  command: ShellCommand,
  call: ManagerCall | undefined,
  { folders, home }: CacheFolders,
): readonly PackageInstaller[] {
  if (call !== undefined) {
    return verbLength(call, call.installer.clean) === undefined ? [] : [call.installer];
  }
  const removed = removedFolders(command).map(home);
  if (removed.length === 0) return [];
  return [...folders].flatMap(([installer, caches]) =>
    removed.some((folder) => overlaps(folder, caches)) ? [installer] : [],
  );
}

/** What `rm` or `find … -delete` is told to remove, without a pattern at its end. */
function removedFolders({ program, args }: ShellCommand): readonly string[] {
  const isFind = program === "find" && args.some(({ text }) => text === "-delete" || text === "rm");
  if (program !== "rm" && !isFind) return [];
  return (isFind ? args.slice(0, 1) : args)
    .filter(({ text }) => !text.startsWith("-"))
    .map(({ text }) => text.replace(/["']/g, "").replace(/\/[^/]*\*[^/]*$|\/+$/, ""));
}

/** Whether a folder is one of those, in them, or around them. */
function overlaps(folder: string, folders: readonly string[]): boolean {
  return folders.some((each) => isAround(folder, each) || isAround(each, folder));
}

function isAround(outer: string, inner: string): boolean {
  return outer !== "" && (outer === inner || inner.startsWith(`${outer}/`));
}

/** Writes `~` for the home folder of whoever runs the commands. */
function homeOf({ environment, user }: PackageSurroundings): Home {
  const ownHome = once(() => environment("HOME")?.replace(/\/+$/, "") ?? "");
  const isRoot = user === undefined || /^(?:root|0)(?::|$)/.test(user);
  const isOther = user === undefined || !isRoot;
  return (path) => {
    const own = ownHome();
    if (isAround(own, path)) return `~${path.slice(own.length)}`;
    const known = path.replace(/\$(?:\{(\w+)\}|(\w+))/g, (text, braced: string, bare: string) => {
      return environment(braced || bare) ?? text;
    });
    const plain = known.replace(/^\$(?:HOME|\{HOME\})(?=\/|$)/, "~");
    const seenByRoot = isRoot ? plain.replace(/^\/root(?=\/|$)/, "~") : plain;
    return isOther ? seenByRoot.replace(/^\/home\/[^/]+(?=\/|$)/, "~") : seenByRoot;
  };
}

interface CleaningContext {
  readonly targets: readonly { readonly target: string; readonly folder: string }[];
  readonly folders: Caches;
  readonly environment: PackageSurroundings["environment"];
  readonly exported: readonly ShellExport[];
}

/** What keeps the cache out of the image from the start. */
function cleaningOf(
  { command, installer, args }: ManagerCall,
  { targets, folders, environment, exported }: CleaningContext,
): CacheCleaning | undefined {
  const flag = args.find(({ text }) => installer.cleanFlags.includes(text));
  if (flag !== undefined) return { by: "flag", word: flag };
  for (const [name, values] of Object.entries(installer.cleanVariables)) {
    const own = command.assignments.find((each) => each.name === name)?.value;
    const shell = exported.findLast((each) => each.name === name && each.start < command.start);
    const value = (own ?? shell?.value ?? environment(name))?.replace(/["']/g, "").toLowerCase();
    if (value && (values.length === 0 || values.includes(value))) {
      return { by: "variable", name, value };
    }
  }
  const mounted = targets.find(({ folder }) => overlaps(folder, folders.get(installer) ?? []));
  return mounted && { by: "mount", target: mounted.target };
}

/** The folders of a RUN that do not go into the layer. */
export function mountTargets(node: Instruction): readonly string[] {
  return mountsOf(node)
    .filter(({ type }) => type === "cache" || type === "tmpfs")
    .map((mount) => optionNamed(mount, "target", "dst", "destination")?.value?.value ?? "")
    .map((target) => target.replace(/\/+$/, ""));
}
