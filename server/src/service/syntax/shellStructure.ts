// How the commands of a script hang together: lists, loops, functions, tests, and whose status counts.
import { memoize } from "./memoize.ts";
import { wordOf, type ShellCommand, type ShellScript, type ShellWord } from "./shell.ts";
import { eachChild, treeOf, type ShellNode, type ShellNodeOf } from "./shellTree.ts";
import type { Span } from "./span.ts";

/** Where a simple command, a negation or a compound command stands. */
export interface ShellPlace {
  /** What parts it from its neighbours in its list or pipeline; "" at the ends. */
  readonly before: ShellOperator;
  readonly after: ShellOperator;
  /** Its own status decides what runs next: left of `&&` or `||`, last in the condition of if or while. */
  readonly checked: boolean;
  /** It, or something around it, is such a condition: errexit does not hold there. */
  readonly condition: boolean;
  /** Its status is that of the script. */
  readonly last: boolean;
  /** `set -e` stands before it in the script; the options of the SHELL are not in it. */
  readonly errexit: boolean;
  /** Behind `!`. */
  readonly negated: boolean;
  readonly inFunction: boolean;
  readonly inLoop: boolean;
  readonly inSubstitution: boolean;
  /** What it prints goes to a file or into a pipe, by its own redirect or that of a group around it. */
  readonly redirected: boolean;
  /**
   * What its failure does: the whole script fails with it, or only under errexit (`;` behind it, in a loop), or the
   * script goes on in any case (`||`, `!`, a condition, a pipe, `&`, a function, a substitution).
   */
  readonly failure: "script" | "errexit" | "lost";
}

export type ShellOperator = "" | "&&" | "||" | "|" | "|&" | ";" | "&";

export interface ShellLoop extends Span, ShellPlace {
  readonly kind: "for" | "select" | "while" | "until" | "arithmetic";
  /** The first word: `for`, `while` …. */
  readonly keyword: Span;
  readonly variable: ShellWord | undefined;
  /** undefined without `in`: the arguments of the script. */
  readonly words: readonly ShellWord[] | undefined;
  readonly body: Span;
}

export interface ShellFunction extends Span, ShellPlace {
  readonly name: ShellWord;
  readonly body: Span;
}

/** A pipeline behind `!`; the span is that of the `!`. */
export interface ShellNegation extends Span, ShellPlace {
  readonly pipeline: Span;
}

/** One condition in `[[ ]]`; `test` and `[` are commands. */
export interface ShellTest extends Span {
  /** The whole `[[ … ]]`. */
  readonly command: Span;
  readonly operator: string;
  /** undefined for `-f x` and the like, whose word is `right`. */
  readonly left: ShellWord | undefined;
  readonly right: ShellWord;
}

export interface StructureFacts {
  readonly places: ReadonlyMap<ShellCommand, ShellPlace>;
  readonly loops: readonly ShellLoop[];
  readonly functions: readonly ShellFunction[];
  readonly negations: readonly ShellNegation[];
  readonly tests: readonly ShellTest[];
  /** The `[[ … ]]`, each as a whole. */
  readonly doubleBrackets: readonly Span[];
}

/** The structure of a script, in the order of the text. */
export const structureFacts: (script: ShellScript) => StructureFacts = memoize(readStructure);

/** Where one of the script's commands stands. */
export function placeOf(script: ShellScript, command: ShellCommand): ShellPlace {
  return structureFacts(script).places.get(command) ?? outside;
}

const outside: ShellPlace = {
  before: "",
  after: "",
  checked: false,
  condition: false,
  last: false,
  errexit: false,
  negated: false,
  inFunction: false,
  inLoop: false,
  inSubstitution: false,
  redirected: false,
  failure: "lost",
};

