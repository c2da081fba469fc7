import { defineRule } from "../lint/rule.ts";
import { nameWithText, removal, repeated } from "../syntax/repeatedInstructions.ts";

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
  options: {
    report: {
      type: "choice",
      choices: ["earlier", "later"],
      default: "earlier",
      summary: "Which are reported: the earlier ones, which have no effect, or the later ones.",
    },
  },
  profiles: { hadolint: { options: { report: "later" } } },
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
    { bad: "FROM node:24\nCMD a\n[|CMD|] b\n", options: { report: "later" }, refused: "before it" },
    { bad: "[|CMD|] a\nCMD b\nFROM node:24\n" },
    { good: "FROM node:24\nCMD a\n" },
    { good: "FROM node:24 AS a\nCMD a\n\nFROM a\nCMD b\n" },
    { good: "FROM node:24\nONBUILD CMD a\nHEALTHCHECK CMD b\nCMD c\n" },
  ],
  visit: {
    block(block, { model, options, report }) {
      for (const node of repeated(block, "CMD", options.report)) {
        const what = nameWithText(node);
        if (options.report === "later") {
          report(node.keyword, `${what} takes the effect from the CMD before it.`);
        } else {
          const message = `${what} has no effect: only the last CMD of a stage counts.`;
          report(node.keyword, message, removal(model, node));
        }
      }
    },
  },
});
