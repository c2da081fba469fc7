// Requests of our own, beyond the Language Server Protocol. Types only: client and server share no code.

/** `drydock/stages`: the stages of an open document, in the order of the file. */
export interface StagesParams {
  readonly textDocument: { readonly uri: string };
}

export interface StagesResult {
  readonly stages: readonly StageInfo[];
}

export interface StageInfo {
  readonly name?: string;
  /** Zero-based line of the FROM instruction. */
  readonly line: number;
  /** The base image as written. */
  readonly base: string;
}

/** What a diagnostic carries as its `data`: by it a client finds the same finding of another extension. */
export interface DiagnosticData {
  /** The codes under which other tools report it. */
  readonly codes: readonly string[];
  /** First and last line of the instruction, zero-based. */
  readonly lines: readonly [number, number];
}
