import { isSpace, isWordBlank, leadingSpace, trailingSpaceStart } from "./characters.ts";
import { findHeredocs, type HeredocOperator } from "./heredoc.ts";
import { parseJsonForm } from "./json.ts";
import { readLines, type LineReader } from "./lines.ts";
import { joinPieces, type SourceText } from "./sourceText.ts";
import type {
  Dockerfile,
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
import { blankParts, quotedParts, readFlags, wordOf, type TextRange } from "./words.ts";

/** Every instruction of the Dockerfile reference, in the order of its table of contents. */
export const instructionNames = [
  "FROM",
  "RUN",
  "CMD",
  "LABEL",
  "MAINTAINER",
  "EXPOSE",
  "ENV",
  "ADD",
  "COPY",
  "ENTRYPOINT",
  "VOLUME",
  "USER",
  "WORKDIR",
  "ARG",
  "ONBUILD",
  "STOPSIGNAL",
  "HEALTHCHECK",
  "SHELL",
] as const satisfies readonly InstructionName[];

const knownNames: ReadonlySet<string> = new Set(instructionNames);
/** Triggers inside triggers are invalid, and a text of nothing but ONBUILD must not exhaust the stack. */
const deepestTrigger = 3;

/**
 * Parses a Dockerfile. Never throws, and goes on with the next instruction after an error; what BuildKit would reject
 * is in `problems`.
 */
export function parseDockerfile(text: string): Dockerfile {
  const lines = readLines(text);
  const problems: SyntaxProblem[] = [];
  const instructions: Instruction[] = [];
  let stage = -1;
  for (let next = lines.nextInstruction(); next !== undefined; next = lines.nextInstruction()) {
    const source = joinPieces(text, next.pieces);
    const reader: InstructionReader = { text, lines, source, problems, index: instructions.length };
    const draft = readInstruction(reader, 0, 0);
    if (draft.name === "FROM") stage += 1;
    const heredocs = readHeredocs(reader, draft);
    const place = { startLine: next.startLine, endLine: lines.lastLine, heredocs, stage };
    instructions.push(instructionOf(reader, draft, place, "own"));
  }
  if (instructions.length === 0) {
    problems.push({
      code: "from-first",
      message: "The file has no instruction.",
      start: 0,
      end: 0,
    });
  }
  return {
    start: 0,
    end: text.length,
    text,
    escape: lines.escape,
    eol: /\r\n|\n/.exec(text)?.[0] === "\r\n" ? "\r\n" : "\n",
    directives: lines.directives,
    comments: lines.comments,
    instructions,
    problems: [...lines.problems, ...problems].toSorted((a, b) => a.start - b.start),
    lineStarts: lines.lineStarts,
  };
}

/** What the functions below share while they read one instruction. */
interface InstructionReader {
  readonly text: string;
  readonly lines: LineReader;
  /** The joined text of the instruction; all `from` and `to` are offsets in it. */
  readonly source: SourceText;
  readonly problems: SyntaxProblem[];
  readonly index: number;
}

/** An instruction before its heredocs and its place in the file are known. */
interface Draft extends BodyParts {
  readonly name: InstructionName;
  readonly keyword: Word;
  readonly flags: readonly Flag[];
  readonly from: number;
  readonly body: TextRange;
}

/** What follows the flags. `more` holds the properties that only some instructions have. */
interface BodyParts {
  readonly words: readonly Word[];
  readonly json: JsonForm | undefined;
  readonly trigger: Draft | undefined;
  readonly more: object;
}

const nothing: BodyParts = { words: [], json: undefined, trigger: undefined, more: {} };

function readInstruction(reader: InstructionReader, begin: number, depth: number): Draft {
  const { source, lines } = reader;
  const to = trailingSpaceStart(source.text);
  const from = Math.min(to, begin + leadingSpace(source.text.slice(begin)));
  let keywordEnd = from;
  while (keywordEnd < to && !isWordBlank(source.text[keywordEnd])) keywordEnd += 1;
  const keyword = wordOf(source, { from, to: keywordEnd }, lines.escape);
  const upper = keyword.text.toUpperCase();
  const name: InstructionName = isInstructionName(upper) ? upper : "UNKNOWN";
  const { flags, end } = readFlags(source, { from: keywordEnd, to }, lines.escape);
  const body = { from: Math.min(end, to), to };
  if (name === "UNKNOWN") {
    const message = `${keyword.text} is no Dockerfile instruction.`;
    reader.problems.push({
      code: "unknown-instruction",
      message,
      start: keyword.start,
      end: keyword.end,
    });
  }
  return { name, keyword, flags, from, body, ...readBody(reader, name, body, depth) };
}

function isInstructionName(name: string): name is (typeof instructionNames)[number] {
  return knownNames.has(name);
}

function readBody(
  reader: InstructionReader,
  name: InstructionName,
  body: TextRange,
  depth: number,
): BodyParts {
  switch (name) {
    case "FROM":
      return fromParts(splitAtBlanks(reader, body));
    case "EXPOSE":
      return { ...nothing, words: splitAtBlanks(reader, body) };
    case "ADD":
    case "COPY":
    case "VOLUME": {
      const json = readJson(reader, name, body);
      const words = json === undefined ? splitAtBlanks(reader, body) : [];
      return { ...nothing, words, json, more: name === "VOLUME" ? {} : copyParts(json, words) };
    }
    case "RUN":
    case "CMD":
    case "ENTRYPOINT":
    case "SHELL":
      return { ...nothing, json: readJson(reader, name, body) };
    case "HEALTHCHECK":
      return healthcheckParts(reader, body);
    case "ENV":
    case "LABEL":
      return keyValueParts(reader, name, body);
    case "ARG":
      return pairParts(reader, splitOutsideQuotes(reader, body));
    case "USER":
    case "WORKDIR":
    case "STOPSIGNAL":
    case "MAINTAINER":
      return {
        ...nothing,
        words: body.from < body.to ? [wordOf(reader.source, body, reader.lines.escape)] : [],
      };
    case "ONBUILD":
      if (body.from >= body.to || depth >= deepestTrigger) return nothing;
      return { ...nothing, trigger: readInstruction(reader, body.from, depth + 1) };
    case "UNKNOWN":
      return nothing;
  }
}

function splitAtBlanks(
  { source, lines }: InstructionReader,
  { from, to }: TextRange,
): readonly Word[] {
  return blankParts(source.text.slice(0, to), from).map((part) =>
    wordOf(source, part, lines.escape),
  );
}

function splitOutsideQuotes(
  { source, lines }: InstructionReader,
  { from, to }: TextRange,
): readonly TextRange[] {
  return quotedParts(source.text.slice(0, to), from, lines.escape);
}

function readJson(
  reader: InstructionReader,
  name: InstructionName,
  body: TextRange,
): JsonForm | undefined {
  const result = parseJsonForm(reader.text, reader.source, body);
  if (result !== "mixed") return result;
  const message = `The array of ${name} must hold nothing but strings in double quotes.`;
  reader.problems.push({
    code: "valid-json-form",
    message,
    ...reader.source.spanOf(body.from, body.to),
  });
  return undefined;
}

function fromParts(words: readonly Word[]): BodyParts {
  const [image, second, third] = words;
  const as = second?.text.toUpperCase() === "AS" ? second : undefined;
  return { ...nothing, words, more: { image, as, stageName: as && third } };
}

function copyParts(json: JsonForm | undefined, words: readonly Word[]): object {
  const parts =
    json?.strings.map(({ start, end, value }): Word => ({ start, end, text: value, value })) ??
    words;
  return { sources: parts.slice(0, -1), destination: parts.at(-1) };
}

function healthcheckParts(reader: InstructionReader, { from, to }: TextRange): BodyParts {
  const { text } = reader.source;
  let kindEnd = from;
  while (kindEnd < to && !isSpace(text[kindEnd])) kindEnd += 1;
  const commandStart = Math.min(to, kindEnd + leadingSpace(text.slice(kindEnd)));
  const kind =
    kindEnd > from ? wordOf(reader.source, { from, to: kindEnd }, reader.lines.escape) : undefined;
  const json = readJson(reader, "HEALTHCHECK", { from: commandStart, to });
  return { ...nothing, json, more: { kind, commandStart } };
}

/** ENV and LABEL: `key=value …`, or the old `key value`. */
function keyValueParts(
  reader: InstructionReader,
  name: "ENV" | "LABEL",
  body: TextRange,
): BodyParts {
  const { text } = reader.source;
  const parts = splitOutsideQuotes(reader, body);
  const [first] = parts;
  if (first !== undefined && !text.slice(first.from, first.to).includes("=")) {
    return legacyPairParts(reader, name, body);
  }
  for (const part of parts) {
    const word = text.slice(part.from, part.to);
    if (word.includes("=")) continue;
    const message = `${word} has no =: write ${name} ${word}=value, or quote what belongs together.`;
    reader.problems.push({
      code: "key-value-syntax",
      message,
      ...reader.source.spanOf(part.from, part.to),
    });
  }
  return pairParts(reader, parts);
}

function pairParts(reader: InstructionReader, parts: readonly TextRange[]): BodyParts {
  const pairs = parts.map((part) => pairOf(reader, part));
  const words = parts.map((part) => wordOf(reader.source, part, reader.lines.escape));
  return { ...nothing, words, more: { pairs, legacy: false } };
}

/** `key=value` or `key`. */
function pairOf({ source, lines }: InstructionReader, part: TextRange): KeyValue {
  const word = wordOf(source, part, lines.escape);
  const equals = word.text.indexOf("=");
  if (equals === -1) return { start: word.start, end: word.end, key: word, value: undefined };
  const at = part.from + equals;
  return {
    start: word.start,
    end: word.end,
    key: wordOf(source, { from: part.from, to: at }, lines.escape),
    value: wordOf(source, { from: at + 1, to: part.to }, lines.escape),
  };
}

function legacyPairParts(
  reader: InstructionReader,
  name: "ENV" | "LABEL",
  { from, to }: TextRange,
): BodyParts {
  const { source, lines, problems } = reader;
  const [first, second] = blankParts(source.text.slice(0, to), from);
  if (first === undefined) return { ...nothing, more: { pairs: [], legacy: true } };
  const key = wordOf(source, first, lines.escape);
  const value = second && wordOf(source, { from: second.from, to }, lines.escape);
  if (value === undefined) {
    const message = `${name} ${key.text} has no value: write ${name} ${key.text}=value.`;
    problems.push({ code: "key-value-syntax", message, start: key.start, end: key.end });
  }
  const pair: KeyValue = { start: key.start, end: value?.end ?? key.end, key, value };
  return { ...nothing, words: value ? [key, value] : [key], more: { pairs: [pair], legacy: true } };
}

const heredocNames: ReadonlySet<string> = new Set(["RUN", "COPY", "ADD"]);

/** Reads the bodies of the heredocs that an instruction announces; they begin on the next line. */
function readHeredocs(reader: InstructionReader, draft: Draft): readonly Heredoc[] {
  const carrier = draft.trigger ?? draft;
  if (!heredocNames.has(carrier.name) || carrier.json !== undefined) return [];
  return findHeredocs(reader.source.text).map((operator) => {
    const { name, expand, chomp, fd } = operator;
    const span = reader.source.spanOf(operator.start, operator.end);
    const { body, terminator } = readHeredocBody(reader, operator);
    if (terminator === undefined) {
      const message = `The heredoc is never closed: no line says ${name}.`;
      reader.problems.push({ code: "closed-heredoc", message, ...span });
    }
    const content = reader.text.slice(body.start, body.end);
    return { name, expand, chomp, fd, operator: span, body, content, terminator };
  });
}

function readHeredocBody(
  { text, lines }: InstructionReader,
  { name, chomp }: HeredocOperator,
): Pick<Heredoc, "body" | "terminator"> {
  let body: Span | undefined;
  for (let raw = lines.nextLine(); raw !== undefined; raw = lines.nextLine()) {
    let start = raw.start;
    while (chomp && text[start] === "\t") start += 1;
    if (text.slice(start, raw.end) === name) {
      const place = body ?? { start: raw.start, end: raw.start };
      return { body: place, terminator: { start: raw.start, end: raw.end } };
    }
    body = { start: body?.start ?? raw.start, end: raw.next };
  }
  return { body: body ?? { start: text.length, end: text.length }, terminator: undefined };
}

/** Where an instruction stands in the file. */
interface Place {
  readonly startLine: number;
  readonly endLine: number;
  readonly heredocs: readonly Heredoc[];
  readonly stage: number;
}

/** The finished node of a draft. */
function instructionOf(
  reader: InstructionReader,
  draft: Draft,
  place: Place,
  kind: "trigger" | "own",
): Instruction {
  const { source, index } = reader;
  const { name, keyword, flags, body, words, json, trigger, more } = draft;
  // a trigger's own text begins at its keyword
  const from = kind === "trigger" ? draft.from : 0;
  const last = place.heredocs.at(-1);
  const end =
    last === undefined ? source.spanOf(from, body.to).end : (last.terminator ?? last.body).end;
  const commandStart =
    "commandStart" in more ? { commandStart: Number(more.commandStart) - from } : {};
  const node = {
    name,
    index,
    start: keyword.start,
    end,
    keyword,
    startLine: place.startLine,
    endLine: place.endLine,
    logical: from === 0 ? source : source.slice(from),
    flags,
    bodyStart: body.from - from,
    body: source.spanOf(body.from, body.to),
    words,
    json,
    heredocs: place.heredocs,
    stage: place.stage,
    onbuild: kind === "trigger",
    ...more,
    ...commandStart,
    ...(name === "ONBUILD"
      ? { trigger: trigger && instructionOf(reader, trigger, place, "trigger") }
      : {}),
  };
  // the name decides which of the other properties a node has, and the reader of each name adds them
  return node as unknown as Instruction;
}
