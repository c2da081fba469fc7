// Reads shell text. It gives rules what they ask for most: simple commands, their words and the list they stand in, all with
// places in the document. shellExpansions.ts, shellStructure.ts and shellVariables.ts tell more, when they are asked. Only these files,
// shellTree.ts and shellErrors.ts know the parser.
import { parse } from "unbash";
import { commandWrappers } from "../data/commandWrappers.ts";
import { shellErrors, tooDeep, type ParserError, type ShellError } from "./shellErrors.ts";
import { eachChild, keepTree, type ShellNode, type ShellNodeOf } from "./shellTree.ts";
import type { SourceText } from "./sourceText.ts";
import type { Span } from "./tree.ts";

/** A word of a command. */
export interface ShellWord extends Span {
  /** As written, with quotes and expansions, continuations removed. */
  readonly text: string;
  /** What the shell passes on; undefined where that depends on variables, commands or files. */
  readonly literal: string | undefined;
}

export interface ShellRedirect extends Span {
  /** `>`, `>>`, `<`, `<<`, `>&`, … */
  readonly operator: string;
  readonly target: ShellWord | undefined;
  /** The number before the operator. */
  readonly fd: number | undefined;
  /** What `<<` reads. */
  readonly heredoc: ShellHeredoc | undefined;
}

export interface ShellHeredoc {
  /** Without its quotes. */
  readonly delimiter: string;
  /** Variables and commands in the body stay as they are. */
  readonly quoted: boolean;
  readonly body: Span;
}

/** A simple command: assignments, a program and its arguments. */
export interface ShellCommand extends Span {
  /** Name of the program without its folder, behind wrappers such as sudo; "" where it is not known. */
  readonly program: string;
  readonly name: ShellWord | undefined;
  /** What follows the program. */
  readonly args: readonly ShellWord[];
  /** Programs that were looked through to find `name`: `sudo env A=b make` has sudo and env. */
  readonly wrappers: readonly string[];
  /** Names that the command assigns to, before the program or without one. */
  readonly assignments: readonly ShellAssignment[];
  readonly redirects: readonly ShellRedirect[];
  /** Runs in a process of its own: what it does to directory, variables and options ends there. */
  readonly child: boolean;
  /** Followed by `&`, itself or a list or group around it. */
  readonly background: boolean;
}

export interface ShellAssignment extends Span {
  readonly name: string;
  /** As written; "" for an array. */
  readonly value: string;
}

/** A command, pipeline or compound command between `&&`, `||`, `;`, `&` and line ends, outside all others. */
export interface ShellPart extends Span {
  /** What parts it from the one before; "" for the first. */
  readonly operator: "" | "&&" | "||" | ";" | "&";
  readonly kind: "command" | "pipeline" | "compound";
  /** Followed by `&`. */
  readonly background: boolean;
}

export interface ShellScript extends Span {
  readonly source: SourceText;
  /** What the shell would not understand; rules that need the whole tree stay silent then. */
  readonly errors: readonly ShellError[];
  /** All simple commands in reading order, those in groups, functions and substitutions included. */
  readonly commands: readonly ShellCommand[];
  readonly parts: readonly ShellPart[];
  /** Shell comments in it: what is put behind one on the same line is lost. */
  readonly hasComment: boolean;
}

/** Parses a shell text with its way back to the document. Never throws. */
export function parseShell(source: SourceText): ShellScript {
  if (nesting(source.text) <= deepest) return readScript(source);
  const errors = [tooDeep(source)];
  const span = source.spanOf(0, source.text.length);
  return { ...span, source, errors, commands: [], parts: [], hasComment: true };
}

/** The parser follows nesting with the stack, and its time grows with the square of the depth. */
const deepest = 200;

/** An upper bound for how deeply substitutions, subshells and groups stand inside each other. */
function nesting(text: string): number {
  let depth = 0;
  let most = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === "(" || character === "{") depth += 1;
    else if ((character === ")" || character === "}") && depth > 0) depth -= 1;
    most = Math.max(most, depth);
  }
  return most;
}

function readScript(source: SourceText): ShellScript {
  const script = parse(source.text);
  const commands: ShellCommand[] = [];
  const leaves: Span[] = [];
  const errors: ParserError[] = [...(script.errors ?? [])];
  const byNode = new Map<ShellNode, ShellCommand>();
  visit(script, { child: false, background: false });
  const read: ShellScript = {
    ...source.spanOf(0, source.text.length),
    source,
    errors: shellErrors(source, errors),
    commands,
    parts: partsOf(script, source),
    hasComment: hasComment(source.text, leaves),
  };
  return keepTree(read, { root: script, commands: byNode });

  function visit(node: ShellNode, around: Surroundings): void {
    const inside = surroundingsIn(node, around);
    if (node.type === "Command") {
      const command = commandOf(node, source, inside);
      commands.push(command);
      byNode.set(node, command);
    }
    if (node.type === "Word" || node.type === "HereDoc" || node.type === "Assignment") {
      leaves.push({ start: node.pos, end: node.end });
    }
    if (node.type === "Script" && node !== script) errors.push(...(node.errors ?? []));
    eachChild(node, (child) => visit(child, inside));
  }
}

interface Surroundings {
  readonly child: boolean;
  readonly background: boolean;
}

const childNodes: ReadonlySet<string> = new Set([
  "Subshell",
  "CommandExpansion",
  "ProcessSubstitution",
  "Coproc",
]);

