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
}
