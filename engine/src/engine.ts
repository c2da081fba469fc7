// What the engine layer is made of: an engine is a program, and what it is asked is data.

/** The two families of command lines. Everything that is compatible with Docker counts as Docker. */
export type Dialect = "docker" | "podman";

/** A container engine's command line that was found on this machine. */
export interface Engine {
  /** Absolute path of the program. */
  readonly executable: string;
  readonly dialect: Dialect;
  /** Version of the command line as it prints it, for the log: "28.5.2". */
  readonly version: string;
}

/** A question to an engine: `parse` reads what the engine prints and throws where it cannot. */
export interface EngineCommand<T> {
  readonly args: readonly string[];
  readonly parse: (stdout: string) => T;
}

/** What a build needs to know. All paths are absolute. */
export interface BuildRequest {
  readonly dockerfile: string;
  readonly context: string;
  readonly tag: string;
  /** Name of the stage to build; the last one where undefined. */
  readonly target?: string | undefined;
}

/** One line of an image's history, as the engine records it. */
export interface HistoryEntry {
  /** The command that made the layer, in the notation of whatever built it. */
  readonly createdBy: string;
  readonly comment: string;
  /** Bytes that the layer adds; 0 for instructions that only change the configuration. */
  readonly size: number;
  /** Milliseconds since 1970, or undefined where the image carries no date. */
  readonly created: number | undefined;
  /** Id of the image that ended with this layer, where the engine still has one. */
  readonly id: string | undefined;
}

/** An image in the engine's own store. */
export interface LocalImage {
  /** "nginx:1.29", or the image's id where it has no name. */
  readonly reference: string;
  readonly id: string;
  /** Rounded, for people: "12.4 MB". */
  readonly size: string;
  /** Milliseconds since 1970. */
  readonly created: number | undefined;
}

/** The commands that docker and podman both have, each with its own arguments and its own way to answer. */
export interface EngineCommands {
  /** Fails where the engine behind the command line does not answer; gives its version. */
  readonly ping: () => EngineCommand<string>;
  /** Newest layer first. */
  readonly history: (image: string) => EngineCommand<readonly HistoryEntry[]>;
  /** Newest image first. */
  readonly images: () => EngineCommand<readonly LocalImage[]>;
  /** Arguments only: a build speaks to a person in a terminal. */
  readonly build: (request: BuildRequest) => readonly string[];
}
