// What a shell replaces in words: expansions, quotes, escapes and patterns, with the place that each stands in.
import { firstIndex } from "./firstIndex.ts";
import { memoize } from "./memoize.ts";
import { wordOf, type ShellCommand, type ShellScript, type ShellWord } from "./shell.ts";
import { eachChild, treeOf, type ShellNode, type ShellNodeOf } from "./shellTree.ts";
import type { Span } from "./span.ts";

/**
 * Where a word stands. `name`: first word of a command. `assignment`: value of `A=…` before a command or without one.
 * `declaration`: value of `export A=…` and the like. `array`: element of `A=(…)`. `test`: in `[[ ]]`. `list`: words of
 * `for`. `pattern`: of a case. `operand`: inside `${A:-…}`.
 */
export type WordContext =
  | "name"
  | "argument"
  | "assignment"
  | "declaration"
  | "array"
  | "redirect"
  | "test"
  | "case"
  | "pattern"
  | "list"
  | "heredoc"
  | "arithmetic"
  | "operand";

interface InWord extends Span {
  readonly context: WordContext;
  /** Between double quotes, or in a heredoc: its value is neither split nor expanded as a pattern. */
  readonly quoted: boolean;
  /** The simple command that the word belongs to; undefined in `for`, `case`, `[[ ]]` and `(( ))`. */
  readonly command: ShellCommand | undefined;
  /** The whole word; undefined in heredocs and arithmetic. Equal to that of the command, not identical. */
  readonly word: ShellWord | undefined;
}

export interface ShellExpansion extends InWord {
  /** `process` is `<(…)`. */
  readonly kind: "variable" | "command" | "arithmetic" | "process";
  readonly text: string;
  /** Name of the variable, `?`, `@`, `1`; "" where it is none. */
  readonly name: string;
  /** `:-`, `%%`, `/`, `:` (a slice) and so on; `length` for `${#A}`, `!` for `${!A}`; "" for `$A` and `${A}`. */
  readonly operator: string;
  /** What stands behind the operator, as written. */
  readonly operand: string | undefined;
  /** What stands in `[ ]` behind the name. */
  readonly index: string | undefined;
}

export interface ShellQuote extends InWord {
  /** `'…'`, `"…"`, `$'…'`, `$"…"`. */
  readonly kind: "single" | "double" | "ansi" | "locale";
  /** What stands between the quotes, as written. */
  readonly inner: string;
  /** What the shell makes of it, expansions left out. */
  readonly value: string;
}

/** A backslash outside quotes and the character behind it. */
export interface ShellEscape extends InWord {
  readonly character: string;
  /** Whether it is the first in its word. */
  readonly isFirst: boolean;
}

/** Something outside quotes that stands for several names: `*`, `?`, `[a-z]`, `{a,b}`, `@(a|b)`. */
export interface ShellGlob extends InWord {
  readonly kind: "star" | "question" | "bracket" | "brace" | "extended";
  readonly text: string;
  readonly isFirst: boolean;
}

/** In the order of the text, those inside command substitutions included. */
export interface WordFacts {
  readonly expansions: readonly ShellExpansion[];
  readonly quotes: readonly ShellQuote[];
  readonly escapes: readonly ShellEscape[];
  readonly globs: readonly ShellGlob[];
}

/** What stands in a script's words. */
export const wordFacts: (script: ShellScript) => WordFacts = memoize(readWords);

/** Those of a list in the order of the text that lie in a span. */
export function within<T extends Span>(items: readonly T[], { start, end }: Span): readonly T[] {
  const first = firstIndex(items, (item) => item.start >= start);
  const behind = firstIndex(items, (item) => item.start >= end);
  return items.slice(first, behind).filter((item) => item.end <= end);
}

/** A script's commands inside a span, such as that of a command substitution. */
export function commandsWithin(script: ShellScript, span: Span): readonly ShellCommand[] {
  return within(sortedCommands(script), span);
}

const sortedCommands = memoize(({ commands }: ShellScript) =>
  commands.toSorted((a, b) => a.start - b.start),
);

interface Place {
  readonly context: WordContext;
  readonly quoted: boolean;
  readonly command: ShellCommand | undefined;
  readonly node: ShellNodeOf<"Word"> | undefined;
}

function readWords(script: ShellScript): WordFacts {
  const tree = treeOf(script);
  const { source } = script;
  const expansions: ShellExpansion[] = [];
  const quotes: ShellQuote[] = [];
  const escapes: ShellEscape[] = [];
  const globs: ShellGlob[] = [];
  const words = new Map<ShellNode, ShellWord>();
  const facts = { expansions, quotes, escapes, globs };
  if (tree === undefined) return facts;
  visit(tree.root, { context: "argument", quoted: false, command: undefined, node: undefined });
  // the body of a heredoc is read before the rest of its line
  if (script.source.text.includes("<<"))
    for (const list of Object.values(facts)) list.sort((a, b) => a.start - b.start);
  return facts;

  function visit(node: ShellNode, around: Place): void {
    add(node, around);
    const command = node.type === "Command" ? tree?.commands.get(node) : undefined;
    eachChild(node, (child) => visit(child, placeIn(node, child, around, command)));
  }

  function inWord({ pos, end }: ShellNode, { context, quoted, command, node }: Place): InWord {
    let word = node && words.get(node);
    if (node !== undefined && word === undefined) words.set(node, (word = wordOf(node, source)));
    return { ...source.spanOf(pos, end), context, quoted, command, word };
  }

  function add(node: ShellNode, place: Place): void {
    const quote = quoteKinds.get(node.type);
    const glob = globKind(node);
    const expansion = expansionOf(node);
    if (expansion !== undefined) expansions.push({ ...inWord(node, place), ...expansion });
    if (quote !== undefined) {
      const text = source.text.slice(node.pos, node.end);
      const inner = text.slice(text.startsWith("$") ? 2 : 1, -1);
      quotes.push({ ...inWord(node, place), kind: quote, inner, value: valueOf(node) });
    }
    if (glob !== undefined) {
      const text = source.text.slice(node.pos, node.end);
      globs.push({ ...inWord(node, place), kind: glob, text, isFirst: isFirst(node.pos, place) });
    }
    const isPlain = node.type === "Word" && node.parts === undefined;
    if ((isPlain || node.type === "Literal") && !place.quoted) addEscapes(node, place);
  }

  function addEscapes(node: ShellNode, place: Place): void {
    const { text } = source;
    const at = isWord(node) ? { ...place, node } : place;
    for (
      let pos = text.indexOf("\\", node.pos);
      pos !== -1 && pos < node.end;
      pos = text.indexOf("\\", pos + 2)
    ) {
      const inside = inWord({ ...node, pos, end: pos + 2 }, at);
      escapes.push({ ...inside, character: text[pos + 1] ?? "", isFirst: isFirst(pos, at) });
    }
  }
}

