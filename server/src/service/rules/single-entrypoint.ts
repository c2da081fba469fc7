import { defineRule } from "../lint/rule.ts";
import { nameWithText, removal, repeated } from "../syntax/repeatedInstructions.ts";

export default defineRule({
  name: "single-entrypoint",
  severity: "warning",
  category: "runtime",
  aliases: {
    hadolint: "DL4004",
    buildkit: "MultipleInstructionsDisallowed",
    trivy: "DS-0007",
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
    "https://docs.docker.com/reference/dockerfile/#entrypoint",
    "https://github.com/hadolint/hadolint/wiki/DL4004",
  ],
  summary: "A stage has several ENTRYPOINT; only the last counts.",
  why: `An image has one ENTRYPOINT, and each one replaces the one before. A program that an earlier one names is never started,
    which is a trap for everyone who reads the file. Let a script start several programs, and name the script.`,
  examples: [
    {
      bad: 'FROM node:24\n[|ENTRYPOINT|] ["a"]\nENTRYPOINT ["b"]\n',
      fixed: 'FROM node:24\nENTRYPOINT ["b"]\n',
    },
    {
      bad: "FROM node:24 AS a\n[|entrypoint|] a\nRUN b\nENTRYPOINT c\n\nFROM a\nENTRYPOINT d\n",
      fixed: "FROM node:24 AS a\nRUN b\nENTRYPOINT c\n\nFROM a\nENTRYPOINT d\n",
    },
    // the last one and the CMD say what is left of the base image's CMD
    {
      bad: 'FROM node:24\n[|ENTRYPOINT|] ["a"]\nCMD ["b"]\nENTRYPOINT ["c"]\n',
      fixed: 'FROM node:24\nCMD ["b"]\nENTRYPOINT ["c"]\n',
    },
    {
      bad: "FROM node:24\nENTRYPOINT a\n[|ENTRYPOINT|] b\n",
      options: { report: "later" },
      refused: "before it",
    },
    { good: "FROM node:24\nENTRYPOINT a\n" },
    { good: "FROM node:24 AS a\nENTRYPOINT a\n\nFROM a\nENTRYPOINT b\n" },
    { good: "FROM node:24\nONBUILD ENTRYPOINT a\nENTRYPOINT b\n" },
  ],
  visit: {
    block(block, { model, options, report }) {
      for (const node of repeated(block, "ENTRYPOINT", options.report)) {
        const what = nameWithText(node);
        if (options.report === "later") {
          report(node.keyword, `${what} takes the effect from the ENTRYPOINT before it.`);
        } else {
          const message = `${what} has no effect: only the last ENTRYPOINT of a stage counts.`;
          report(node.keyword, message, removal(model, node));
        }
      }
    },
  },
});
