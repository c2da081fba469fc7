// Instructions are read when somebody looks at them: a file of thousands of lines opens at once, and most rules ask
// for a few instructions only.
import { checkInstruction } from "./checkInstruction.ts";
import {
  instructionNamed,
  keywordEnd,
  readInstruction,
  type Draft,
  type InstructionReader,
} from "./draft.ts";
import { joinPieces, type Piece, type SourceText } from "./sourceText.ts";
import type {
  Flag,
  Heredoc,
  Instruction,
  InstructionName,
  JsonForm,
  KeyValue,
  Span,
  SyntaxProblem,
  Word,
} from "./tree.ts";

/** The text of an instruction whose lines are known, read at most once. */
export class InstructionText {
  readonly #document: string;
  readonly #escape: string;
  readonly #pieces: readonly Piece[];
  #reader: InstructionReader | undefined;
  #draft: Draft | undefined;
  readonly name: InstructionName;

  constructor(document: string, escape: string, pieces: readonly Piece[]) {
    this.#document = document;
    this.#escape = escape;
    this.#pieces = pieces;
    this.name = instructionNamed(this.#firstWord() ?? this.draft.keyword.text);
  }

  get reader(): InstructionReader {
    return (this.#reader ??= {
      document: this.#document,
      escape: this.#escape,
      source: joinPieces(this.#document, this.#pieces),
      problems: [],
    });
  }

  get draft(): Draft {
    return (this.#draft ??= readInstruction(this.reader));
  }

  /** What is wrong with it. */
  get problems(): readonly SyntaxProblem[] {
    const found: SyntaxProblem[] = [];
    checkInstruction(this.draft, this.reader.source, (code, { start, end }, message) => {
      found.push({ level: "instruction", code, message, start, end });
    });
    return [...this.reader.problems, ...found];
  }

  /** The keyword, where the first line holds all of it; a continuation may stand in its middle. */
  #firstWord(): string | undefined {
    const [first, second] = this.#pieces;
    if (first === undefined) return undefined;
    const end = keywordEnd(this.#document, first.start, first.end);
    if (end === first.start || (end === first.end && second !== undefined)) return undefined;
    return this.#document.slice(first.start, end);
  }
}

/** Where an instruction stands in the file. */
export interface Place {
  readonly index: number;
  readonly startLine: number;
  readonly endLine: number;
  /** Index of the stage. */
  readonly stage: number;
  readonly heredocs: readonly Heredoc[];
}

/** The node of an instruction, or of the trigger in an ONBUILD. */
export function instructionNode(text: InstructionText, place: Place): Instruction {
  // the name decides which of the getters have a value, and the types in tree.ts say so
  return new LazyInstruction(text, place) as unknown as Instruction;
}

class LazyInstruction {
  readonly #text: InstructionText;
  readonly #place: Place;
  /** The trigger's own draft; undefined for an instruction of the file. */
  readonly #ownDraft: Draft | undefined;
  #logical: SourceText | undefined;
  #trigger: Instruction | undefined;
  readonly name: InstructionName;
  readonly index: number;
  readonly startLine: number;
  readonly endLine: number;
  readonly stage: number;
  readonly heredocs: readonly Heredoc[];
  readonly onbuild: boolean;

  constructor(text: InstructionText, place: Place, trigger?: Draft) {
    this.#text = text;
    this.#place = place;
    this.#ownDraft = trigger;
    this.name = trigger === undefined ? text.name : trigger.name;
    this.index = place.index;
    this.startLine = place.startLine;
    this.endLine = place.endLine;
    this.stage = place.stage;
    this.heredocs = place.heredocs;
    this.onbuild = trigger !== undefined;
  }

  get #draft(): Draft {
    return this.#ownDraft ?? this.#text.draft;
  }

  get #source(): SourceText {
    return this.#text.reader.source;
  }

  /** Where its own text begins in the joined text: a trigger's at its keyword. */
  get #from(): number {
    return this.#ownDraft?.from ?? 0;
  }

  get start(): number {
    return this.#draft.keyword.start;
  }

  get end(): number {
    const last = this.heredocs.at(-1);
    if (last !== undefined) return (last.terminator ?? last.body).end;
    return this.#source.spanOf(this.#draft.from, this.#draft.body.to).end;
  }

  get keyword(): Word {
    return this.#draft.keyword;
  }

  get logical(): SourceText {
    return (this.#logical ??= this.#from === 0 ? this.#source : this.#source.slice(this.#from));
  }

  get flags(): readonly Flag[] {
    return this.#draft.flags;
  }

  get bodyStart(): number {
    return this.#draft.body.from - this.#from;
  }

  get body(): Span {
    const { from, to } = this.#draft.body;
    return this.#source.spanOf(from, to);
  }

  get words(): readonly Word[] {
    return this.#draft.words;
  }

  get json(): JsonForm | undefined {
    return this.#draft.json;
  }

  get image(): Word | undefined {
    return this.#draft.more.image;
  }

  get as(): Word | undefined {
    return this.#draft.more.as;
  }

  get stageName(): Word | undefined {
    return this.#draft.more.stageName;
  }

  get sources(): readonly Word[] | undefined {
    return this.#draft.more.sources;
  }

  get destination(): Word | undefined {
    return this.#draft.more.destination;
  }

  get kind(): Word | undefined {
    return this.#draft.more.kind;
  }

  get commandStart(): number | undefined {
    const { commandStart } = this.#draft.more;
    return commandStart === undefined ? undefined : commandStart - this.#from;
  }

  get pairs(): readonly KeyValue[] | undefined {
    return this.#draft.more.pairs;
  }

  get legacy(): boolean | undefined {
    return this.#draft.more.legacy;
  }

  get trigger(): Instruction | undefined {
    const { trigger } = this.#draft;
    if (trigger === undefined) return undefined;
    this.#trigger ??= new LazyInstruction(
      this.#text,
      this.#place,
      trigger,
    ) as unknown as Instruction;
    return this.#trigger;
  }
}
