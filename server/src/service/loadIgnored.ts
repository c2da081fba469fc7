// Which sources the ignore file of a build context keeps out of the build.
import type { DirectoryEntry, Host } from "./host.ts";
import { parseIgnoreFile, type IgnoreFile, type IgnorePattern } from "./syntax/ignoreFile.ts";

/** Where a Dockerfile lies. */
export interface DockerfilePlace {
  readonly folder: string;
  readonly name: string;
}

/** A file or folder of the build context, its path relative to the root. */
export interface ContextPlace {
  readonly path: string;
  readonly kind: DirectoryEntry["kind"];
}

interface NamedIgnoreFile {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  readonly content: IgnoreFile;
}

/** `Dockerfile.dockerignore` beside the Dockerfile wins over `.dockerignore` in the context's root. */
export async function loadIgnoreFile(
  host: Pick<Host, "readFile">,
  context: string,
  dockerfile: DockerfilePlace | undefined,
): Promise<NamedIgnoreFile | undefined> {
  const places = [
    ...(dockerfile === undefined
      ? []
      : [{ folder: dockerfile.folder, name: `${dockerfile.name}.dockerignore` }]),
    { folder: context, name: ".dockerignore" },
  ];
  for (const { folder, name } of places) {
    const path = `${folder}/${name}`;
    const text = await host.readFile(path);
    if (text !== undefined) return { name, path, text, content: parseIgnoreFile(text) };
  }
  return undefined;
}

/**
 * The pattern that keeps all of a source out of the build; undefined where anything is left of it.
 *
 * @param segments the source's path, which may hold wildcards
 * @param places what it means in the context; none where nothing is there yet
 * @param list the entries of a folder; undefined where they are not known
 */
export async function ignoredSource(
  file: IgnoreFile,
  segments: readonly string[],
  places: readonly ContextPlace[],
  list: (folder: string) => Promise<readonly DirectoryEntry[] | undefined>,
): Promise<IgnorePattern | undefined> {
  const exceptions = file.patterns.filter(({ exception }) => exception);

  /** The pattern that keeps out a file, or a folder with all that is in it. */
  async function ignoring({ path, kind }: ContextPlace): Promise<IgnorePattern | undefined> {
    const { ignored, pattern } = file.match(path);
    if (!ignored) return undefined;
    if (kind === "file" || !exceptions.some((each) => reachesInto(each, path))) return pattern;
    const entries = await list(path);
    if (entries === undefined) return undefined;
    for (const { name, kind: inner } of entries) {
      if ((await ignoring({ path: `${path}/${name}`, kind: inner })) === undefined)
        return undefined;
    }
    return pattern;
  }

  // of the root something may be left even where it is not there yet
  if (segments.length === 0)
    return exceptions.length > 0
      ? undefined
      : file.patterns.find(({ cleaned }) => /^(?:\*\*?|\*\*\/\*)$/.test(cleaned));
  // what is not there may be made before the build; wildcards that match nothing count as a name
  const absent = { path: segments.join("/"), kind: "other" } as const;
  let deciding: IgnorePattern | undefined;
  for (const place of places.length > 0 ? places : [absent]) {
    const pattern = await ignoring(place);
    if (pattern === undefined) return undefined;
    deciding ??= pattern;
  }
  return deciding;
}

/** Whether an exception may match something inside a folder. */
function reachesInto({ cleaned }: IgnorePattern, folder: string): boolean {
  if (cleaned.includes("**")) return true;
  const names = cleaned.split("/");
  const path = folder.split("/");
  return (
    names.length > path.length &&
    path.every((name, index) => /[*?[\\]/.test(names[index] ?? "") || names[index] === name)
  );
}
