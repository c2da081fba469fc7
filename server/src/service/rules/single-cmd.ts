import { defineRule } from "../lint/rule.ts";
import { wholeLines } from "../syntax/wholeLines.ts";

export default defineRule({
  name: "single-cmd",
  severity: "warning",
  category: "runtime",
  aliases: {
    hadolint: "DL4003",
    buildkit: "MultipleInstructionsDisallowed",
    trivy: "DS-0016",
    utils: "MULTIPLE_INSTRUCTIONS",
  },
  sources: [
    "https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/",
    "https://docs.docker.com/reference/dockerfile/#cmd",
    "https://github.com/hadolint/hadolint/wiki/DL4003",
  ],
  summary: "A stage has several CMD; only the last counts.",
  why: `An image has one default command, and each CMD replaces the one before. What an earlier CMD says is never run, which
    is a trap for everyone who reads the file. Start several programs from one script or from a process manager.`,
  examples: [
    {
      bad: 'FROM node:24\n[|CMD|] ["a"]\nCMD ["b"]\n',
      fixed: 'FROM node:24\nCMD ["b"]\n',
    },
    {
      bad: "FROM node:24\n[|CMD|] a\nUSER app\n[|cmd|] b\nCMD c",
      fixed: "FROM node:24\nUSER app\nCMD c",
    },
    // comments stay, and the instruction goes with all its lines
    {
      bad: "FROM node:24\r\n# first\r\n  [|CMD|] a \\\r\n# inside\r\n\r\n    b\r\n# second\r\nCMD c\r\n",
      fixed: "FROM node:24\r\n# first\r\n# inside\r\n# second\r\nCMD c\r\n",
    },
    { bad: "FROM node:24\n[|CMD|]\nCMD a\n", fixed: "FROM node:24\nCMD a\n" },
    { good: "FROM node:24 AS a\nCMD a\n\nFROM a\nCMD b\n" },
    { good: "FROM node:24\nONBUILD CMD a\nHEALTHCHECK CMD b\nCMD c\n" },
  ],
  visit: {
    stage({ instructions }, { model, report }) {
      const commands = instructions.filter(({ name }) => name === "CMD");
      for (const node of commands.slice(0, -1)) {
        const text = node.logical.text.slice(node.bodyStart).trim();
        const what = text === "" ? "This CMD" : `CMD \`${text}\``;
        report(node.keyword, `${what} is never run: only the last CMD of a stage counts.`, {
          title: "Remove the CMD",
          edits: wholeLines(model.dockerfile, node).map((span) => ({ ...span, text: "" })),
          safety: "safe",
        });
      }
    },
  },
});
