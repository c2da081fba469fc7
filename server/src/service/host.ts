/** What the language service may ask of the world. Paths are the host's own; parts are joined with `/`. */
export interface Host {
  /** Folders in which the user's own configuration may lie, the first of which counts. */
  readonly userConfigFolders: readonly string[];
  /** The entries of a folder; undefined where it cannot be read. */
  readDirectory(folder: string): Promise<readonly DirectoryEntry[] | undefined>;
  /** undefined where there is no such file. */
  readFile(file: string): Promise<string | undefined>;
  /** The first bytes of a file, fewer where it is shorter; undefined where it cannot be read. */
  readStart(file: string, bytes: number): Promise<Uint8Array | undefined>;
}

export interface DirectoryEntry {
  readonly name: string;
  /** `other`: a link or what the host cannot tell. */
  readonly kind: "file" | "directory" | "other";
}

/** Where a document lies; all undefined for a text that no file holds. */
export interface Place {
  /** The document's folder. */
  readonly folder: string | undefined;
  /** The workspace folder around it. */
  readonly root: string | undefined;
  /** The file's name in its folder: an ignore file of its own goes by it. */
  readonly name?: string | undefined;
}
