import { defineRule } from "../lint/rule.ts";
import { hasOwnFrontend } from "../syntax/parse.ts";

export default defineRule({
  name: "unknown-instruction",
  severity: "error",
  category: "syntax",
  aliases: { utils: "UNKNOWN_INSTRUCTION" },
  sources: ["https://docs.docker.com/reference/dockerfile/#format"],
  summary: "The first word of a line is no Dockerfile instruction.",
  why: `The builder refuses the file before it runs anything. It is a misspelt keyword, or a line that was meant to go on from the one above; then
    missing-continuation says so. A frontend of its own, named by a \`# syntax=\` line, may have instructions of its own.`,
  examples: [
    {
      bad: "FROM alpine:3.20\n[|CPOY|] a b\n",
      says: "Did you mean COPY?",
      fixed: "FROM alpine:3.20\nCOPY a b\n",
    },
    { bad: "FROM alpine:3.20\n[|wrokdir|] /a\n", fixed: "FROM alpine:3.20\nworkdir /a\n" },
    {
      bad: "FROM alpine:3.20\nUSER app\n[|INCLUDE|] other\n",
      refused: "no Dockerfile instruction",
    },
    { bad: "FROM alpine:3.20\n[|RUNCMD|] docker\n" },
    { bad: "[|\\FROM|] alpine:3.20\n" },
    {
      bad: "# syntax=example.com/my/frontend\nFROM alpine:3.20\n[|INCLUDE|] other\n",
      severity: "hint",
      says: "frontend",
    },
    { good: "FROM alpine:3.20\nrun ls\nCopy a b\n" },
    // the line before lacks its backslash
    { good: "FROM alpine:3.20\nRUN ls &&\n  make\n" },
  ],
  visit: {
    syntax(problem, { report }) {
      const { meant, message } = problem;
      const title = `Write ${meant?.text}`;
      report(problem, message, meant && { title, edits: [meant], safety: "unsafe" });
    },
    UNKNOWN({ keyword }, { model, reportAs }) {
      if (!hasOwnFrontend(model.dockerfile)) return;
      const what = `${keyword.text} is no Dockerfile instruction`;
      reportAs("hint", keyword, `${what} unless the frontend of this file has one of that name.`);
    },
  },
});