function surroundingsIn(node: ShellNode, around: Surroundings): Surroundings {
  if (node.type === "Statement" && node.background) return { child: true, background: true };
  const child = childNodes.has(node.type) || (node.type === "Pipeline" && node.commands.length > 1);
  return child ? { ...around, child } : around;
}

function commandOf(
  node: ShellNodeOf<"Command">,
  source: SourceText,
  around: Surroundings,
): ShellCommand {
  const words = [node.name, ...node.args]
    .filter((word) => word !== undefined)
    .map((word) => wordOf(word, source));
  const { wrappers, skipped } = findProgram(words);
  const [name, ...args] = words.slice(skipped);
  const assignments = node.prefix.filter((part) => part.type === "Assignment");
  return {
    ...source.spanOf(node.pos, node.end),
    ...around,
    program: programName(name),
    name,
    args,
    wrappers,
    assignments: assignments.map((part) => ({
      ...source.spanOf(part.pos, part.end),
      name: part.name,
      value: part.value.type === "Word" ? part.value.text : "",
    })),
    redirects: node.redirects.map((redirect) => redirectOf(redirect, source)),
  };
}

function redirectOf(
  node: ShellNodeOf<"Redirect" | "HereString" | "HereDoc">,
  source: SourceText,
): ShellRedirect {
  const target = node.type === "HereDoc" ? undefined : node.target;
  return {
    ...source.spanOf(node.pos, node.end),
    operator: node.operator,
    target: target && wordOf(target, source),
    fd: node.descriptor?.type === "FileDescriptor" ? node.descriptor.value : undefined,
    heredoc: node.type === "HereDoc" ? heredocOf(node, source) : undefined,
  };
}

function heredocOf({ delimiter, body }: ShellNodeOf<"HereDoc">, source: SourceText): ShellHeredoc {
  return {
    delimiter: delimiter?.value ?? "",
    quoted: delimiter?.quoted === true,
    body: source.spanOf(body.pos, body.end),
  };
}

export function programName(word: ShellWord | undefined): string {
  return word?.literal?.split("/").at(-1) ?? "";
}

/** How many words stand before the program that really runs. */
export function findProgram(words: readonly ShellWord[]): {
  readonly wrappers: readonly string[];
  readonly skipped: number;
} {
  const wrappers: string[] = [];
  let skipped = 0;
  for (;;) {
    const name = programName(words[skipped]);
    const wrapper = Object.hasOwn(commandWrappers, name) ? commandWrappers[name] : undefined;
    if (wrapper === undefined) return { wrappers, skipped };
    let next = skipped + 1;
    for (let text = words[next]?.text; text !== undefined; text = words[next]?.text) {
      if (/^[A-Za-z_]\w*=/.test(text)) next += 1;
      else if (text.startsWith("-")) next += wrapper.valueFlags.includes(text) ? 2 : 1;
      else break;
    }
    next += wrapper.operands;
    if (words[next] === undefined) return { wrappers, skipped };
    wrappers.push(name);
    skipped = next;
  }
}

/** A word as rules see it. */
export function wordOf(
  node: ShellNodeOf<"Word"> | ShellNodeOf<"Assignment">,
  source: SourceText,
): ShellWord {
  const span = source.spanOf(node.pos, node.end);
  if (node.type === "Assignment") {
    const value = node.value.type === "Word" ? literalOf(node.value) : undefined;
    return {
      ...span,
      text: node.text,
      literal: value === undefined ? undefined : `${node.name}=${value}`,
    };
  }
  return { ...span, text: node.text, literal: literalOf(node) };
}

const literalParts: ReadonlySet<string> = new Set(["Literal", "SingleQuoted", "AnsiCQuoted"]);

function literalOf(word: ShellNodeOf<"Word">): string | undefined {
  const isLiteral = (word.parts ?? []).every(
    (part) =>
      literalParts.has(part.type) ||
      (part.type === "DoubleQuoted" && part.parts.every(({ type }) => type === "Literal")),
  );
  return isLiteral && !word.text.startsWith("~") ? word.value : undefined;
}

function partsOf(script: ReturnType<typeof parse>, source: SourceText): readonly ShellPart[] {
  const parts: ShellPart[] = [];
  let operator: ShellPart["operator"] = "";
  for (const { command, background = false } of script.commands) {
    const nodes = command.type === "AndOr" ? command.commands : [command];
    nodes.forEach((node, index) => {
      if (index > 0 && command.type === "AndOr") operator = command.operators[index - 1] ?? "&&";
      const isLast = index === nodes.length - 1;
      const span = source.spanOf(node.pos, node.end);
      parts.push({ ...span, operator, kind: kindOf(node.type), background: background && isLast });
    });
    operator = background ? "&" : ";";
  }
  return parts;
}

function kindOf(type: ShellNode["type"]): ShellPart["kind"] {
  if (type === "Command") return "command";
  return type === "Pipeline" ? "pipeline" : "compound";
}

/** Whether a `#` begins a comment: at the start of a word and inside none. `leaves` are offsets in the text. */
function hasComment(text: string, leaves: readonly Span[]): boolean {
  for (const { index, 0: match } of text.matchAll(/(?:^|[\s;&|()])#/g)) {
    const at = index + match.length - 1;
    if (!leaves.some(({ start, end }) => start <= at && at < end)) return true;
  }
  return false;
}
