import type { IgnorePattern } from "./ignoreFile.ts";

/** What is known of the folder that a build sends to the engine. Paths are relative, with `/`. */
export interface BuildContext {
  /** How messages call the folder. */
  readonly name: string;
  /**
   * Whether COPY would find a source in it, before `.dockerignore` is asked. The source may have Go's wildcards and a
   * leading `/` or `./`. "unknown" where the folder could not be read so far.
   */
  find(source: string): "found" | "missing" | "unknown";
  /** A path that exists and is spelled nearly like a missing source. */
  nearest(source: string): string | undefined;
  /**
   * Whether a source of ADD means a file that ADD unpacks. undefined where there is no such file or it could not be
   * read; folders are copied as they are.
   */
  hasArchive(source: string): boolean | undefined;
  /**
   * The line of the ignore file that keeps a source out of the build, all that it means and all that is in it. undefined
   * where something is left, nothing is known, or no file ignores it.
   */
  ignored(source: string): IgnoredSource | undefined;
}

export interface IgnoredSource {
  readonly pattern: IgnorePattern;
  /** The name of the ignore file. */
  readonly file: string;
  /** The host's path of it, and what it holds. */
  readonly path: string;
  readonly content: string;
  /** Whether a line of it begins with `!`. */
  readonly hasExceptions: boolean;
}
