// Whether a variable's value may be split: follows the assignments of a script along its branches.
import type { ShellScript } from "./shell.ts";
import { eachChild, treeOf, type ShellNode, type ShellNodeOf } from "./shellTree.ts";
import type { Span } from "./span.ts";

/** `one`: one word without blanks and pattern characters. `none`: empty. `any`: not known, or to be split. */
export type ValueKind = "one" | "none" | "any";

/** What variables hold that the script does not set. */
export type InitialValues = (name: string) => ValueKind;

/** What one of several branches sets; undefined where nothing follows it, as behind exit. */
type Changes = ReadonlyMap<string, ValueKind> | undefined;

/** Loops inside more loops than these are read once: twice each would double with every level. */
const mostLoops = 3;

/** Kinds of the variables that expansions of a script stand for, by the expansion's start in the document. */
export function valueKinds(
  script: ShellScript,
  initial: InitialValues,
): ReadonlyMap<Span["start"], ValueKind> {
  const { source } = script;
  const found = new Map<number, ValueKind>();
  /** What holds at the place that is being read, and what it took the place of. */
  const values = new Map<string, ValueKind>();
  const journal: { readonly name: string; readonly before: ValueKind | undefined }[] = [];
  let loops = 0;
  const tree = treeOf(script);
  if (tree !== undefined) run(tree.root);
  return found;

  /** Follows a node; false where nothing comes after it. */
  function run(node: ShellNode): boolean {
    switch (node.type) {
      case "Script":
      case "CompoundList":
        return runAll(node.commands);
      case "Statement":
        return node.background ? apart(node.command) : run(node.command);
      case "AndOr":
        return runAndOr(node);
      case "Pipeline":
        if (node.commands.length > 1) return apart(...node.commands);
        return runAll(node.commands);
      case "Command":
        return runCommand(node);
      case "Redirected":
        node.redirects.forEach(look);
        return run(node.command);
      case "If":
        return runIf(node);
      case "For":
      case "Select":
        return runFor(node);
      case "While":
        return runLoop(() => run(node.clause) && run(node.body));
      case "Case":
        return runCase(node);
      case "BraceGroup":
        return run(node.body);
      case "Subshell":
      case "Function":
        return apart(node.body);
      default:
        look(node);
        return true;
    }
  }

  function runAll(nodes: readonly ShellNode[]): boolean {
    let goesOn = true;
    for (const node of nodes) goesOn = run(node);
    return goesOn;
  }

  /** In processes of their own, or at another time. */
  function apart(...nodes: readonly ShellNode[]): boolean {
    for (const node of nodes) branch(() => run(node));
    return true;
  }

  /** Follows one way and comes back. */
  function branch(way: () => boolean): Changes {
    const mark = journal.length;
    const goesOn = way();
    const changes = new Map<string, ValueKind>();
    for (const { name, before } of journal.splice(mark).toReversed()) {
      if (!changes.has(name)) changes.set(name, kindNow(name));
      if (before === undefined) values.delete(name);
      else values.set(name, before);
    }
    return goesOn ? changes : undefined;
  }

  /** Goes on behind several ways, one of which was taken. */
  function join(...ways: readonly Changes[]): boolean {
    const open = ways.filter((way) => way !== undefined);
    for (const name of new Set(open.flatMap((way) => [...way.keys()])))
      set(name, open.map((way) => way.get(name) ?? kindNow(name)).reduce(joined));
    return open.length > 0;
  }

  function runAndOr({ commands }: ShellNodeOf<"AndOr">): boolean {
    const [first, ...rest] = commands;
    const goesOn = first !== undefined && run(first);
    for (const command of rest)
      join(
        branch(() => run(command)),
        goesOn ? nothing : undefined,
      );
    return goesOn;
  }

  function runIf(node: ShellNodeOf<"If">): boolean {
    run(node.clause);
    const ways = [branch(() => run(node.then))];
    for (const { clause, then } of node.elif) {
      ways.push(
        branch(() => {
          run(clause);
          return run(then);
        }),
      );
    }
    ways.push(node.else === undefined ? nothing : branch(() => run(node.else as ShellNode)));
    return join(...ways);
  }

  function runCase({ word, items }: ShellNodeOf<"Case">): boolean {
    look(word);
    for (const { pattern } of items) pattern.forEach(look);
    const ways = items.map(({ body }) => branch(() => run(body)));
    const hasDefault = items.some(({ pattern }) => pattern.some(({ text }) => text === "*"));
    return join(...ways, ...(hasDefault ? [] : [nothing]));
  }

  function runFor(node: ShellNodeOf<"For" | "Select">): boolean {
    const words = node.wordlist ?? [];
    words.forEach(look);
    const kind = words.length === 0 ? "any" : words.map(kindOf).reduce(joined);
    return runLoop(() => {
      set(node.name.text, kind);
      return run(node.body);
    });
  }

  /** Twice: what the end of a loop sets is seen by its beginning. */
  function runLoop(round: () => boolean): boolean {
    loops += 1;
    for (let rounds = loops > mostLoops ? 1 : 2; rounds > 0; rounds -= 1)
      join(branch(round), nothing);
    loops -= 1;
    return true;
  }

  function runCommand(node: ShellNodeOf<"Command">): boolean {
    eachChild(node, look);
    const name = node.name?.text;
    if (name === "exit" || name === "return" || name === "exec") return false;
    if (name === undefined || declaring.has(name)) {
      for (const part of [...node.prefix, ...node.args])
        if (part.type === "Assignment") assign(part);
    } else if (name === "read" || name === "unset" || name === "getopts") {
      for (const { text } of node.args) set(text, "any");
    }
    return true;
  }

  function assign({ name, value, append }: ShellNodeOf<"Assignment">): void {
    const kind = value.type === "Word" ? kindOf(value) : "any";
    set(name, append === true ? joined(kindNow(name), kind) : kind);
  }

  function kindNow(name: string): ValueKind {
    return values.get(name) ?? initial(name);
  }

  function set(name: string, kind: ValueKind): void {
    journal.push({ name, before: values.get(name) });
    values.set(name, kind);
  }

  /** Notes the variables of words, and follows the scripts in them. */
  function look(node: ShellNode): void {
    if (node.type === "SimpleExpansion") note(node, node.text.slice(1));
    if (node.type === "ParameterExpansion") note(node, node.parameter);
    if (node.type === "Script") branch(() => run(node));
    else eachChild(node, look);
  }

  function note({ pos, end }: ShellNode, name: string): void {
    const { start } = source.spanOf(pos, end);
    const kind = kindNow(name);
    const before = found.get(start);
    found.set(start, before === undefined || before === kind ? kind : "any");
  }

  function kindOf(node: ShellNode): ValueKind {
    switch (node.type) {
      case "Word":
        return node.parts === undefined ? literalKind(node.value) : ofParts(node.parts);
      case "DoubleQuoted":
      case "LocaleString":
        return ofParts(node.parts);
      case "Literal":
      case "SingleQuoted":
      case "AnsiCQuoted":
        return literalKind(node.value);
      case "SimpleExpansion":
        return kindNow(node.text.slice(1));
      case "ParameterExpansion":
        return node.prefix === "#" ? "one" : ofParameter(node);
      case "ArithmeticExpansion":
        return "one";
      default:
        return "any";
    }
  }

  function ofParameter({ parameter, operation }: ShellNodeOf<"ParameterExpansion">): ValueKind {
    const kind = kindNow(parameter);
    if (operation === undefined) return kind;
    return operation.type === "Default" ? joined(kind, kindOf(operation.operand)) : "any";
  }

  function ofParts(parts: readonly ShellNode[]): ValueKind {
    return parts.reduce<ValueKind>((kind, part) => joined(kind, kindOf(part)), "none");
  }
}

const nothing: Changes = new Map();
const declaring: ReadonlySet<string> = new Set([
  "export",
  "local",
  "readonly",
  "declare",
  "typeset",
]);

/** Whether a text is one word wherever it stands. */
export function literalKind(text: string): ValueKind {
  if (text === "") return "none";
  return /[\s*?[\]]/.test(text) ? "any" : "one";
}

/** Of two values behind each other, and of one that may be either: nothing changes nothing. */
function joined(a: ValueKind, b: ValueKind): ValueKind {
  if (a === "none") return b;
  if (b === "none") return a;
  return a === "one" && b === "one" ? "one" : "any";
}
