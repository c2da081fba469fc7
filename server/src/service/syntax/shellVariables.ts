// Which variables a script sets, and which it uses.
import { memoize } from "./memoize.ts";
import { wordOf, type ShellCommand, type ShellScript, type ShellWord } from "./shell.ts";
import { eachChild, treeOf, type ShellNode, type ShellNodeOf } from "./shellTree.ts";
import type { Span } from "./span.ts";

/** The span is that of the name. */
export interface ShellVariableChange extends Span {
  readonly name: string;
  /**
   * `assignment`: `A=…` on its own. `prefix`: `A=… command`. `declaration`: `export A=…`, `local A`. `loop`: for. `read`:
   * read, getopts, mapfile, `printf -v`. `default`: `${A:=…}`. `arithmetic`: `A = …` in `$(( ))`.
   */
  readonly kind:
    | "assignment"
    | "prefix"
    | "declaration"
    | "loop"
    | "read"
    | "default"
    | "arithmetic";
  /** Name and value as they stand; that of the name where it has no value. */
  readonly whole: Span;
  /** What is assigned; undefined for arrays and where the shell finds the value. */
  readonly value: ShellWord | undefined;
  /** `A+=…`. */
  readonly appends: boolean;
  readonly isArray: boolean;
  /** The command that assigns; undefined in loops and `(( ))`. */
  readonly command: ShellCommand | undefined;
  /** Given to child processes by this very command. */
  readonly exported: boolean;
}

export interface ShellVariableUse extends Span {
  readonly name: string;
}

export interface VariableFacts {
  readonly changes: readonly ShellVariableChange[];
  /** In expansions, arithmetic, `export A`, `unset A`, `[ -v A ]`; names special to the shell (`?`, `1`) too. */
  readonly uses: readonly ShellVariableUse[];
}

/** The variables of a script, in the order of the text. */
export const variableFacts: (script: ShellScript) => VariableFacts = memoize(readVariables);

/** What a script does with one variable. */
export function changesOf(script: ShellScript, name: string): readonly ShellVariableChange[] {
  return changesByName(script).get(name) ?? [];
}

const changesByName = memoize((script: ShellScript) => {
  const found = new Map<string, ShellVariableChange[]>();
  for (const change of variableFacts(script).changes) {
    const known = found.get(change.name);
    if (known === undefined) found.set(change.name, [change]);
    else known.push(change);
  }
  return found;
});

const declaring: ReadonlySet<string> = new Set([
  "export",
  "readonly",
  "local",
  "declare",
  "typeset",
]);
const reading: ReadonlySet<string> = new Set(["read", "mapfile", "readarray", "getopts"]);
/** Flags of `read` and `mapfile` whose value is the next word. */
const valueFlags = /^-[a-z]*[dinNptuOsC]$/;
const variableName = /^[A-Za-z_]\w*$/;

