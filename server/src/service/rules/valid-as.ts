import { defineRule } from "../lint/rule.ts";
import { firstIndex } from "../syntax/firstIndex.ts";

export default defineRule({
  name: "valid-as",
  severity: "error",
  category: "stages",
  aliases: { utils: "INVALID_AS" },
  sources: [
    "https://docs.docker.com/reference/dockerfile/#from",
    "https://docs.docker.com/build/building/multi-stage/#name-your-build-stages",
  ],
  summary: "What stands behind the image in FROM is not AS and a name.",
  why: `FROM takes an image, or an image, the word AS and a name for the stage: one or three words behind the flags. With any
other number, or another second word, the build stops before it begins. AS may be written in any case.`,
  examples: [
    { bad: "FROM node:24 [|A$|] setup\n", fixed: "FROM node:24 AS setup\n" },
    {
      bad: "from --platform=$BUILDPLATFORM node:24 [|is|] setup\r\n",
      fixed: "from --platform=$BUILDPLATFORM node:24 as setup\r\n",
    },
    { bad: "FROM node:24 [|setup|]\n", says: "setup" },
    { bad: "FROM node:24 [|AS|]\n", says: "name" },
    { bad: "FROM node:24 AS build [|stage|]\n" },
    { good: "FROM node:24 AS setup\nFROM --platform=linux/amd64 node:24 aS b\nFROM c:1\n" },
    { good: "FROM node:24 \\\n  AS \\\n  setup\n" },
  ],
  visit: {
    syntax(problem, { model: { dockerfile }, report }) {
      const { instructions, text } = dockerfile;
      const node = instructions[firstIndex(instructions, ({ start }) => start > problem.start) - 1];
      const isAs = node?.words.length === 3 && node.words[1]?.start === problem.start;
      const isLower = node?.keyword.text === node?.keyword.text.toLowerCase();
      const as = isLower ? "as" : "AS";
      // a continuation in the word would go
      const isWhole = !/\s/.test(text.slice(problem.start, problem.end));
      const edits = [{ start: problem.start, end: problem.end, text: as }];
      const fix = { title: `Write ${as}`, edits, safety: "unsafe" as const };
      report(problem, problem.message, isAs && isWhole ? fix : undefined);
    },
  },
});
