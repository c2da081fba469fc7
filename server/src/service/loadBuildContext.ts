// Reads as much of the build context as the sources of a Dockerfile ask for, and answers from it.
import type { DirectoryEntry, Host } from "./host.ts";
import {
  ignoredSource,
  loadIgnoreFile,
  type ContextPlace,
  type DockerfilePlace,
} from "./loadIgnored.ts";
import { archiveHeaderLength, isArchive } from "./syntax/archive.ts";
import type { BuildContext, IgnoredSource } from "./syntax/buildContext.ts";
import { contextSources } from "./syntax/contextSources.ts";
import { nearestName } from "./syntax/editDistance.ts";
import { matchesGlob, parseGlob } from "./syntax/glob.ts";
import { memoize } from "./syntax/memoize.ts";
import type { Model } from "./syntax/model.ts";
import { cleanPath } from "./syntax/paths.ts";

/** How much is read for one Dockerfile; what lies beyond is unknown. */
const mostDirectories = 200;
const mostEntries = 20_000;
const mostArchives = 200;

/** Entries by folder, relative to the root (""); a folder that is not in it was not read. */
type Listings = ReadonlyMap<string, readonly DirectoryEntry[] | undefined>;

interface Loaded {
  readonly listings: Listings;
  /** By source, those that the ignore file keeps out of the build. */
  readonly ignored: ReadonlyMap<string, IgnoredSource>;
  /** By source of ADD; see {@link BuildContext.hasArchive}. */
  readonly archives: ReadonlyMap<string, boolean | undefined>;
}

type Answer = "found" | "missing" | "unknown";

/**
 * Loads what the sources of `model` need. With several candidate folders a source is found where any has it, and
 * missing where all were read and none has it. Reads names, the ignore file and the first bytes of what ADD adds.
 *
 * @param dockerfile where the Dockerfile lies; an ignore file of its own stands beside it
 */
export async function loadBuildContext(
  host: Host,
  folders: readonly string[],
  model: Model,
  dockerfile?: DockerfilePlace,
): Promise<BuildContext> {
  const sources = contextSources(model);
  const paths = new Set(sources.map(({ path }) => path));
  const added = new Set(
    sources.filter(({ instruction }) => instruction.name === "ADD").map(({ path }) => path),
  );
  const loaded: Loaded[] = [];
  for (const folder of new Set(folders)) {
    const { listings, ignored } = await load(host, folder, paths, dockerfile);
    const archives = await findArchives(host, folder, listings, added);
    loaded.push({ listings, ignored, archives });
  }
  const having = (source: string): readonly Loaded[] =>
    loaded.filter(({ listings }) => find(listings, segmentsOf(source)) === "found");
  return {
    name: "the build context",
    find(source) {
      const answers = loaded.map(({ listings }) => find(listings, segmentsOf(source)));
      if (answers.includes("found")) return "found";
      const isMissing = answers.length > 0 && answers.every((answer) => answer === "missing");
      return isMissing ? "missing" : "unknown";
    },
    nearest(source) {
      for (const { listings } of loaded) {
        const near = nearest(listings, segmentsOf(source));
        if (near !== undefined) return near;
      }
      return undefined;
    },
    hasArchive: (source) => hasArchive(having(source), source),
    ignored(source) {
      const some = having(source);
      const answers = (some.length > 0 ? some : loaded).map(({ ignored }) => ignored.get(source));
      return answers.every((answer) => answer !== undefined) ? answers[0] : undefined;
    },
  };
}

function hasArchive(having: readonly Loaded[], source: string): boolean | undefined {
  const answers = having.map(({ archives }) => archives.get(source));
  if (answers.includes(true)) return true;
  return answers.length === 0 || answers.includes(undefined) ? undefined : false;
}

/** `/a/./b/` -> `["a", "b"]`; the root has none. */
function segmentsOf(source: string): readonly string[] {
  return cleanPath(`/${source}`)
    .split("/")
    .filter((segment) => segment !== "");
}

async function load(
  host: Host,
  folder: string,
  paths: ReadonlySet<string>,
  dockerfile: DockerfilePlace | undefined,
): Promise<Pick<Loaded, "listings" | "ignored">> {
  const listings = new Map<string, readonly DirectoryEntry[] | undefined>();
  let entries = 0;

  async function read(directory: string): Promise<readonly DirectoryEntry[] | undefined> {
    if (listings.has(directory) || listings.size >= mostDirectories || entries >= mostEntries)
      return listings.get(directory);
    const listing = await host.readDirectory(directory === "" ? folder : `${folder}/${directory}`);
    entries += listing?.length ?? 0;
    listings.set(directory, entries > mostEntries ? undefined : listing);
    return listings.get(directory);
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
  const ignored = new Map<string, IgnoredSource>();
  const file = await loadIgnoreFile(host, folder, dockerfile);
  for (const path of file === undefined ? [] : paths) {
    const segments = segmentsOf(path);
    const places = placesAt(listings, segments);
    const pattern = file && (await ignoredSource(file.content, segments, places, read));
    if (file !== undefined && pattern !== undefined) {
      const hasExceptions = file.content.patterns.some(({ exception }) => exception);
      ignored.set(path, {
        pattern,
        file: file.name,
        path: file.path,
        content: file.text,
        hasExceptions,
      });
    }
  }
  return { listings, ignored };
}

/** Looks into the files that sources of ADD mean. */
async function findArchives(
  host: Host,
  folder: string,
  listings: Listings,
  sources: ReadonlySet<string>,
): Promise<Loaded["archives"]> {
  const archives = new Map<string, boolean | undefined>();
  let reads = 0;
  for (const source of sources) {
    let answer: boolean | undefined = false;
    for (const { path, kind } of placesAt(listings, segmentsOf(source))) {
      if (kind === "directory" || answer === true) continue;
      reads += 1;
      const start =
        reads > mostArchives
          ? undefined
          : await host.readStart(`${folder}/${path}`, archiveHeaderLength);
      if (start === undefined) answer = undefined;
      else if (isArchive(start)) answer = true;
    }
    archives.set(source, answer);
  }
  return archives;
}

/** What a source means, as far as it was read. */
function placesAt(listings: Listings, segments: readonly string[]): readonly ContextPlace[] {
  let places: readonly ContextPlace[] = [{ path: "", kind: "directory" }];
  for (const segment of segments) {
    places = places.flatMap(({ path }) =>
      entriesNamed(listings.get(path) ?? [], segment).map(({ name, kind }) => ({
        path: join(path, name),
        kind,
      })),
    );
  }
  return places;
}

function join(directory: string, name: string): string {
  return directory === "" ? name : `${directory}/${name}`;
}

/** Kept with the listing: folders are large, and a file copies much from one. */
const byName = memoize(
  (entries: readonly DirectoryEntry[]): ReadonlyMap<string, DirectoryEntry> =>
    new Map(entries.map((entry) => [entry.name, entry])),
);

/** The entries that a segment of a path means. A bad pattern means none, as for the engine. */
function entriesNamed(
  entries: readonly DirectoryEntry[],
  segment: string,
): readonly DirectoryEntry[] {
  if (!/[*?[\\]/.test(segment)) {
    const entry = byName(entries).get(segment);
    return entry === undefined ? [] : [entry];
  }
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
