import { defineRule } from "../lint/rule.ts";

export default defineRule({
  name: "known-stage-index",
  severity: "error",
  category: "stages",
  aliases: { hadolint: "DL3022" },
  options: {
    copyOnly: {
      type: "boolean",
      default: false,
      summary: "Only COPY --from counts, no mount.",
    },
  },
  profiles: { hadolint: { options: { copyOnly: true } } },
  sources: [
    "https://docs.docker.com/reference/dockerfile/#copy---from",
    "https://docs.docker.com/build/building/multi-stage/#name-your-build-stages",
    "https://github.com/hadolint/hadolint/wiki/DL3022",
  ],
  summary: "A --from gives the number of a stage that does not exist yet.",
  why: `Numbers count the FROM lines from 0, and only stages above the instruction can be copied from. The builder stops at a
number without a stage, and at that of a stage further down. No stage can have digits for a name, so a number never means
anything else.`,
  examples: [
    { bad: "FROM a:1\nFROM b:1\nCOPY --from=[|2|] /a /b\nCOPY --from=[|7|] /a /b\n" },
    { bad: "FROM a:1\nCOPY --from=[|1|] /a /b\nFROM b:1\n", says: "further down" },
    { bad: "COPY --from=[|0|] /a /b\n" },
    { bad: "FROM a:1\nRUN --mount=type=bind,from=[|3|],target=/m ls /m\n" },
    { good: "FROM a:1 AS x\nFROM b:1\nCOPY --from=0 /a /b\nCOPY --from=x /a /b\n" },
    { good: "FROM a:1\nCOPY --from=0 /a /b\nCOPY --from=nginx:1 /a /b\n" },
    { good: "FROM a:1\nONBUILD COPY --from=3 /a /b\n" },
    { bad: "FROM a:1\nCOPY --from=[|1|] /a /b\n", options: { copyOnly: true } },
    { good: "FROM a:1\nRUN --mount=from=3,target=/m ls\n", options: { copyOnly: true } },
  ],
  visit: {
    document({ references, stages }, { report, options }) {
      for (const reference of references) {
        const { kind, text, instruction } = reference;
        const isWanted = kind === "--from" || (kind === "mount" && !options.copyOnly);
        if (!isWanted || !/^\d+$/.test(text)) continue;
        const index = Number(text);
        // the stage itself is a mistake of another kind
        if (index < instruction.stage || (index === instruction.stage && index >= 0)) continue;
        const why =
          index < stages.length
            ? "stands further down"
            : `does not exist: there are ${stages.length}, counted from 0`;
        report(reference, `Stage ${text} ${why}.`);
      }
    },
  },
});
