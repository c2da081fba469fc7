// drydock.yaml (or .yml, .json, .jsonc): what a project says about its rules.
//   rules:
//     merge-runs: off
//     no-latest-tag: error
import { stripComments } from "jsonc-parser";
import {
  isMap,
  isScalar,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  type Pair,
} from "yaml";
import { severities, type RuleSetting } from "../lint/rule.ts";
import type { Span } from "../syntax/tree.ts";

export interface Config {
  /** By rule name. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
}

export interface ConfigProblem extends Span {
  /** What is wrong and what to write instead. */
  readonly message: string;
}

export interface ConfigFile {
  readonly path: string;
  readonly text: string;
}

export interface ConfigResult {
  /** What could be read; a mistake costs only itself. */
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
}

export const configNames = [
  "drydock.yaml",
  "drydock.yml",
  "drydock.json",
  "drydock.jsonc",
] as const;
export const emptyConfig: Config = { rules: {} };

/**
 * Reads a configuration file. JSON is YAML too, once its comments are gone.
 *
 * @param ruleNames the rules that exist; a name that is none of them is a problem
 */
export function parseConfig(
  { path, text }: ConfigFile,
  ruleNames: ReadonlySet<string>,
): ConfigResult {
  const problems: ConfigProblem[] = [];
  const rules: Record<string, RuleSetting> = {};
  const isJson = /\.jsonc?$/.test(path);
  const document = parseGuarded(isJson ? stripComments(text, " ") : text);
  if (document === undefined) {
    problems.push({ message: "This is nested too deeply to be read.", start: 0, end: 1 });
    return { config: emptyConfig, problems };
  }
  for (const { code, pos } of document.errors) {
    const why =
      errorReasons[code] ?? "something is missing, or stands here that does not belong here";
    const message = `This is no valid ${isJson ? "JSON" : "YAML"}: ${why}.`;
    problems.push({ message, start: pos[0], end: pos[1] });
  }
  const root: unknown = document.contents;
  if (isMap(root)) root.items.forEach((item) => readEntry(item));
  else if (root !== null) report(root, "Write a map with the key rules.");
  return { config: { rules }, problems };

  function report(node: unknown, message: string): void {
    const [start, , end] = (node as Node | null)?.range ?? [0, 0, 0];
    problems.push({ message, start, end: Math.max(start, end) });
  }

  function readEntry({ key, value }: Pair): void {
    if (textOf(key) !== "rules") report(key, `${textOf(key)} is no setting; there is: rules.`);
    else if (isMap(value)) value.items.forEach((item) => readRule(item));
    else if (!isEmpty(value)) report(key, "rules is a map: a rule's name, and its severity.");
  }

  function readRule({ key, value }: Pair): void {
    const name = textOf(key);
    const written = textOf(value);
    // YAML 1.1 readers take `off` for false, and so do people who write it
    const severity = severities.find((each) => each === (written === "false" ? "off" : written));
    if (!ruleNames.has(name))
      report(key, `${name} is no rule; the rules are listed in the documentation.`);
    else if (severity === undefined)
      report(value ?? key, `${written} is no severity; there are: ${severities.join(", ")}.`);
    else rules[name] = { severity };
  }
}

function textOf(node: unknown): string {
  return isScalar(node) ? String(node.value) : String(node);
}

/** A key with nothing behind it. */
function isEmpty(node: unknown): boolean {
  return node === null || (isScalar(node) && node.value === null);
}

/** The parser follows nesting with the stack. */
function parseGuarded(source: string): Document.Parsed | undefined {
  try {
    return parseDocument(source, { lineCounter: new LineCounter(), uniqueKeys: true });
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
