import { defineRule } from "../lint/rule.ts";

export default defineRule({
  name: "missing-continuation",
  severity: "error",
  category: "syntax",
  aliases: {},
  sources: [
    "https://docs.docker.com/reference/dockerfile/#format",
    "https://docs.docker.com/reference/dockerfile/#escape",
  ],
  summary: "A line that continues the command above lacks the continuation character before it.",
  why: `The builder takes every line for an instruction of its own unless the one above ends in the escape character, a backslash by default. So it finds
    an unknown instruction here and refuses the file; where the line begins with a real keyword, the command above is merely cut off.`,
  examples: [
    {
      bad: "FROM alpine:3.20\nRUN apk update &&\n  [|apk|] add git\n",
      says: "apk begins an instruction",
      fixed: "FROM alpine:3.20\nRUN apk update && \\\n  apk add git\n",
    },
    {
      bad: "FROM alpine:3.20\nRUN apk update\n  [|&&|] apk add git\n",
      fixed: "FROM alpine:3.20\nRUN apk update \\\n  && apk add git\n",
    },
    {
      bad: "FROM alpine:3.20\nENV A=1 \\\n    B=2\n    [|C=3|]\n",
      fixed: "FROM alpine:3.20\nENV A=1 \\\n    B=2 \\\n    C=3\n",
    },
    { bad: "FROM alpine:3.20\nRUN ls |\n[|wc|] -l\n" },
    {
      bad: "FROM alpine:3.20\nRUN a \\\n  && b\n  [|&&|] c\n  [|&&|] d\n",
      fixed: "FROM alpine:3.20\nRUN a \\\n  && b \\\n  && c \\\n  && d\n",
    },
    {
      bad: "# escape=`\nFROM alpine:3.20\nLABEL a=b\n      [|c=d|]\n",
      says: "without `",
      fixed: "# escape=`\nFROM alpine:3.20\nLABEL a=b `\n      c=d\n",
    },
    { bad: "FROM alpine:3.20\nCOPY a \\\n  b\n  [|/srv/|]\n" },
    // misspelt keywords, and words that look like one
    { good: "FROM alpine:3.20\nRUN ls\nCPOY a b\nINCLUDE other\n" },
    { good: "FROM alpine:3.20\nUSER app\n  whatever\n" },
    { good: "FROM alpine:3.20\nRUN ls\n\n  whatever\n" },
    { good: "FROM alpine:3.20\nRUN <<EOF\nls &&\nEOF\nwhatever\n" },
  ],
  visit: {
    syntax(problem, { report }) {
      const { meant, message } = problem;
      report(
        problem,
        message,
        meant && {
          title: `End the line above in ${meant.text.trim()}`,
          edits: [meant],
          safety: "unsafe",
        },
      );
    },
  },
});
