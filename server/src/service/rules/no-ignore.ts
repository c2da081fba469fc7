import { defineRule } from "../lint/rule.ts";
import { ignoreComments } from "../syntax/ignoreComments.ts";

export default defineRule({
  name: "no-ignore",
  severity: "off",
  category: "directives",
  aliases: { hadolint: "DL1001" },
  unignorable: true,
  options: {
    tools: {
      type: "words",
      default: ["hadolint", "buildkit", "drydock"],
      summary: "Whose ignore comments are meant.",
    },
  },
  // hadolint has it off by default too
  profiles: { hadolint: { severity: "off", options: { tools: ["hadolint"] } } },
  sources: [
    "https://github.com/hadolint/hadolint#inline-ignores",
    "https://github.com/hadolint/hadolint/issues/1155",
  ],
  summary: "An inline ignore comment is used at all.",
  why: `Some teams want every exception in one place, the configuration file, where it is reviewed and counts for all files. This
    rule finds the comments that make exceptions in between, and cannot be ignored by one. It contradicts every quick fix that
    writes such a comment, so it is off unless a configuration asks for it.`,
  examples: [
    { bad: "[|# hadolint ignore=DL3006|]\nFROM alpine\n" },
    { bad: "[|# hadolint global ignore=DL1001|]\r\nFROM alpine\r\n" },
    { bad: "FROM alpine:3.20\n[|# drydock ignore=no-ignore why|]\nCMD ls\n" },
    { bad: "[|# check=skip=all|]\nFROM alpine:3.20\n[|# check=skip=UndefinedVar|]\nCMD ls\n" },
    {
      bad: "# check=skip=all\n[|# hadolint ignore=DL3025|]\nFROM alpine:3.20\n",
      options: { tools: ["hadolint"] },
    },
    { good: "# check=error=true\n# hadolint shell=bash\nFROM alpine:3.20\n# foobar\nCMD ls\n" },
    { good: "# check=skip=all\nFROM alpine:3.20\n", options: { tools: ["hadolint"] } },
  ],
  visit: {
    document({ dockerfile }, { options, report }) {
      for (const { comment, tool, rules } of ignoreComments(dockerfile)) {
        if (rules.length === 0 || !options.tools.includes(tool)) continue;
        const names = rules.map(({ name }) => name).join(" and ");
        report(comment, `This comment ignores ${names}: exceptions belong into the configuration.`);
      }
    },
  },
});
