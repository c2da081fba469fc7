// Instructions are read when somebody looks at them: a file of thousands of lines opens at once, and most rules ask
// for a few instructions only.
import { checkExpansion, checkHeredocs } from "./checkExpansion.ts";
import type { Report } from "./checkFlags.ts";
import { checkInstruction } from "./checkInstruction.ts";
import {
  instructionAt,
  instructionNamed,
  keywordEnd,
  readInstruction,
  type Draft,
  type InstructionReader,
} from "./draft.ts";
import { readPieces, type InstructionLines } from "./lines.ts";
import { joinPieces, type SourceText } from "./sourceText.ts";
import type {
  Dockerfile,
  Flag,
  Heredoc,
  InstructionName,
  JsonForm,
  KeyValue,
  Span,
  SyntaxProblem,
  Word,
} from "./tree.ts";

/** What every node shares: its parts are getters over a draft that is read when the first of them is asked for. */
abstract class InstructionParts {
  abstract readonly name: InstructionName;
  abstract readonly heredocs: readonly Heredoc[];
  protected abstract readonly draft: Draft;
  /** The joined text of the whole instruction; the offsets in the draft count in it. */
  protected abstract readonly source: SourceText;
  /** Where its own text begins in the joined text: a trigger's at its keyword. */
  protected abstract readonly from: number;
  private knownLogical: SourceText | undefined;

  get start(): number {
    return this.draft.keyword.start;
  }

  get end(): number {
    const last = this.heredocs.at(-1);
    if (last !== undefined) return (last.terminator ?? last.body).end;
    return this.source.spanOf(this.draft.from, this.draft.body.to).end;
  }

  get keyword(): Word {
    return this.draft.keyword;
  }

  get logical(): SourceText {
    this.knownLogical ??= this.from === 0 ? this.source : this.source.slice(this.from);
    return this.knownLogical;
  }

  get flags(): readonly Flag[] {
    return this.draft.flags;
  }

  get bodyStart(): number {
    return this.draft.body.from - this.from;
  }

  get body(): Span {
    const { from, to } = this.draft.body;
    return this.source.spanOf(from, to);
  }

  get words(): readonly Word[] {
    return this.draft.words;
  }

  get json(): JsonForm | undefined {
    return this.draft.json;
  }

  get image(): Word | undefined {
    return this.draft.more.image;
  }

  get as(): Word | undefined {
    return this.draft.more.as;
  }

  get stageName(): Word | undefined {
    return this.draft.more.stageName;
  }

  get sources(): readonly Word[] | undefined {
    return this.draft.more.sources;
  }

  get destination(): Word | undefined {
    return this.draft.more.destination;
  }

  get kind(): Word | undefined {
    return this.draft.more.kind;
  }

  get commandStart(): number | undefined {
    const { commandStart } = this.draft.more;
    return commandStart === undefined ? undefined : commandStart - this.from;
  }

  get pairs(): readonly KeyValue[] | undefined {
    return this.draft.more.pairs;
  }

  get legacy(): boolean | undefined {
    return this.draft.more.legacy;
  }
}

/** Shared: most instructions have none. */
const noHeredocs: readonly Heredoc[] = [];

/** An instruction of the file. Made for every line of it, so it holds no more than it must. */
export class InstructionNode extends InstructionParts {
  readonly name: InstructionName;
  readonly index: number;
  readonly startLine: number;
  /** Index of the stage. */
  readonly stage: number;
  readonly onbuild = false;
  /** Found out behind it, since its heredocs stand there. */
  endLine: number;
  heredocs = noHeredocs;
  private readonly document: string;
  private readonly escape: Dockerfile["escape"];
  private readonly lines: InstructionLines;
  private knownReader: InstructionReader | undefined;
  private knownDraft: Draft | undefined;
  private knownTrigger: TriggerNode | undefined;

  constructor(
    document: string,
    escape: Dockerfile["escape"],
    lines: InstructionLines,
    place: Place,
  ) {
    super();
    this.document = document;
    this.escape = escape;
    this.lines = lines;
    this.name = this.findName();
    this.index = place.index;
    this.startLine = lines.startLine;
    this.endLine = place.endLine;
    this.stage = this.name === "FROM" ? place.stage + 1 : place.stage;
  }

  get reader(): InstructionReader {
    this.knownReader ??= {
      document: this.document,
      escape: this.escape,
      source: joinPieces(this.document, readPieces(this.document, this.escape, this.lines)),
      problems: [],
    };
    return this.knownReader;
  }

  get draft(): Draft {
    this.knownDraft ??= readInstruction(this.reader);
    return this.knownDraft;
  }

  protected get source(): SourceText {
    return this.reader.source;
  }

  protected get from(): number {
    return 0;
  }

  /** The trigger of ONBUILD. */
  get trigger(): TriggerNode | undefined {
    const { trigger } = this.draft;
    if (trigger === undefined) return undefined;
    this.knownTrigger ??= new TriggerNode(this, trigger, this.source);
    return this.knownTrigger;
  }

  /** What is wrong with it. */
  get problems(): readonly SyntaxProblem[] {
    const found: SyntaxProblem[] = [];
    const reportAt =
      (level: SyntaxProblem["level"]): Report =>
      (code, { start, end }, message, meant) =>
        found.push({ level, code, message, start, end, ...(meant && { meant }) });
    const reports = { here: reportAt("instruction"), inTrigger: reportAt("trigger") };
    const { draft, source, escape, heredocs } = this;
    checkInstruction(draft, source, reports);
    const [carrier, report] = draft.trigger
      ? [draft.trigger, reports.inTrigger]
      : [draft, reports.here];
    checkExpansion(carrier, source, escape, report);
    if (carrier.name !== "RUN") checkHeredocs(this.document, heredocs, report);
    return [...this.reader.problems, ...found];
  }

  /** Looks at the first line only, where that holds the keyword: a continuation may stand in its middle. */
  private findName(): InstructionName {
    const { start, firstEnd, continued } = this.lines;
    const end = keywordEnd(this.document, start, firstEnd);
    const isWhole = end > start && (end < firstEnd || !continued);
    return isWhole
      ? instructionAt(this.document, start, end)
      : instructionNamed(this.draft.keyword.text);
  }
}

/** Where an instruction stands in the file. */
export interface Place {
  readonly index: number;
  readonly endLine: number;
  /** Index of the stage before it. */
  readonly stage: number;
}

/** The instruction in an ONBUILD. */
class TriggerNode extends InstructionParts {
  readonly name: InstructionName;
  readonly index: number;
  readonly startLine: number;
  readonly endLine: number;
  readonly stage: number;
  readonly heredocs: readonly Heredoc[];
  readonly onbuild = true;
  protected readonly draft: Draft;
  protected readonly source: SourceText;
  protected readonly from: number;

  constructor(onbuild: InstructionNode, draft: Draft, source: SourceText) {
    super();
    this.name = draft.name;
    this.index = onbuild.index;
    this.startLine = onbuild.startLine;
    this.endLine = onbuild.endLine;
    this.stage = onbuild.stage;
    this.heredocs = onbuild.heredocs;
    this.draft = draft;
    this.source = source;
    this.from = draft.from;
  }
}
