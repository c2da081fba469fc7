// Lines that were meant to continue the instruction above them.
import { instructionNames, type Draft } from "./draft.ts";
import { nearestName } from "./editDistance.ts";
import type { InstructionName, Span, SyntaxProblem } from "./tree.ts";

/** What is asked of an instruction here. */
export interface Line extends Span {
  readonly name: InstructionName;
  readonly startLine: number;
  readonly endLine: number;
  readonly heredocs: readonly unknown[];
  readonly draft: Draft;
}

/** Instructions that people write over several lines. */
const longOnes: ReadonlySet<InstructionName> = new Set([
  "ADD",
  "ARG",
  "CMD",
  "COPY",
  "ENTRYPOINT",
  "ENV",
  "EXPOSE",
  "HEALTHCHECK",
  "LABEL",
  "ONBUILD",
  "RUN",
  "VOLUME",
]);

/**
 * Turns the unknown words at the start of such lines into `missing-continuation`: behind an operator, or below an
 * instruction that is often long where the line is indented or does not look like an instruction.
 */
export function findLostContinuations(
  document: string,
  escape: string,
  lines: readonly Line[],
): ReadonlyMap<number, SyntaxProblem> {
  const found = new Map<number, SyntaxProblem>();
  lines.forEach((line, index) => {
    const above = lines[index - 1];
    if (line.name !== "UNKNOWN" || above === undefined) return;
    if (above.endLine + 1 !== line.startLine || above.heredocs.length > 0) return;
    const isWanted =
      endsInOperator(document, above) ||
      ((longOnes.has(above.name) || found.has(above.start)) && looksContinued(document, line));
    if (!isWanted) return;
    const { keyword } = line.draft;
    const message = `The line above ends without \\, so ${keyword.text} begins an instruction of its own.`;
    found.set(line.start, {
      level: "instruction",
      code: "missing-continuation",
      message: message.replace("\\", escape),
      start: keyword.start,
      end: keyword.end,
      meant: { start: above.end, end: above.end, text: ` ${escape}` },
    });
  });
  return found;
}

function endsInOperator(document: string, { name, start, end }: Line): boolean {
  return name !== "FROM" && /(?:&&|\||;)$/.test(document.slice(Math.max(start, end - 2), end));
}

/** Indented, or no word in capitals and not nearly a keyword. */
function looksContinued(document: string, { start, draft }: Line): boolean {
  const { text } = draft.keyword;
  if (!/^[A-Za-z]+$/.test(text)) return true;
  if (nearestName(text.toUpperCase(), instructionNames) !== undefined) return false;
  return !/^[A-Z]+$/.test(text) || /[ \t]/.test(document[start - 1] ?? "");
}
