import { defineRule } from "../lint/rule.ts";
import { nameWithText, removal, repeated } from "../syntax/repeatedInstructions.ts";

export default defineRule({
  name: "single-healthcheck",
  severity: "warning",
  category: "runtime",
  aliases: {
    hadolint: "DL3012",
    buildkit: "MultipleInstructionsDisallowed",
    trivy: "DS-0023",
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
    "https://docs.docker.com/reference/dockerfile/#healthcheck",
    "https://github.com/hadolint/hadolint/wiki/DL3012",
  ],
  summary: "A stage has several HEALTHCHECK; only the last counts.",
  why: `An image has one health check, and each HEALTHCHECK replaces the one before, NONE included. What an earlier one tests is
    never tested. Put all that a healthy container has to do into one command or script.`,
  examples: [
    {
      bad: "FROM node:24\n[|HEALTHCHECK|] CMD a\nHEALTHCHECK --retries=2 CMD b\n",
      fixed: "FROM node:24\nHEALTHCHECK --retries=2 CMD b\n",
    },
    {
      bad: "FROM node:24\n[|HEALTHCHECK|] NONE\nUSER app\nHEALTHCHECK CMD b\n",
      fixed: "FROM node:24\nUSER app\nHEALTHCHECK CMD b\n",
    },
    { bad: "FROM node:24\n[|HEALTHCHECK|] CMD a\nHEALTHCHECK NONE\n" },
    {
      bad: "FROM node:24\nHEALTHCHECK CMD a\n[|HEALTHCHECK|] CMD b\n",
      options: { report: "later" },
      refused: "before it",
    },
    { good: "FROM node:24\nHEALTHCHECK NONE\n" },
    { good: "FROM node:24\nHEALTHCHECK CMD a\nFROM node:24\nHEALTHCHECK CMD b\n" },
    { good: "FROM node:24\nCMD a\nONBUILD HEALTHCHECK CMD b\nHEALTHCHECK CMD c\n" },
  ],
  visit: {
    block(block, { model, options, report }) {
      for (const node of repeated(block, "HEALTHCHECK", options.report)) {
        const what = nameWithText(node);
        if (options.report === "later") {
          report(node.keyword, `${what} takes the effect from the HEALTHCHECK before it.`);
        } else {
          const message = `${what} has no effect: only the last HEALTHCHECK of a stage counts.`;
          report(node.keyword, message, removal(model, node));
        }
      }
    },
  },
});
