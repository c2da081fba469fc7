// What BuildKit makes of a word: variables replaced with all their modifiers, quotes and escapes removed, in one pass.
import {
  parseShellPattern,
  replaceMatches,
  withoutPrefix,
  withoutSuffix,
  type Extent,
} from "./shellPattern.ts";
import type { VariableValue } from "./variables.ts";

type Lookup = (name: string) => VariableValue;

/** undefined: only the build knows it. */
type Expansion = string | undefined;

/** Variables may hold each other and double with every line; values longer than this are taken for unknown. */
const longest = 32_768;
/** Modifiers may hold variables with modifiers, but not without end. */
const deepest = 50;
/** Pattern length times value length. */
const mostSteps = 1_000_000;

interface Reader {
  readonly text: string;
  readonly escape: string;
  readonly lookup: Lookup;
  at: number;
  depth: number;
  /** The build fails here: a quote or brace is open, or a modifier unknown. */
  isBroken: boolean;
}

/** undefined where only the build knows the result, or where it fails at the word. Offsets and quotes are gone. */
export function expandWord(text: string, escape: string, lookup: Lookup): string | undefined {
  if (!/[$'"\\`]/.test(text)) return text;
  const reader: Reader = { text, escape, lookup, at: 0, depth: 0, isBroken: false };
  const result = readUntil(reader, "", "dropEscapes");
  return reader.isBroken ? undefined : result;
}

/** Patterns keep their escapes, since a backslash means something in them. */
type Escapes = "dropEscapes" | "keepEscapes";

/** Reads up to a character outside quotes and variables and past it; up to the end for "". */
function readUntil(reader: Reader, stop: string, escapes: Escapes): Expansion {
  const { text, escape } = reader;
  let result: Expansion = "";
  while (reader.at < text.length && !reader.isBroken) {
    const character = text[reader.at] ?? "";
    if (character === stop) {
      reader.at += 1;
      return result;
    }
    if (character === "$") result = join(result, readVariable(reader));
    else if (character === "'") result = join(result, readSingleQuotes(reader));
    else if (character === '"') result = join(result, readDoubleQuotes(reader, escapes));
    else {
      reader.at += 1;
      const isEscape = character === escape;
      if (isEscape && escapes === "dropEscapes") result = join(result, next(reader));
      else result = join(result, isEscape ? character + next(reader) : character);
    }
  }
  if (stop !== "") reader.isBroken = true;
  return result;
}

function next(reader: Reader): string {
  return reader.text[reader.at++] ?? "";
}

function join(before: Expansion, text: Expansion): Expansion {
  if (before === undefined || text === undefined) return undefined;
  return before.length + text.length > longest ? undefined : before + text;
}

function readSingleQuotes(reader: Reader): string {
  const end = reader.text.indexOf("'", reader.at + 1);
  const content = reader.text.slice(reader.at + 1, end === -1 ? undefined : end);
  reader.at = end + 1;
  if (end === -1) reader.isBroken = true;
  return content;
}

function readDoubleQuotes(reader: Reader, escapes: Escapes): Expansion {
  const { text, escape } = reader;
  let result: Expansion = "";
  reader.at += 1;
  while (reader.at < text.length && !reader.isBroken) {
    const character = text[reader.at] ?? "";
    if (character === "$") {
      result = join(result, readVariable(reader));
      continue;
    }
    reader.at += 1;
    if (character === '"') return result;
    if (character !== escape) {
      result = join(result, character);
      continue;
    }
    const escaped = text[reader.at] ?? "";
    const isEscaped = escaped === '"' || escaped === "$" || escaped === escape;
    if (isEscaped) reader.at += 1;
    const kept = escapes === "keepEscapes" || (!isEscaped && escaped !== "") ? character : "";
    result = join(result, kept + (isEscaped ? escaped : ""));
  }
  reader.isBroken = true;
  return result;
}

const namePattern = /[\p{L}_][\p{L}\p{Nd}_]*|\p{Nd}+|[@*#?$!-]/uy;

function readName(reader: Reader): string {
  namePattern.lastIndex = reader.at;
  const name = namePattern.exec(reader.text)?.[0] ?? "";
  reader.at += name.length;
  return name;
}

/** Positional and special parameters, `$1` and `$@`, are set in no build. */
function valueOf({ lookup }: Reader, name: string): VariableValue {
  return /^[\p{L}_]/u.test(name) ? lookup(name) : { kind: "unset" };
}

function readVariable(reader: Reader): Expansion {
  reader.at += 1;
  if (reader.text[reader.at] !== "{") {
    const name = readName(reader);
    return name === "" ? "$" : textOf(valueOf(reader, name));
  }
  reader.at += 1;
  if (reader.depth >= deepest || /^[{}:]?$/.test(reader.text[reader.at] ?? "")) return fail(reader);
  reader.depth += 1;
  const result = readBraces(reader, readName(reader));
  reader.depth -= 1;
  return result;
}

function fail(reader: Reader): undefined {
  reader.isBroken = true;
  return undefined;
}

function textOf(value: VariableValue): Expansion {
  if (value.kind === "unknown") return undefined;
  return value.kind === "text" ? value.text : "";
}

/** What stands behind the name, with the closing brace. */
function readBraces(reader: Reader, name: string): Expansion {
  const value = valueOf(reader, name);
  const operator = next(reader);
  switch (operator) {
    case "}":
      return textOf(value);
    case ":": {
      const modifier = next(reader);
      return "+-?".includes(modifier || " ")
        ? readAlternative(reader, modifier, textOf(value) === "" ? { kind: "unset" } : value)
        : fail(reader);
    }
    case "+":
    case "-":
    case "?":
      return readAlternative(reader, operator, value);
    case "#":
    case "%":
      return readTrim(reader, operator, value);
    case "/":
      return readReplacement(reader, value);
    default:
      return fail(reader);
  }
}

function readAlternative(reader: Reader, modifier: string, value: VariableValue): Expansion {
  const word = readUntil(reader, "}", "dropEscapes");
  if (value.kind === "unknown") return undefined;
  const isSet = value.kind === "text";
  if (modifier === "+") return isSet ? word : "";
  if (isSet) return value.text;
  return modifier === "-" ? word : fail(reader);
}

function readTrim(reader: Reader, operator: "#" | "%", value: VariableValue): Expansion {
  const word = readUntil(reader, "}", "keepEscapes");
  const text = textOf(value);
  if (word === undefined || text === undefined || isTooLong(word, text)) return undefined;
  const extent: Extent = word.startsWith(operator) ? "longest" : "shortest";
  const pattern = parseShellPattern(extent === "longest" ? word.slice(1) : word);
  if (pattern === undefined) return fail(reader);
  const trim = operator === "#" ? withoutPrefix : withoutSuffix;
  return trim(pattern, text, extent);
}

function readReplacement(reader: Reader, value: VariableValue): Expansion {
  const which = reader.text[reader.at] === "/" ? "all" : "first";
  if (which === "all") reader.at += 1;
  const word = readUntil(reader, "/", "keepEscapes");
  const replacement = readUntil(reader, "}", "keepEscapes");
  const text = textOf(value);
  if (word === undefined || replacement === undefined || text === undefined) return undefined;
  // with `//` BuildKit reads "$1" in the replacement as a part of the match
  if (which === "all" && replacement.includes("$")) return undefined;
  if (isTooLong(word, text) || (text.length + 1) * replacement.length > mostSteps) return undefined;
  const pattern = parseShellPattern(word);
  if (pattern === undefined) return fail(reader);
  return join("", replaceMatches(pattern, text, replacement, which));
}

function isTooLong(pattern: string, text: string): boolean {
  return (pattern.length + 1) * text.length > mostSteps;
}