function readStructure(script: ShellScript): StructureFacts {
  const tree = treeOf(script);
  const { source } = script;
  const places = new Map<ShellCommand, ShellPlace>();
  const loops: ShellLoop[] = [];
  const functions: ShellFunction[] = [];
  const negations: ShellNegation[] = [];
  const tests: ShellTest[] = [];
  const doubleBrackets: Span[] = [];
  let errexit = false;
  if (tree !== undefined) visit(tree.root, { ...outside, last: true, failure: "script" });
  return { places, loops, functions, negations, tests, doubleBrackets };

  function visit(node: ShellNode, place: ShellPlace): void {
    add(node, place);
    if (node.type === "Script" || node.type === "CompoundList") visitList(node.commands, place);
    else if (node.type === "AndOr") visitAndOr(node, place);
    else if (node.type === "Pipeline") visitPipeline(node, place);
    else eachChild(node, (child) => visit(child, placeInside(node, child, place)));
  }

  function visitList(nodes: readonly ShellNodeOf<"Statement">[], place: ShellPlace): void {
    nodes.forEach(({ command, background = false }, index) => {
      const isLast = index === nodes.length - 1;
      visit(command, {
        ...place,
        before: index === 0 ? "" : nodes[index - 1]?.background ? "&" : ";",
        after: background ? "&" : isLast ? "" : ";",
        checked: place.checked && isLast && !background,
        last: place.last && isLast && !background,
        failure: background ? "lost" : isLast ? place.failure : underErrexit(place),
      });
    });
  }

  function visitAndOr({ commands, operators }: ShellNodeOf<"AndOr">, place: ShellPlace): void {
    commands.forEach((command, index) => {
      const before = operators[index - 1];
      const after = operators[index];
      visit(command, {
        ...place,
        before: before ?? place.before,
        after: after ?? place.after,
        checked: after !== undefined || place.checked,
        condition: after !== undefined || place.condition,
        last: after === undefined && place.last,
        failure: failureInList(operators.slice(index), place),
      });
    });
  }

  function visitPipeline(node: ShellNodeOf<"Pipeline">, place: ShellPlace): void {
    const { commands, operators, prefixes } = node;
    const negation = prefixes.find(({ type }) => type === "Negation");
    const around = { ...place, negated: negation !== undefined };
    if (negation !== undefined) {
      const pipeline = source.spanOf(node.pos, node.end);
      negations.push({ ...source.spanOf(negation.pos, negation.end), ...at(place), pipeline });
    }
    commands.forEach((command, index) => {
      const isLast = index === commands.length - 1;
      visit(command, {
        ...around,
        before: operators[index - 1] ?? place.before,
        after: operators[index] ?? place.after,
        checked: isLast && place.checked,
        last: isLast && place.last,
        failure: isLast && negation === undefined ? place.failure : "lost",
        redirected: !isLast || place.redirected,
      });
    });
  }

  function at(place: ShellPlace): ShellPlace {
    return { ...place, errexit };
  }

  function add(node: ShellNode, place: ShellPlace): void {
    if (node.type === "Command") {
      const command = tree?.commands.get(node);
      if (command === undefined) return;
      const redirected = place.redirected || command.redirects.some(isOutput);
      places.set(command, { ...at(place), redirected });
      errexit = errexitAfter(command, errexit);
    } else if (node.type === "For" || node.type === "Select" || node.type === "While") {
      loops.push({ ...source.spanOf(node.pos, node.end), ...at(place), ...loopOf(node) });
    } else if (node.type === "ArithmeticFor") {
      const body = source.spanOf(node.body.pos, node.body.end);
      const keyword = source.spanOf(node.pos, node.pos + "for".length);
      const span = source.spanOf(node.pos, node.end);
      const rest = { variable: undefined, words: undefined, keyword, body };
      loops.push({ ...span, ...at(place), kind: "arithmetic", ...rest });
    } else if (node.type === "Function") {
      const body = source.spanOf(node.body.pos, node.body.end);
      const name = wordOf(node.name, source);
      functions.push({ ...source.spanOf(node.pos, node.end), ...at(place), name, body });
    } else if (node.type === "TestCommand") {
      const command = source.spanOf(node.pos, node.end);
      doubleBrackets.push(command);
      addTests(node.expression, command);
    }
  }

  function loopOf(
    node: ShellNodeOf<"For" | "Select" | "While">,
  ): Pick<ShellLoop, "kind" | "keyword" | "variable" | "words" | "body"> {
    const body = source.spanOf(node.body.pos, node.body.end);
    const kind =
      node.type === "While" ? node.kind : node.type === "For" ? "for" : ("select" as const);
    const keyword = source.spanOf(node.pos, node.pos + kind.length);
    if (node.type === "While") {
      return { kind, keyword, body, variable: undefined, words: undefined };
    }
    const words = node.wordlist?.map((word) => wordOf(word, source));
    return { kind, keyword, body, variable: wordOf(node.name, source), words };
  }

  function addTests(node: ShellNode, command: Span): void {
    if (node.type === "TestUnary" || node.type === "TestBinary") {
      const span = source.spanOf(node.pos, node.end);
      const left = node.type === "TestBinary" ? wordOf(node.left, source) : undefined;
      const right = wordOf(node.type === "TestBinary" ? node.right : node.operand, source);
      tests.push({ ...span, command, operator: node.operator, left, right });
    } else eachChild(node, (child) => addTests(child, command));
  }
}

/** The place of a child that is no member of a list or pipeline. */
function placeInside(node: ShellNode, child: ShellNode, place: ShellPlace): ShellPlace {
  switch (node.type) {
    case "If":
    case "Elif":
      return child === node.clause ? inCondition(place) : place;
    case "While":
      return child === node.clause
        ? { ...inCondition(place), inLoop: true }
        : { ...place, checked: false, last: false, failure: underErrexit(place), inLoop: true };
    case "For":
    case "Select":
    case "ArithmeticFor":
      return { ...place, checked: false, failure: underErrexit(place), inLoop: true };
    case "Redirected":
      return node.redirects.some(isOutput) ? { ...place, redirected: true } : place;
    case "Function":
      return { ...outside, inFunction: true };
    case "CommandExpansion":
    case "ProcessSubstitution":
    case "ArithmeticCommandExpansion":
      return { ...outside, inSubstitution: true };
    case "Subshell":
    case "BraceGroup":
      return { ...place, negated: false };
    default:
      return place;
  }
}

function isOutput({ operator }: { readonly operator: string }): boolean {
  return operator.startsWith(">") || operator.startsWith("&>");
}

function inCondition(place: ShellPlace): ShellPlace {
  return { ...place, checked: true, condition: true, last: false, failure: "lost" };
}

/** Where more commands follow, only errexit makes a failure count. */
function underErrexit({ failure }: ShellPlace): ShellPlace["failure"] {
  return failure === "lost" ? "lost" : "errexit";
}

/** Errexit leaves out what stands left of `&&`, but the status of such a list may be that of the script. */
function failureInList(after: readonly string[], { failure }: ShellPlace): ShellPlace["failure"] {
  if (after.length === 0) return failure;
  return failure === "script" && after.every((operator) => operator === "&&") ? "script" : "lost";
}

/** What `set -e`, `set +e`, `set -o errexit` make of the option. */
function errexitAfter({ program, args }: ShellCommand, errexit: boolean): boolean {
  if (program !== "set") return errexit;
  const texts = args.map(({ text }) => text);
  if (texts.some((text) => /^-[a-zA-Z]*e/.test(text))) return true;
  if (texts.some((text) => /^\+[a-zA-Z]*e/.test(text))) return false;
  const named = texts.indexOf("errexit");
  return named > 0 ? texts[named - 1]?.startsWith("-") === true : errexit;
}
