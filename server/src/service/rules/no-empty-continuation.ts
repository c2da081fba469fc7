import { defineRule, type Edit } from "../lint/rule.ts";
import type { Dockerfile, Instruction, Span } from "../syntax/tree.ts";

export default defineRule({
  name: "no-empty-continuation",
  severity: "warning",
  category: "layout",
  aliases: { buildkit: "NoEmptyContinuation", utils: "EMPTY_CONTINUATION_LINE" },
  sources: ["https://docs.docker.com/reference/build-checks/no-empty-continuation/"],
  summary:
    "An empty line stands inside a continued instruction; the builder will refuse it in future.",
  why: `A line that ends with the escape character goes on in the next one. BuildKit still skips empty lines there, and warns that
    a later release will not: the instruction would then end at the empty line, and what follows would be an error or an
    instruction of its own. Comment lines are skipped for good, and the bodies of heredocs may be empty.`,
  examples: [
    {
      bad: "FROM alpine:3.20\nRUN ls \\\n[|\n|]  /app\n",
      fixed: "FROM alpine:3.20\nRUN ls \\\n  /app\n",
    },
    // one finding an instruction
    {
      bad: "FROM alpine:3.20\r\nRUN ls \\\r\n[| \t\r\n\r\n|]  /app \\\r\n# why\r\n\r\n  /b\r\nCMD ls\r\n",
      fixed: "FROM alpine:3.20\r\nRUN ls \\\r\n  /app \\\r\n# why\r\n  /b\r\nCMD ls\r\n",
    },
    {
      bad: "FROM alpine:3.20\nCOPY a b \\\n[|\n\n|]",
      fixed: "FROM alpine:3.20\nCOPY a b \\\n",
    },
    {
      bad: "# escape=`\nFROM alpine:3.20\nRUN `\n[|\n|]ls <<EOF\n\nb\nEOF\n",
      fixed: "# escape=`\nFROM alpine:3.20\nRUN `\nls <<EOF\n\nb\nEOF\n",
    },
    { bad: "FROM alpine:3.20\n\\\n\n[|RUN|] ls\n", fixed: "FROM alpine:3.20\n\\\nRUN ls\n" },
    { good: "FROM alpine:3.20\nRUN ls \\\n# why\n  # this\n  /app\n\nCMD ls\n" },
    { good: "FROM alpine:3.20\nRUN <<EOF\nls \\\n\n/app\nEOF\n" },
    // the builder takes the end of the file for the end of the instruction
    { good: "FROM alpine:3.20\nCOPY a b \\\n" },
  ],
  visit: {
    document({ dockerfile }, { report }) {
      for (const node of dockerfile.instructions) {
        const lines = node.startLine === node.endLine ? [] : emptyLines(dockerfile, node);
        const [first] = lines;
        if (first === undefined) continue;
        const last = lines.find(({ end }, index) => lines[index + 1]?.start !== end) ?? first;
        // an escape character alone may stand above the keyword
        const isAbove = first.start < node.start;
        const where = isAbove ? node.keyword : { start: first.start, end: last.end };
        report(
          where,
          `An empty line stands inside ${node.name}: a later builder ends the instruction here.`,
          {
            title: "Remove the empty lines",
            edits: lines.map((line): Edit => ({ ...line, text: "" })),
            safety: "safe",
          },
        );
      }
    },
  },
});

/** The lines with nothing but blanks below the first one of an instruction, with their line ends. */
function emptyLines({ text, lineStarts }: Dockerfile, node: Instruction): readonly Span[] {
  const { startLine, endLine, heredocs } = node;
  const limit = heredocs[0]?.body.start ?? Infinity;
  const lines: Span[] = [];
  for (let line = startLine + 1; line <= endLine; line += 1) {
    const start = lineStarts[line] ?? text.length;
    const end = lineStarts[line + 1] ?? text.length;
    if (start >= limit) break;
    if (start < end && text.slice(start, end).trim() === "") lines.push({ start, end });
  }
  return lines;
}
