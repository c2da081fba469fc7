import { defineRule } from "../lint/rule.ts";

export default defineRule({
  name: "no-variable-in-stage-reference",
  severity: "error",
  category: "stages",
  aliases: { hadolint: "DL3022" },
  options: {
    bareNames: {
      type: "boolean",
      default: false,
      summary: "Only references without a colon count.",
    },
  },
  profiles: { hadolint: { options: { bareNames: true } } },
  sources: [
    "https://docs.docker.com/reference/dockerfile/#copy---from",
    "https://docs.docker.com/reference/dockerfile/#environment-replacement",
    "https://github.com/hadolint/hadolint/wiki/DL3022",
  ],
  summary: "COPY --from holds a variable, which is not expanded there.",
  why: `The builder has to know which stages depend on each other before it runs anything, so it refuses variables in --from, as
in the mounts of RUN. FROM does expand them: add a stage, \`FROM $IMAGE AS tools\` with the ARG above the first FROM, and copy
from that.`,
  examples: [
    { bad: "ARG V=1\nFROM a:1\nCOPY --from=[|tools:$V|] /a /b\n", says: "FROM tools:$V AS" },
    { bad: "FROM a:1\nCOPY --from=[|${STAGE}|] /a /b\nCOPY --from=[|a$B|] /a /b\n" },
    { good: "ARG V=1\nFROM tools:$V AS tools\nFROM a:1\nCOPY --from=tools /a$V /b\n" },
    { good: "FROM a:1\nCOPY --chown=$U $A /b\nRUN --mount=type=cache,id=$ID,target=/c x\n" },
    {
      bad: "FROM a:1\nCOPY --from=[|$S|] /a /b\nCOPY --from=a:$V /a /b\n",
      options: { bareNames: true },
    },
  ],
  visit: {
    COPY({ flags }, { report, options }) {
      const from = flags.find(({ name }) => name === "from")?.value;
      if (from === undefined || !/\$[\w{]/.test(from.value)) return;
      if (options.bareNames && from.value.includes(":")) return;
      report(
        from,
        `--from cannot hold a variable: name a stage instead, FROM ${from.value} AS name.`,
      );
    },
  },
});
