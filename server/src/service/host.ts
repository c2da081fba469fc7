/** What the language service may ask of the world. Paths are the host's own; parts are joined with `/`. */
export interface Host {
  /** The entries of a folder; undefined where it cannot be read. */
  readDirectory(folder: string): Promise<readonly DirectoryEntry[] | undefined>;
  /** undefined where there is no such file. */
  readFile(file: string): Promise<string | undefined>;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: "file" | "directory" | "other";
}
