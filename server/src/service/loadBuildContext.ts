// Reads as much of the build context as the sources of a Dockerfile ask for, and answers from it.
import type { BuildContext } from "./syntax/buildContext.ts";
import { contextSources } from "./syntax/contextSources.ts";
import { nearestName } from "./syntax/editDistance.ts";
import { matchesGlob, parseGlob } from "./syntax/glob.ts";
import type { Model } from "./syntax/model.ts";
import { cleanPath } from "./syntax/paths.ts";

export interface DirectoryEntry {
  readonly name: string;
  /** `other`: a link or what the host cannot tell. */
  readonly kind: "file" | "directory" | "other";
}

/** Where the files are. Paths are a folder as it was given, and below it `/` and a relative path. */
export interface BuildContextHost {
  /** undefined where there is no such folder or it cannot be read. */
  readDirectory(path: string): Promise<readonly DirectoryEntry[] | undefined>;
  readFile(path: string): Promise<string | undefined>;
}

/** How much is read for one Dockerfile; what lies beyond is unknown. */
const mostDirectories = 200;
const mostEntries = 20_000;

/** Entries by folder, relative to the root (""); a folder that is not in it was not read. */
type Listings = ReadonlyMap<string, readonly DirectoryEntry[] | undefined>;

type Answer = "found" | "missing" | "unknown";

/**
 * Loads what the sources of `model` need. With several candidate folders a source is found where any has it, and
 * missing where all were read and none has it. Reads names only, no content.
 */
export async function loadBuildContext(
  host: BuildContextHost,
  folders: readonly string[],
  model: Model,
): Promise<BuildContext> {
  const paths = new Set(contextSources(model).map(({ path }) => path));
  const loaded: Listings[] = [];
  for (const folder of folders) loaded.push(await load(host, folder, paths));
  return {
    name: "the build context",
    find(source) {
      const answers = loaded.map((listings) => find(listings, segmentsOf(source)));
      if (answers.includes("found")) return "found";
      const isMissing = answers.length > 0 && answers.every((answer) => answer === "missing");
      return isMissing ? "missing" : "unknown";
    },
    nearest(source) {
      for (const listings of loaded) {
        const near = nearest(listings, segmentsOf(source));
        if (near !== undefined) return near;
      }
      return undefined;
    },
  };
}

/** `/a/./b/` -> `["a", "b"]`; the root has none. */
function segmentsOf(source: string): readonly string[] {
  return cleanPath(`/${source}`)
    .split("/")
    .filter((segment) => segment !== "");
}

async function load(
  host: BuildContextHost,
  folder: string,
  paths: ReadonlySet<string>,
): Promise<Listings> {
  const listings = new Map<string, readonly DirectoryEntry[] | undefined>();
  let entries = 0;

  async function read(directory: string): Promise<void> {
    if (listings.has(directory) || listings.size >= mostDirectories || entries >= mostEntries)
      return;
    const listing = await host.readDirectory(directory === "" ? folder : `${folder}/${directory}`);
    entries += listing?.length ?? 0;
    listings.set(directory, entries > mostEntries ? undefined : listing);
  }

  for (const path of paths) {
    let directories: readonly string[] = [""];
    for (const segment of segmentsOf(path)) {
      for (const directory of directories) await read(directory);
      directories = directories.flatMap((directory) =>
        entriesNamed(listings.get(directory) ?? [], segment)
          .filter(({ kind }) => kind !== "file")
          .map(({ name }) => join(directory, name)),
      );
    }
  }
  return listings;
}

function join(directory: string, name: string): string {
  return directory === "" ? name : `${directory}/${name}`;
}

/** The entries that a segment of a path means. A bad pattern means none, as for the engine. */
function entriesNamed(
  entries: readonly DirectoryEntry[],
  segment: string,
): readonly DirectoryEntry[] {
  if (!/[*?[\\]/.test(segment)) return entries.filter(({ name }) => name === segment);
  const tokens = parseGlob(segment, "path");
  return tokens === undefined ? [] : entries.filter(({ name }) => matchesGlob(tokens, name));
}

function find(listings: Listings, segments: readonly string[]): Answer {
  let directories: readonly string[] = [""];
  let isCertain = true;
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    const next: string[] = [];
    for (const directory of directories) {
      const entries = listings.get(directory);
      if (entries === undefined) isCertain = false;
      const named = entriesNamed(entries ?? [], segment);
      if (isLast && named.length > 0) return "found";
      next.push(
        ...named.filter(({ kind }) => kind !== "file").map(({ name }) => join(directory, name)),
      );
    }
    directories = next;
  }
  if (segments.length === 0) return "found";
  return isCertain ? "missing" : "unknown";
}

/** The path with its first unknown segment put right, where the rest then exists. */
function nearest(listings: Listings, segments: readonly string[]): string | undefined {
  const index = segments.findIndex(
    (_, position) => find(listings, segments.slice(0, position + 1)) === "missing",
  );
  const segment = segments[index];
  if (segment === undefined || segments.some((each) => /[*?[\\]/.test(each))) return undefined;
  const entries = listings.get(segments.slice(0, index).join("/")) ?? [];
  const rest = segments.slice(index + 1);
  const names = entries
    .filter(({ kind }) => rest.length === 0 || kind !== "file")
    .map(({ name }) => name);
  const near = nearestName(segment, names);
  if (near === undefined) return undefined;
  const path = [...segments.slice(0, index), near, ...rest];
  return rest.length === 0 || find(listings, path) === "found" ? path.join("/") : undefined;
}