function readVariables(script: ShellScript): VariableFacts {
  const tree = treeOf(script);
  const { source } = script;
  const changes: ShellVariableChange[] = [];
  const uses: ShellVariableUse[] = [];
  if (tree !== undefined) visit(tree.root, undefined);
  return { changes, uses };

  function visit(node: ShellNode, around: ShellCommand | undefined): void {
    const command = node.type === "Command" ? tree?.commands.get(node) : around;
    if (node.type === "Command") addCommand(node, command);
    else if (node.type === "For" || node.type === "Select") addName(node.name, "loop", undefined);
    else addParts(node, command);
    eachChild(node, (child) => visit(child, command));
  }

  function addParts(node: ShellNode, command: ShellCommand | undefined): void {
    if (node.type === "SimpleExpansion") use(node.text.slice(1), node.pos + 1, node.end);
    else if (node.type === "ParameterExpansion") {
      use(node.parameter, node.parameterPos, node.parameterEnd);
      const { operation } = node;
      if (operation?.type === "Default" && operation.operator.includes("=")) {
        const value = wordOf(operation.operand, source);
        const span = source.spanOf(node.parameterPos, node.parameterEnd);
        change({ ...span, name: node.parameter, kind: "default", value, command });
      }
    } else if (node.type === "ArithmeticWord" && node.parts === undefined) {
      // `a`, `$a`, `a[b]`
      for (const { 0: name, index } of node.value.matchAll(/(?<!\w)[A-Za-z_]\w*/g))
        use(name, node.pos + index, node.pos + index + name.length);
    } else if (node.type === "ArithmeticBinary" && /^(?:[-+*/%&|^]|<<|>>)?=$/.test(node.operator)) {
      const { left } = node;
      if (left.type !== "ArithmeticWord" || !variableName.test(left.value)) return;
      const span = source.spanOf(left.pos, left.end);
      change({ ...span, name: left.value, kind: "arithmetic", value: undefined, command });
    }
  }

  function addCommand(node: ShellNodeOf<"Command">, command: ShellCommand | undefined): void {
    if (command === undefined) return;
    const kind = node.name === undefined ? "assignment" : "prefix";
    for (const part of node.prefix)
      if (part.type === "Assignment") addAssignment(part, kind, command);
    const { program } = command;
    if (reading.has(program)) addRead(node, program, command);
    else if (program === "printf") addPrintf(node, command);
    else if (program === "unset") addUses(node);
    else if (program === "test" || program === "[") addTested(node);
    else if (declaring.has(program)) {
      const isExport = program === "export" || node.args.some(isExportFlag);
      for (const arg of node.args) {
        if (arg.type === "Assignment") addAssignment(arg, "declaration", command, isExport);
        else if (variableName.test(arg.text)) {
          if (isExport) use(arg.text, arg.pos, arg.end);
          else addName(arg, "declaration", command);
        }
      }
    }
  }

  function isExportFlag({ type, text }: ShellNodeOf<"Word" | "Assignment">): boolean {
    return type === "Word" && /^-[a-zA-Z]*x/.test(text);
  }

  function addAssignment(
    node: ShellNodeOf<"Assignment">,
    kind: ShellVariableChange["kind"],
    command: ShellCommand,
    exported = kind === "prefix",
  ): void {
    const isArray = node.value.type === "ArrayValue" || node.index !== undefined;
    const value = node.value.type === "Word" ? wordOf(node.value, source) : undefined;
    const whole = source.spanOf(node.pos, node.end);
    const appends = node.append === true;
    const span = source.spanOf(node.pos, node.pos + node.name.length);
    changes.push({
      ...span,
      name: node.name,
      kind,
      whole,
      value,
      appends,
      isArray,
      command,
      exported,
    });
  }

  function addRead(node: ShellNodeOf<"Command">, program: string, command: ShellCommand): void {
    const { args } = node;
    args.forEach((arg, index) => {
      const isValue = valueFlags.test(args[index - 1]?.text ?? "");
      const isOptions = program === "getopts" && index === 0;
      if (arg.type === "Word" && !isValue && !isOptions) addName(arg, "read", command);
    });
  }

  function addPrintf({ args: [flag, name] }: ShellNodeOf<"Command">, command: ShellCommand): void {
    if (flag?.text === "-v" && name?.type === "Word") addName(name, "read", command);
  }

  function addTested({ args }: ShellNodeOf<"Command">): void {
    args.forEach((arg, index) => {
      if (args[index - 1]?.text === "-v") use(arg.text, arg.pos, arg.end);
    });
  }

  function addUses({ args }: ShellNodeOf<"Command">): void {
    for (const { text, pos, end } of args) if (variableName.test(text)) use(text, pos, end);
  }

  function addName(
    node: ShellNodeOf<"Word">,
    kind: ShellVariableChange["kind"],
    command: ShellCommand | undefined,
  ): void {
    if (!variableName.test(node.text)) return;
    change({
      ...source.spanOf(node.pos, node.end),
      name: node.text,
      kind,
      value: undefined,
      command,
    });
  }

  function change(
    item: Omit<ShellVariableChange, "whole" | "appends" | "isArray" | "exported">,
  ): void {
    const { start, end } = item;
    const whole = { start, end };
    changes.push({ ...item, whole, appends: false, isArray: false, exported: false });
  }

  function use(name: string, pos: number, end: number): void {
    uses.push({ ...source.spanOf(pos, end), name });
  }
}
