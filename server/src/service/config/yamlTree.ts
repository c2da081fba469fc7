// YAML and JSON as values with their places, so that a mistake can be shown where it stands.
import { stripComments } from "jsonc-parser";
import { isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type Node } from "yaml";
import type { Span } from "../syntax/tree.ts";

export interface YamlEntry {
  readonly name: string;
  readonly key: Span;
  readonly value: YamlValue;
}

/** `text` is what a scalar says, "" for the others; a number or a boolean has it too. */
export interface YamlValue extends Span {
  readonly kind: "text" | "number" | "boolean" | "nothing" | "list" | "map";
  readonly text: string;
  readonly items: readonly YamlValue[];
  readonly entries: readonly YamlEntry[];
}

export interface ConfigProblem extends Span {
  /** What is wrong and what to write instead. */
  readonly message: string;
}

export interface YamlTree {
  readonly root: YamlValue;
  readonly problems: readonly ConfigProblem[];
}

/** Reads as much as there is; JSON is YAML too, once its comments are gone. */
export function readYaml(text: string, language: "yaml" | "json"): YamlTree {
  const nothing: YamlValue = {
    kind: "nothing",
    text: "",
    items: [],
    entries: [],
    start: 0,
    end: Math.min(1, text.length),
  };
  const document = parseGuarded(language === "json" ? stripComments(text, " ") : text);
  if (document === undefined) {
    return {
      root: nothing,
      problems: [{ ...nothing, message: "This is nested too deeply to be read." }],
    };
  }
  const problems = document.errors.map(({ code, pos: [start, end] }) => {
    const why =
      errorReasons[code] ?? "something is missing, or stands here that does not belong here";
    return { message: `This is no valid ${language.toUpperCase()}: ${why}.`, start, end };
  });
  return { root: valueOf(document.contents, document, nothing), problems };
}

function valueOf(node: unknown, document: Document, around: Span): YamlValue {
  const target = isAlias(node) ? node.resolve(document) : node;
  // what an alias stands for is shown where the alias stands
  const [start, end] = (node as Node | null)?.range ?? [around.start, around.start];
  const empty = { text: "", items: [], entries: [], start, end: Math.max(start, end) };
  // an anchor may hold an alias of itself
  if (isAlias(node) && !isScalar(target)) return { ...empty, kind: "nothing" };
  if (isSeq(target)) {
    const items = target.items.map((item) => valueOf(item, document, empty));
    return { ...empty, kind: "list", items };
  }
  if (isMap(target)) {
    const entries = target.items.map(({ key, value }): YamlEntry => {
      const { text: name, ...place } = valueOf(key, document, empty);
      return { name, key: place, value: valueOf(value, document, place) };
    });
    return { ...empty, kind: "map", entries };
  }
  if (!isScalar(target) || target.value === null) return { ...empty, kind: "nothing" };
  const { value } = target as { readonly value: string | number | boolean };
  return {
    ...empty,
    kind: typeof value === "string" ? "text" : kindOf(value),
    text: String(value),
  };
}

function kindOf(value: number | boolean): "number" | "boolean" {
  return typeof value === "number" ? "number" : "boolean";
}

/** The parser follows nesting with the stack. */
function parseGuarded(source: string): Document.Parsed | undefined {
  try {
    return parseDocument(source, { uniqueKeys: true });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** By the code of the parser's error. */
const errorReasons: Readonly<Record<string, string>> = {
  BAD_INDENT: "the indentation fits none of the lines above",
  DUPLICATE_KEY: "this name stands here a second time",
  MISSING_CHAR: "a closing quote, bracket or comma is missing",
  MULTIPLE_DOCS: "a configuration is one document, without --- in its middle",
  TAB_AS_INDENT: "lines are indented with blanks, not with tabs",
};
