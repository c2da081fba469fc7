import { defineRule } from "../lint/rule.ts";
import { declareArg } from "../syntax/declareArg.ts";
import { platformArgs } from "../syntax/scope.ts";
import { undefinedUses } from "../syntax/undefinedUses.ts";

export default defineRule({
  name: "visible-global-arg",
  severity: "warning",
  category: "variables",
  aliases: {},
  sources: [
    "https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact",
    "https://docs.docker.com/build/building/variables/#scoping",
  ],
  summary: "A stage uses an ARG declared only before the first FROM, where it is out of scope.",
  why: `An ARG above the first FROM belongs to the FROM lines alone. In a stage its name is empty, unless the stage says
\`ARG name\` once more, without a value: then it has the value from above. Nothing fails, and a version or a path is missing.
    The fix is unsafe, as the stage gets the value, be it from the file or from \`--build-arg\`.`,
  examples: [
    {
      bad: "ARG V\nFROM alpine:$V\nENV A=[|$V|]\n",
      fixed: "ARG V\nFROM alpine:$V\nARG V\nENV A=$V\n",
    },
    { bad: "ARG V=3\nFROM alpine:$V\r\nRUN apk add a=[|${V}|]\r\n", says: "before the first FROM" },
    {
      bad: "ARG V=3\nFROM alpine AS a\nARG V\nFROM alpine\nCOPY --chown=[|$V|] a b\nRUN <<EOF\necho [|$V|]\nEOF\n",
    },
    { good: "ARG V=3\nFROM alpine:$V\nARG V\nENV A=$V\nRUN echo $V\n" },
    { good: "ARG V=3\nFROM alpine AS a\nARG V\nFROM a\nRUN echo $V\n" },
    {
      good: "ARG V=3\nFROM alpine\nRUN V=4; echo $V\nRUN for V in a b; do echo $V; done\nCMD echo $V\n",
    },
    { good: "ARG V=3\nFROM alpine\nRUN echo ${V:-4} '$V' \\$V\n" },
  ],
  visit: {
    stage(stage, { model, report }) {
      if (model.preamble.length === 0) return;
      for (const node of stage.instructions) {
        for (const use of undefinedUses(model, node)) {
          const global = model.scope(stage.from).get(use.name);
          if (global?.kind !== "global" || platformArgs.includes(use.name)) continue;
          if (/^:?[-+=?]$/.test(use.modifier)) continue;
          const edit = declareArg(model, stage, use.name);
          const message = `${use.name} is empty here: its ARG stands before the first FROM and counts in FROM alone.`;
          report(
            use,
            message,
            edit && {
              title: `Declare ARG ${use.name} in the stage`,
              edits: [edit],
              safety: "unsafe",
            },
          );
        }
      }
    },
  },
});