function isWord(node: ShellNode): node is ShellNodeOf<"Word"> {
  return node.type === "Word";
}

function isFirst(pos: number, { node }: Place): boolean {
  return node?.pos === pos;
}

const quoteKinds: ReadonlyMap<ShellNode["type"], ShellQuote["kind"]> = new Map([
  ["SingleQuoted", "single"],
  ["DoubleQuoted", "double"],
  ["AnsiCQuoted", "ansi"],
  ["LocaleString", "locale"],
]);

function valueOf(node: ShellNode): string {
  if (node.type === "SingleQuoted" || node.type === "AnsiCQuoted") return node.value;
  if (node.type !== "DoubleQuoted" && node.type !== "LocaleString") return "";
  return node.parts.map((part) => (part.type === "Literal" ? part.value : "")).join("");
}

function globKind(node: ShellNode): ShellGlob["kind"] | undefined {
  if (node.type === "Glob") return node.kind;
  if (node.type === "BraceExpansion") return "brace";
  return node.type === "ExtendedGlob" ? "extended" : undefined;
}

type Expanded = Pick<ShellExpansion, "kind" | "text" | "name" | "operator" | "operand" | "index">;
const plain = { name: "", operator: "", operand: undefined, index: undefined };

function expansionOf(node: ShellNode): Expanded | undefined {
  switch (node.type) {
    case "SimpleExpansion":
      return { ...plain, kind: "variable", text: node.text, name: node.text.slice(1) };
    case "ArithmeticWord":
      // a variable alone has no parts here
      return /^\$\w+$/.test(node.value)
        ? { ...plain, kind: "variable", text: node.value, name: node.value.slice(1) }
        : undefined;
    case "ParameterExpansion":
      return parameter(node);
    case "CommandExpansion":
      return { ...plain, kind: "command", text: node.text };
    case "ArithmeticExpansion":
      return { ...plain, kind: "arithmetic", text: node.text };
    case "ProcessSubstitution":
      return { ...plain, kind: "process", text: node.text };
    default:
      return undefined;
  }
}

function parameter(node: ShellNodeOf<"ParameterExpansion">): Expanded {
  const { text, parameter: name, prefix, operation, index } = node;
  const operand = operation && text.slice(operation.operatorEnd - node.pos, -1);
  const before = prefix === "#" ? "length" : (prefix ?? "");
  const operator = operation?.operator ?? before;
  return { kind: "variable", text, name, operator, operand, index: index?.text };
}

/** The place of a child. */
function placeIn(
  node: ShellNode,
  child: ShellNode,
  around: Place,
  command: ShellCommand | undefined,
): Place {
  switch (node.type) {
    case "Command":
      return { context: contextIn(node, child), quoted: false, command, node: wordNode(child) };
    case "Assignment":
      return { ...around, node: wordNode(child) };
    case "ArrayValue":
      return { ...around, context: "array", node: wordNode(child) };
    case "For":
    case "Select":
      return { ...fresh("list"), node: wordNode(child) };
    case "Case":
      return { ...fresh("case"), node: wordNode(child) };
    case "CaseItem":
      return { ...fresh("pattern"), node: wordNode(child) };
    case "TestBinary":
    case "TestUnary":
      return { ...fresh("test"), node: wordNode(child) };
    case "Redirected":
      return fresh("redirect");
    case "Redirect":
    case "HereString":
      return { ...around, context: "redirect", node: wordNode(child) };
    case "HereDoc":
      return { ...around, context: "heredoc", quoted: true, node: undefined };
    case "DoubleQuoted":
    case "LocaleString":
      return around.quoted ? around : { ...around, quoted: true };
    case "ArithmeticExpansion":
    case "ArithmeticCommand":
    case "ArithmeticFor":
      return { ...around, context: "arithmetic" };
    case "ParameterExpansion":
      return { ...around, context: "operand" };
    case "CommandExpansion":
    case "ProcessSubstitution":
      return fresh("argument");
    default:
      return around;
  }
}

function fresh(context: WordContext): Place {
  return { context, quoted: false, command: undefined, node: undefined };
}

function wordNode(child: ShellNode): ShellNodeOf<"Word"> | undefined {
  return isWord(child) ? child : undefined;
}

function contextIn(command: ShellNodeOf<"Command">, child: ShellNode): WordContext {
  if (child === command.name) return "name";
  if (child.type !== "Assignment") return "argument";
  return command.prefix.includes(child) ? "assignment" : "declaration";
}
