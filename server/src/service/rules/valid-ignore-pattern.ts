import { defineRule } from "../lint/rule.ts";

export default defineRule({
  name: "valid-ignore-pattern",
  severity: "error",
  category: "context",
  aliases: {},
  sources: [
    "https://docs.docker.com/build/concepts/context/#syntax",
    "https://pkg.go.dev/github.com/moby/patternmatcher",
  ],
  summary: "A line of the ignore file is no valid pattern.",
  why: `The engine reads the ignore file before anything else and stops at a pattern that it cannot read, so that no build of
this context begins. Patterns are those of Go's filepath.Match with \`**\` on top: a bracket has to be closed and filled, a
backslash needs a character behind it, and a "!" a path.`,
  examples: [
    { bad: "node_modules\n[|logs/[ab|]\n", language: "ignore" },
    { bad: "[|a[]|]\n[|a[z-a]|]\n", language: "ignore" },
    { bad: "[|a\\|]\r\n[|b\\|]", language: "ignore", says: "at the end" },
    { bad: "*\n[|!|]\n  [|! /|]\n", language: "ignore", says: '"!"' },
    { good: "# [a\n/dist/  \n  logs \n\n!dist/[ab]\n**/*.log\na\\*b\n!\\!x\n", language: "ignore" },
    { good: "FROM scratch\n" },
  ],
  visit: {
    ignoreFile({ problems }, { report }) {
      for (const problem of problems) report(problem, problem.message);
    },
  },
});
