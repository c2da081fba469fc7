import type { SourceText } from "./sourceText.ts";
import type { Span } from "./span.ts";

/**
 * The Dockerfile syntax tree. One parse of a text gives one immutable {@link Dockerfile}; every position is a
 * zero-based UTF-16 offset into that text, every line number is zero-based.
 */

export type { Span } from "./span.ts";

/**
 * A word of an instruction. `text` is what BuildKit sees: continuations removed, quotes and escapes still there;
 * `value` has the quotes and escapes removed, variables are left as they are.
 */
export interface Word extends Span {
  readonly text: string;
  readonly value: string;
}

/** `# syntax=`, `# escape=` or `# check=` at the place where BuildKit reads it. */
export interface Directive extends Span {
  /** Lower case. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Word;
  readonly line: number;
}

/** A whole comment line, from `#` to the end of the line. `inside`: between the lines of an instruction. */
export interface Comment extends Span {
  readonly text: string;
  readonly line: number;
  readonly inside: boolean;
}

/** `--name` or `--name=value` after the keyword. */
export interface Flag extends Span {
  /** As BuildKit sees it, for example `--from=build`. */
  readonly text: string;
  readonly name: string;
  readonly nameSpan: Span;
  /** undefined where there is no `=`. */
  readonly value: Word | undefined;
}

/** `["a", "b"]`. */
export interface JsonForm extends Span {
  readonly strings: readonly JsonString[];
}

/** `value` is decoded; the span includes the quotes; `content()` is the value with its way back. */
export interface JsonString extends Span {
  readonly value: string;
  content(): SourceText;
}

export interface Heredoc {
  /** The delimiter without quotes. */
  readonly name: string;
  /** `<<EOF` with what belongs to it (`3<<-"EOF"`). */
  readonly operator: Span;
  /** false when the delimiter is quoted: variables stay as they are. */
  readonly expand: boolean;
  /** `<<-`: leading tabs are dropped. */
  readonly chomp: boolean;
  readonly fd: number;
  /** The lines between operator and delimiter, with their line ends. */
  readonly body: Span;
  readonly content: string;
  /** The delimiter's line without its line end; undefined when it is missing. */
  readonly terminator: Span | undefined;
}

interface InstructionBase extends Span {
  /** Position among all instructions of the file, from 0. */
  readonly index: number;
  /** As written. */
  readonly keyword: Word;
  readonly startLine: number;
  /** The last line, heredoc bodies and terminators included. */
  readonly endLine: number;
  /** The whole instruction with its continuations joined, as BuildKit reports it; without heredoc bodies. */
  readonly logical: SourceText;
  readonly flags: readonly Flag[];
  /** Logical offset where the text after keyword and flags begins. */
  readonly bodyStart: number;
  /** Document span of the text after keyword and flags (the first logical line only, without heredoc bodies). */
  readonly body: Span;
  /**
   * Words after keyword and flags, split as BuildKit splits them: at every blank in FROM, EXPOSE, VOLUME, COPY and
   * ADD, outside quotes in ENV, LABEL and ARG, not at all in USER, WORKDIR, STOPSIGNAL and MAINTAINER. Empty for the
   * JSON form and for shell commands.
   */
  readonly words: readonly Word[];
  /** The exec form, decoded; undefined for every other form. */
  readonly json: JsonForm | undefined;
  readonly heredocs: readonly Heredoc[];
  /** Index of the stage it belongs to; -1 before the first FROM. */
  readonly stage: number;
  /** The ONBUILD instruction that carries this one as its trigger. */
  readonly onbuild: boolean;
}

export interface From extends InstructionBase {
  readonly name: "FROM";
  readonly image: Word | undefined;
  /** The word after AS. */
  readonly stageName: Word | undefined;
  readonly as: Word | undefined;
}

/** COPY and ADD, in both forms. */
export interface Copy extends InstructionBase {
  readonly name: "COPY" | "ADD";
  readonly sources: readonly Word[];
  readonly destination: Word | undefined;
}

/** RUN, CMD, ENTRYPOINT and SHELL, shell or exec form. */
export interface Command extends InstructionBase {
  readonly name: "RUN" | "CMD" | "ENTRYPOINT" | "SHELL";
}

export interface Healthcheck extends InstructionBase {
  readonly name: "HEALTHCHECK";
  /** NONE or CMD, as written. */
  readonly kind: Word | undefined;
  /** Logical offset where the command after CMD begins. */
  readonly commandStart: number;
}

export interface KeyValue extends Span {
  readonly key: Word;
  readonly value: Word | undefined;
}

/** ENV, LABEL and ARG. `legacy`: the form `ENV key value`. */
export interface KeyValues extends InstructionBase {
  readonly name: "ENV" | "LABEL" | "ARG";
  readonly pairs: readonly KeyValue[];
  readonly legacy: boolean;
}

export interface Onbuild extends InstructionBase {
  readonly name: "ONBUILD";
  readonly trigger: Instruction | undefined;
}

export interface Simple extends InstructionBase {
  readonly name: "WORKDIR" | "USER" | "EXPOSE" | "VOLUME" | "STOPSIGNAL" | "MAINTAINER";
}

/** A first word that is no instruction. */
export interface Unknown extends InstructionBase {
  readonly name: "UNKNOWN";
}

export type Instruction =
  | From
  | Copy
  | Command
  | Healthcheck
  | KeyValues
  | Onbuild
  | Simple
  | Unknown;
export type InstructionName = Instruction["name"];
/** The node type of an instruction name: `InstructionOf<"COPY">` is {@link Copy}. */
export type InstructionOf<N extends InstructionName> = Instruction & { readonly name: N };

/**
 * What makes BuildKit reject the file: its `parser`, which gives up at once, or the reader of the single `instruction`.
 * What is wrong in a `trigger` of ONBUILD rejects the files that build on the image. `code` is the name of the rule that
 * reports it.
 */
export interface SyntaxProblem extends Span {
  readonly level: "parser" | "instruction" | "trigger";
  readonly code: string;
  readonly message: string;
  /** What was probably meant: this text in place of that at the span. */
  readonly meant?: Meant;
}

export interface Meant extends Span {
  readonly text: string;
}

export interface Dockerfile extends Span {
  readonly text: string;
  readonly escape: "\\" | "`";
  /** "\r\n" when the first line end is one, else "\n". */
  readonly eol: "\n" | "\r\n";
  readonly directives: readonly Directive[];
  readonly comments: readonly Comment[];
  readonly instructions: readonly Instruction[];
  readonly problems: readonly SyntaxProblem[];
  /** Document offsets where lines begin, as BuildKit counts them: after each line feed. */
  readonly lineStarts: readonly number[];
}
