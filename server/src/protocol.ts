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

export type { DiagnosticData } from "./service/features/diagnostics.ts";
