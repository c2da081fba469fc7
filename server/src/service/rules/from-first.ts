import { defineRule } from "../lint/rule.ts";

export default defineRule({
  name: "from-first",
  severity: "error",
  category: "syntax",
  aliases: { hadolint: "DL3061", utils: "NO_SOURCE_IMAGE" },
  sources: [
    "https://docs.docker.com/reference/dockerfile/#from",
    "https://github.com/hadolint/hadolint/wiki/DL3061",
  ],
  summary: "Something other than ARG stands before the first FROM, or there is no FROM.",
  why: `Every instruction but ARG belongs to a stage, and FROM begins one: the builder refuses a file that has none, or that begins with
    something else. Parser directives, comments and ARG may stand above it. With a frontend of its own a file may look otherwise.`,
  examples: [
    { bad: "[|LABEL|] a=b\nFROM alpine:3.20\n", says: "LABEL stands before" },
    { bad: "ARG A=1\n[|RUN|] ls\nUSER app\nFROM alpine:3.20\n" },
    { bad: "[|ARG|] A=1\n", says: "no FROM" },
    { bad: "[|RUN|] ls\n" },
    { bad: "[||]", says: "no instruction" },
    { bad: "[||]# only a comment\n" },
    {
      good: "# syntax=docker/dockerfile:1\n# a comment\nARG TAG=3.20\n\nFROM alpine:$TAG\nRUN ls\n",
    },
    { good: "# syntax=example.com/my/frontend\nRUN ls\n" },
  ],
  visit: {
    syntax(problem, { report }) {
      report(problem, problem.message);
    },
  },
});
