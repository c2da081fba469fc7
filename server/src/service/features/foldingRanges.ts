import { FoldingRangeKind, type FoldingRange } from "vscode-languageserver-types";
import type { Comment, Dockerfile } from "../syntax/tree.ts";
import type { Analysed } from "./nodeAt.ts";

/** Stages, instructions and heredocs of several lines, blocks of comments, and `# region` to `# endregion`. */
export function foldingRanges({ document, model }: Analysed): readonly FoldingRange[] {
  const lineOf = (offset: number): number => document.positionAt(offset).line;
  const { dockerfile, stages } = model;
  const lines = [
    ...stages.map(({ from, instructions }) => ({
      startLine: from.startLine,
      endLine: instructions.at(-1)?.endLine ?? from.endLine,
    })),
    // a continued instruction can end in blank lines, which BuildKit counts and a reader does not
    ...dockerfile.instructions.map(({ startLine, end }) => ({ startLine, endLine: lineOf(end) })),
    ...dockerfile.instructions.flatMap(({ heredocs }) =>
      heredocs.map(({ operator, body, terminator }) => ({
        startLine: lineOf(operator.start),
        endLine: lineOf((terminator ?? body).end),
      })),
    ),
  ];
  const ranges: readonly FoldingRange[] = [
    ...lines,
    ...commentBlocks(dockerfile),
    ...regions(dockerfile.comments),
  ].filter(({ startLine, endLine }) => endLine > startLine);
  const seen = new Set<string>();
  return ranges.filter(({ startLine, endLine }) => {
    const key = `${startLine}-${endLine}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

const regionPattern = /^#\s*#?(end)?region\b/i;

function commentBlocks({ comments, directives }: Dockerfile): readonly FoldingRange[] {
  const lines = [
    ...directives.map(({ line }) => line),
    ...comments.filter(({ text }) => !regionPattern.test(text)).map(({ line }) => line),
  ];
  const blocks: { startLine: number; endLine: number }[] = [];
  for (const line of lines) {
    const last = blocks.at(-1);
    if (last !== undefined && line === last.endLine + 1) last.endLine = line;
    else blocks.push({ startLine: line, endLine: line });
  }
  return blocks.map((block) => ({ ...block, kind: FoldingRangeKind.Comment }));
}

function regions(comments: readonly Comment[]): readonly FoldingRange[] {
  const open: number[] = [];
  return comments.flatMap(({ text, line }): readonly FoldingRange[] => {
    const match = regionPattern.exec(text);
    if (match === null) return [];
    if (match[1] === undefined) {
      open.push(line);
      return [];
    }
    const startLine = open.pop();
    return startLine === undefined
      ? []
      : [{ startLine, endLine: line, kind: FoldingRangeKind.Region }];
  });
}
