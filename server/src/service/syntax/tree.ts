/**
 * The Dockerfile syntax tree. One parse of a text gives one immutable {@link Dockerfile}; every position is a
 * zero-based UTF-16 offset into that text, every line number is zero-based.
 */

/** A stretch of the document: `start` inclusive, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

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

/** `value` is decoded; the span includes the quotes. */
export interface JsonString extends Span {
  readonly value: string;
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

/** The text of an instruction with its continuations joined, and the way back into the document. */
export interface LogicalText {
  readonly text: string;
  /** Document offset of a logical offset. At a joint it is the place after the continuation. */
  offsetAt(logical: number): number;
  /** Document span of a logical range; its end is the place before a continuation. */
  spanOf(start: number, end: number): Span;
  /** Whether a continuation or an inner comment lies inside the logical range. */
  crosses(start: number, end: number): boolean;
}

interface InstructionBase extends Span {
  /** Position among all instructions of the file, from 0. */
  readonly index: number;
  /** As written. */
  readonly keyword: Word;
  readonly startLine: number;
  /** The last line, heredoc bodies and terminators included. */
  readonly endLine: number;
  readonly logical: LogicalText;
  readonly flags: readonly Flag[];
  /** Logical offset where the text after keyword and flags begins. */
  readonly bodyStart: number;
  /** Document span of the text after keyword and flags (the first logical line only, without heredoc bodies). */
  readonly body: Span;
  /** Words after keyword and flags, split at blanks outside quotes. For the JSON form: empty. */
  readonly words: readonly Word[];
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

/** RUN, CMD and ENTRYPOINT, shell or exec form. */
export interface Command extends InstructionBase {
  readonly name: "RUN" | "CMD" | "ENTRYPOINT" | "SHELL";
}

/** `words` start with NONE or CMD. */
export interface Healthcheck extends InstructionBase {
  readonly name: "HEALTHCHECK";
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

export type Instruction = From | Copy | Command | Healthcheck | KeyValues | Onbuild | Simple | Unknown;
export type InstructionName = Instruction["name"];
/** The node type of an instruction name: `InstructionOf<"COPY">` is {@link Copy}. */
export type InstructionOf<N extends InstructionName> = Extract<Instruction, { name: N }> extends never
  ? Instruction
  : Instruction & { readonly name: N };

/** What makes BuildKit reject the file, or would. */
export interface SyntaxProblem extends Span {
  readonly code: string;
  readonly message: string;
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
  /** Document offsets where lines begin. */
  readonly lineStarts: readonly number[];
}
