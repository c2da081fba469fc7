import { findHeredocs, type HeredocOperator } from "./heredoc.ts";
import { InstructionNode } from "./instructionNode.ts";
import { LineReader } from "./lines.ts";
import { findLostContinuations } from "./lostContinuation.ts";
import { quotingOf } from "./shellQuoting.ts";
import type { SourceText } from "./sourceText.ts";
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
const frontendCodes: ReadonlySet<string> = new Set([
  "from-first",
  "missing-continuation",
  "unknown-flag",
  "unknown-instruction",
]);

/** Whether another program than BuildKit's reads the file. */
export function hasOwnFrontend({ directives }: Pick<Dockerfile, "directives">): boolean {
  const syntax = directives.find(({ name }) => name === "syntax")?.value.text ?? "";
  const official = /^(?:docker\.io\/)?docker\/dockerfile(?:-upstream)?(?:[:@]|$)/;
  return syntax !== "" && !official.test(syntax);
}

function findProblems(
  lines: LineReader,
  nodes: readonly InstructionNode[],
): readonly SyntaxProblem[] {
  const isCustom = hasOwnFrontend(lines);
  const lost = nodes.some(({ name }) => name === "UNKNOWN")
    ? findLostContinuations(lines.text, lines.escape, nodes)
    : undefined;
  const inInstructions = nodes.flatMap((node) => lost?.get(node.start) ?? node.problems);
  const all = [...lines.problems, ...inInstructions, ...orderProblems(nodes)];
  return all
    .filter(({ level, code }) => !isCustom || level === "parser" || !frontendCodes.has(code))
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
  let isOpen = false;
  node.heredocs = findHeredocs(reader.source.text).map((operator) => {
    const { name, expand, chomp, fd } = operator;
    const span = reader.source.spanOf(operator.start, operator.end);
    const { body, terminator } = readHeredocBody(document, lines, operator);
    // the first one takes the rest of the file, and leaves nothing for the others
    if (terminator === undefined && !isOpen) {
      isOpen = true;
      const inside = quotingOf(reader.source.text).at(operator.start);
      const problem =
        inside === "arithmetic" || inside === "quotes"
          ? shiftProblem(reader.source, operator, inside)
          : openHeredoc(document, body, operator);
      reader.problems.push({ level: "parser", ...problem, ...span });
    }
    const content = document.slice(body.start, body.end);
    return { name, expand, chomp, fd, operator: span, body, content, terminator };
  });
  node.endLine = lines.lastLine;
}

type OpenProblem = Pick<SyntaxProblem, "code" | "message" | "meant">;

/** A line that is nearly the delimiter is named and taken for it. */
function openHeredoc(document: string, body: Span, { name, chomp }: HeredocOperator): OpenProblem {
  const code = "closed-heredoc";
  const message = `The heredoc is never closed: no line says ${name}.`;
  const content = document.slice(body.start, body.end);
  const near = findNearly(content, name);
  if (near === undefined) return { code, message };
  const line =
    content.slice(0, near).split("\n").length +
    document.slice(0, body.start).split("\n").length -
    1;
  const [written = ""] = /^.*/.exec(content.slice(near)) ?? [];
  const text = written.trimEnd();
  const start = body.start + near;
  const allowed = chomp
    ? "only tabs may stand before it, and nothing behind it"
    : "it stands alone";
  return {
    code,
    message: `${message} Line ${line} has blanks around it: ${allowed}.`,
    meant: { start, end: start + written.replace(/\r$/, "").length, text: text.trim() },
  };
}

/** Offset of the first line that is the name but for blanks around it. */
function findNearly(content: string, name: string): number | undefined {
  for (let at = content.indexOf(name); at !== -1; at = content.indexOf(name, at + 1)) {
    const start = content.lastIndexOf("\n", at) + 1;
    const end = content.indexOf("\n", at);
    if (content.slice(start, end === -1 ? undefined : end).trim() === name) return start;
  }
  return undefined;
}

/** Without blanks before it the operator is a part of a word, and no heredoc unless that is a number. */
function shiftProblem(
  source: SourceText,
  { start, end, name }: HeredocOperator,
  inside: "arithmetic" | "quotes",
): OpenProblem {
  const { text } = source;
  const message = `BuildKit takes \`${text.slice(start, end)}\` for a heredoc that a line with ${name} ends.`;
  const before = text.slice(0, start).trimEnd();
  const isPlain = inside === "arithmetic" && !/(?:^|\s)\d*$/.test(before.slice(-20));
  const joined = text.slice(start, end).replaceAll(/\s/g, "");
  const meant = { ...source.spanOf(before.length, end), text: joined };
  return { code: "shift-read-as-heredoc", message, ...(isPlain && { meant }) };
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
