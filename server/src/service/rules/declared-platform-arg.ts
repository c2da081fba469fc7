import { defineRule } from "../lint/rule.ts";
import { declareArg } from "../syntax/declareArg.ts";
import { platformArgs } from "../syntax/scope.ts";
import { undefinedUses } from "../syntax/undefinedUses.ts";

export default defineRule({
  name: "declared-platform-arg",
  severity: "warning",
  category: "variables",
  aliases: {},
  sources: [
    "https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope",
    "https://docs.docker.com/build/building/multi-platform/",
  ],
  summary: "A stage uses TARGETARCH or another platform variable without declaring it.",
  why: `BuildKit knows the platform variables in FROM at once, but in a stage only below \`ARG TARGETARCH\`. Without that line
the variable is empty, and a download or a folder name misses its middle. A stage that is built FROM one with the line has
it too.`,
  examples: [
    {
      bad: 'FROM alpine\nRUN wget https://example.com/a-[|$TARGETARCH|] && \\\n  echo "[|${TARGETOS}|]"\n',
    },
    {
      bad: "FROM alpine\nCOPY bin/[|${TARGETARCH}|]/a /a\n",
      fixed: "FROM alpine\nARG TARGETARCH\nCOPY bin/${TARGETARCH}/a /a\n",
    },
    { bad: "ARG TARGETARCH\nFROM alpine\nENV A=[|$TARGETARCH|]\n" },
    { bad: "FROM alpine AS a\nARG TARGETARCH\nFROM alpine\nRUN echo [|${TARGETARCH|]:-amd64}\n" },
    {
      good: "FROM --platform=$BUILDPLATFORM alpine\nARG TARGETARCH TARGETOS\nRUN echo $TARGETOS-$TARGETARCH\n",
    },
    { good: "FROM alpine AS a\nARG TARGETARCH\nFROM a\nRUN echo $TARGETARCH\n" },
    {
      good: "FROM alpine\nENV TARGETARCH=amd64\nRUN echo $TARGETARCH && TARGETOS=linux && echo $TARGETOS\n",
    },
    {
      good: "FROM alpine\nRUN echo '$TARGETARCH' \\$TARGETARCH && TARGETARCH=$(uname -m); echo $TARGETARCH\n",
    },
  ],
  visit: {
    stage(stage, { model, report }) {
      for (const node of stage.instructions) {
        for (const use of undefinedUses(model, node)) {
          if (!platformArgs.includes(use.name)) continue;
          const edit = declareArg(model, stage, use.name);
          const fix = edit && {
            title: `Declare ARG ${use.name}`,
            edits: [edit],
            safety: "unsafe" as const,
          };
          report(
            use,
            `${use.name} is empty in this stage: it has to be declared with \`ARG ${use.name}\`.`,
            fix,
          );
        }
      }
    },
  },
});
