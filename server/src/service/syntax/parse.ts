import { findHeredocs, type HeredocOperator } from "./heredoc.ts";
import { InstructionNode } from "./instructionNode.ts";
import { LineReader } from "./lines.ts";
import type { Dockerfile, Heredoc, Instruction, Span, SyntaxProblem } from "./tree.ts";

export { instructionNames } from "./draft.ts";

/**
 * Parses a Dockerfile. Never throws, and goes on with the next instruction after an error; what BuildKit would reject
 * is in `problems`. Lines and heredocs are found now, the rest of an instruction when it is asked for.
 */
export function parseDockerfile(document: string): Dockerfile {
  const lines = new LineReader(document);
  const nodes: InstructionNode[] = [];
  let stage = -1;
  // without this character an instruction has no heredoc, and need not be read for it
  let mark = document.indexOf("<");
  for (let next = lines.nextInstruction(); next !== undefined; next = lines.nextInstruction()) {
    const place = { index: nodes.length, endLine: lines.lastLine, stage };
    const node = new InstructionNode(document, lines.escape, next, place);
    stage = node.stage;
    if (mark !== -1 && mark < next.start) mark = document.indexOf("<", next.start);
    if (mark !== -1 && mark < lines.offset) readHeredocs(document, node, lines);
    nodes.push(node);
  }
  let problems: readonly SyntaxProblem[] | undefined;
  let lineStarts: readonly number[] | undefined;
  return {
    start: 0,
    end: document.length,
    text: document,
    escape: lines.escape,
    eol: /\r\n|\n/.exec(document)?.[0] === "\r\n" ? "\r\n" : "\n",
    directives: lines.directives,
    comments: lines.comments,
    // the name decides which of the getters have a value, and the types in tree.ts say so
    instructions: nodes as unknown as readonly Instruction[],
    get problems() {
      problems ??= findProblems(lines, nodes);
      return problems;
    },
    get lineStarts() {
      lineStarts ??= findLineStarts(document);
      return lineStarts;
    },
  };
}

/** With a frontend of its own a file may have instructions and flags that we do not know. */
const frontendCodes: ReadonlySet<string> = new Set(["unknown-instruction", "unknown-flag"]);

function findProblems(
  lines: LineReader,
  nodes: readonly InstructionNode[],
): readonly SyntaxProblem[] {
  const syntax = lines.directives.find(({ name }) => name === "syntax")?.value.text ?? "";
  const isCustom =
    syntax !== "" && !/^(?:docker\.io\/)?docker\/dockerfile(?:-upstream)?(?:[:@]|$)/.test(syntax);
  const inInstructions = nodes.flatMap((node) => node.problems);
  const all = [...lines.problems, ...inInstructions, ...orderProblems(nodes)];
  return all
    .filter(({ code }) => !(isCustom && frontendCodes.has(code)))
    .toSorted((a, b) => a.start - b.start);
}

/** Only ARG may stand before the first FROM, and something must stand in the file. */
function orderProblems(nodes: readonly InstructionNode[]): readonly SyntaxProblem[] {
  if (nodes.length === 0) {
    const message =
      "The file has no instruction. A Dockerfile begins with FROM, or with ARG and FROM.";
    return [{ level: "parser", code: "from-first", message, start: 0, end: 0 }];
  }
  const first = nodes.findIndex(({ name }) => name === "FROM");
  const before = first === -1 ? nodes : nodes.slice(0, first);
  const early = before.find(({ name }) => name !== "ARG" && name !== "UNKNOWN");
  if (early === undefined && first !== -1) return [];
  const { start, end } = (early ?? before[0])?.draft.keyword ?? { start: 0, end: 0 };
  const message =
    early === undefined
      ? "The file has no FROM: it builds nothing."
      : `${early.name} stands before the first FROM: only ARG may.`;
  return [{ level: "instruction", code: "from-first", message, start, end }];
}

const heredocNames: ReadonlySet<string> = new Set(["RUN", "COPY", "ADD", "ONBUILD"]);

/** Reads the bodies of the heredocs that an instruction announces; they begin on the next line. */
function readHeredocs(document: string, node: InstructionNode, lines: LineReader): void {
  if (!heredocNames.has(node.name)) return;
  const { reader, draft } = node;
  const carrier = draft.trigger ?? draft;
  if (carrier.name === "ONBUILD" || !heredocNames.has(carrier.name) || carrier.json !== undefined)
    return;
  node.heredocs = findHeredocs(reader.source.text).map((operator) => {
    const { name, expand, chomp, fd } = operator;
    const span = reader.source.spanOf(operator.start, operator.end);
    const { body, terminator } = readHeredocBody(document, lines, operator);
    if (terminator === undefined) {
      const message = `The heredoc is never closed: no line says ${name}.`;
      reader.problems.push({ level: "parser", code: "closed-heredoc", message, ...span });
    }
    const content = document.slice(body.start, body.end);
    return { name, expand, chomp, fd, operator: span, body, content, terminator };
  });
  node.endLine = lines.lastLine;
}

function readHeredocBody(
  text: string,
  lines: LineReader,
  operator: HeredocOperator,
): Pick<Heredoc, "body" | "terminator"> {
  let body: Span | undefined;
  while (lines.advance()) {
    const { start, end } = lines;
    if (isDelimiter(text, start, end, operator)) {
      return { body: body ?? { start, end: start }, terminator: { start, end } };
    }
    body = { start: body?.start ?? start, end: lines.offset };
  }
  return { body: body ?? { start: text.length, end: text.length }, terminator: undefined };
}

/** Whether a line is the delimiter and nothing else; `<<-` allows tabs before it. */
function isDelimiter(
  text: string,
  start: number,
  end: number,
  { name, chomp }: HeredocOperator,
): boolean {
  const from = end - name.length;
  if (from < start || !text.startsWith(name, from)) return false;
  return from === start || (chomp && /^\t*$/.test(text.slice(start, from)));
}

function findLineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
