// What stands in one instruction: keyword, flags, and what its kind makes of the rest.
import { isSpaceCode, isWordBlankCode, skipSpace, skipSpaceBack } from "./characters.ts";
import { parseJsonForm } from "./json.ts";
import type { SourceText } from "./sourceText.ts";
import type { Flag, InstructionName, JsonForm, KeyValue, SyntaxProblem, Word } from "./tree.ts";
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

/** The instructions by the length of their names, so that looking one up needs no new text. */
const namesOfLength: readonly (readonly InstructionName[])[] = Array.from(
  { length: 12 },
  (_, length) => instructionNames.filter((name) => name.length === length),
);

/** The instruction whose keyword stands in `[start, end)` of a text. */
export function instructionAt(text: string, start: number, end: number): InstructionName {
  for (const name of namesOfLength[end - start] ?? []) {
    if (text.startsWith(name, start)) return name;
  }
  return instructionNamed(text.slice(start, end));
}

/** The instruction that a keyword names, in any case. */
export function instructionNamed(keyword: string): InstructionName {
  const name = keyword.toUpperCase();
  return knownNames.has(name) ? (name as InstructionName) : "UNKNOWN";
}

/** Triggers inside triggers are invalid, and a text of nothing but ONBUILD must not exhaust the stack. */
const deepestTrigger = 3;

/** What the functions below share while they read one instruction. */
export interface InstructionReader {
  /** The whole document. */
  readonly document: string;
  readonly escape: string;
  /** The joined text of the instruction; all `from` and `to` are offsets in it. */
  readonly source: SourceText;
  readonly problems: SyntaxProblem[];
}

/** The parts of an instruction, without its heredocs and its place in the file. */
export interface Draft extends BodyParts {
  readonly name: InstructionName;
  readonly keyword: Word;
  readonly flags: readonly Flag[];
  readonly from: number;
  readonly body: TextRange;
}

/** What only some instructions have; offsets as in the rest of the draft. */
export interface KindParts {
  readonly image?: Word | undefined;
  readonly as?: Word | undefined;
  readonly stageName?: Word | undefined;
  readonly sources?: readonly Word[];
  readonly destination?: Word | undefined;
  readonly kind?: Word | undefined;
  readonly commandStart?: number;
  readonly pairs?: readonly KeyValue[];
  readonly legacy?: boolean;
}

/** What follows the flags. */
interface BodyParts {
  readonly words: readonly Word[];
  readonly json: JsonForm | undefined;
  readonly trigger: Draft | undefined;
  readonly more: KindParts;
}

const nothing: BodyParts = { words: [], json: undefined, trigger: undefined, more: {} };

/** Reads the instruction that begins at `begin`; `depth` counts the ONBUILDs around it. */
export function readInstruction(reader: InstructionReader, begin = 0, depth = 0): Draft {
  const { source, escape } = reader;
  const { text } = source;
  const to = skipSpaceBack(text, begin, text.length);
  const from = skipSpace(text, begin, to);
  const keyword = wordOf(source, { from, to: keywordEnd(text, from, to) }, escape);
  const name = instructionNamed(keyword.text);
  const { flags, end } = readFlags(source, { from: from + keyword.text.length, to }, escape);
  const body = { from: Math.min(end, to), to };
  return { name, keyword, flags, from, body, ...readBody(reader, name, body, depth) };
}

/** Offset behind the keyword that begins at `from`. */
export function keywordEnd(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && !isWordBlankCode(text.charCodeAt(at))) at += 1;
  return at;
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
      return pairParts(reader, quotedParts(reader.source.text, body, reader.escape));
    case "USER":
    case "WORKDIR":
    case "STOPSIGNAL":
    case "MAINTAINER":
      return {
        ...nothing,
        words: body.from < body.to ? [wordOf(reader.source, body, reader.escape)] : [],
      };
    case "ONBUILD":
      if (body.from >= body.to || depth >= deepestTrigger) return nothing;
      return { ...nothing, trigger: readInstruction(reader, body.from, depth + 1) };
    default:
      return nothing;
  }
}

function splitAtBlanks({ source, escape }: InstructionReader, body: TextRange): readonly Word[] {
  return blankParts(source.text, body).map((part) => wordOf(source, part, escape));
}

function readJson(
  reader: InstructionReader,
  name: InstructionName,
  body: TextRange,
): JsonForm | undefined {
  const result = parseJsonForm(reader.document, reader.source, body);
  if (result !== "mixed") return result;
  const message = `The array of ${name} must hold nothing but strings in double quotes.`;
  reader.problems.push({
    level: "parser",
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

function copyParts(json: JsonForm | undefined, words: readonly Word[]): KindParts {
  const parts =
    json?.strings.map(({ start, end, value }): Word => ({ start, end, text: value, value })) ??
    words;
  return { sources: parts.slice(0, -1), destination: parts.at(-1) };
}

function healthcheckParts(reader: InstructionReader, { from, to }: TextRange): BodyParts {
  const { text } = reader.source;
  let kindEnd = from;
  while (kindEnd < to && !isSpaceCode(text.charCodeAt(kindEnd))) kindEnd += 1;
  const commandStart = skipSpace(text, kindEnd, to);
  const kind =
    kindEnd > from ? wordOf(reader.source, { from, to: kindEnd }, reader.escape) : undefined;
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
  const parts = quotedParts(reader.source.text, body, reader.escape);
  const [first] = parts;
  if (first !== undefined && !text.slice(first.from, first.to).includes("=")) {
    return legacyPairParts(reader, name, body);
  }
  for (const part of parts) {
    const word = text.slice(part.from, part.to);
    if (word.includes("=")) continue;
    const message = `${word} has no =: write ${name} ${word}=value, or quote what belongs together.`;
    reader.problems.push({
      level: "parser",
      code: "key-value-syntax",
      message,
      ...reader.source.spanOf(part.from, part.to),
    });
  }
  return pairParts(reader, parts);
}

function pairParts(reader: InstructionReader, parts: readonly TextRange[]): BodyParts {
  const pairs = parts.map((part) => pairOf(reader, part));
  const words = parts.map((part) => wordOf(reader.source, part, reader.escape));
  return { ...nothing, words, more: { pairs, legacy: false } };
}

/** `key=value` or `key`. */
function pairOf({ source, escape }: InstructionReader, part: TextRange): KeyValue {
  const word = wordOf(source, part, escape);
  const equals = word.text.indexOf("=");
  if (equals === -1) return { start: word.start, end: word.end, key: word, value: undefined };
  const at = part.from + equals;
  return {
    start: word.start,
    end: word.end,
    key: wordOf(source, { from: part.from, to: at }, escape),
    value: wordOf(source, { from: at + 1, to: part.to }, escape),
  };
}

function legacyPairParts(
  reader: InstructionReader,
  name: "ENV" | "LABEL",
  body: TextRange,
): BodyParts {
  const { source, escape, problems } = reader;
  const [first, second] = blankParts(source.text, body);
  if (first === undefined) return { ...nothing, more: { pairs: [], legacy: true } };
  const key = wordOf(source, first, escape);
  const value = second && wordOf(source, { from: second.from, to: body.to }, escape);
  if (value === undefined) {
    const message = `${name} ${key.text} has no value: write ${name} ${key.text}=value.`;
    problems.push({
      level: "parser",
      code: "key-value-syntax",
      message,
      start: key.start,
      end: key.end,
    });
  }
  const pair: KeyValue = { start: key.start, end: value?.end ?? key.end, key, value };
  return { ...nothing, words: value ? [key, value] : [key], more: { pairs: [pair], legacy: true } };
}
