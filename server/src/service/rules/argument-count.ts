import { defineRule } from "../lint/rule.ts";

export default defineRule({
  name: "argument-count",
  severity: "error",
  category: "syntax",
  aliases: {
    utils: [
      "ARGUMENT_MISSING",
      "ARGUMENT_EXTRA",
      "ARGUMENT_REQUIRES_ONE",
      "ARGUMENT_REQUIRES_AT_LEAST_ONE",
      "ARGUMENT_REQUIRES_TWO",
      "ARGUMENT_REQUIRES_AT_LEAST_TWO",
      "ARGUMENT_REQUIRES_ONE_OR_THREE",
    ],
  },
  sources: [
    "https://docs.docker.com/reference/dockerfile/",
    "https://github.com/rcjsuen/dockerfile-utils#validate",
  ],
  summary: "An instruction has too few or too many arguments.",
  why: `The builder refuses the whole file before it runs the first step. Most often a line was cut off, or a word is missing
    such as the destination of COPY. RUN, CMD and ENTRYPOINT may stand empty, and an empty array takes back what the base image has.`,
  examples: [
    { bad: "FROM alpine:3.20\n[|USER|]\n", says: "USER needs a value" },
    { bad: "FROM alpine:3.20\n[|WORKDIR|]\n" },
    { bad: "FROM alpine:3.20\nCOPY [|app.js|]\n", says: "a source and a destination" },
    { bad: "FROM alpine:3.20\n[|ADD|]\n" },
    { bad: 'FROM alpine:3.20\nCOPY [[|"/srv"|]]\n' },
    { bad: "[|FROM|]\nRUN ls\n" },
    { bad: "FROM alpine:3.20\n[|EXPOSE|]\n" },
    { bad: "FROM alpine:3.20\n[|ENV|]\n" },
    { bad: "FROM alpine:3.20\n[|VOLUME|] []\n" },
    { bad: "FROM alpine:3.20\n[|HEALTHCHECK|] --interval=5s\n" },
    { bad: "FROM alpine:3.20\nONBUILD COPY [|a|]\n" },
    { bad: "FROM alpine:3.20\n[|ONBUILD|]\n" },
    {
      bad: "FROM alpine:3.20\nCOPY a.txt [|<<EOF|]\nhello\nEOF\n",
      says: "a path behind the heredoc",
    },
    // a variable that may expand to nothing
    { good: "FROM alpine:3.20\nARG FILES\nCOPY a $FILES\nUSER $NAME\n" },
    // a heredoc is a source
    { good: "FROM alpine:3.20\nCOPY <<EOF /etc/motd\nhello\nEOF\n" },
    // takes back what the base image has
    { good: "FROM alpine:3.20\nCMD []\nENTRYPOINT []\n" },
    { good: "FROM alpine:3.20\nRUN\nCMD\nENTRYPOINT\n" },
    { good: "FROM alpine:3.20\nONBUILD COPY a b\nMAINTAINER Ann Other\n" },
  ],
  visit: {
    syntax(problem, { report }) {
      report(problem, problem.message);
    },
  },
});
