import { defineRule } from "../lint/rule.ts";
import { nameSpans, namedReferences } from "../syntax/stageNames.ts";

export default defineRule({
  name: "lower-case-stage-names",
  severity: "hint",
  category: "stages",
  aliases: { buildkit: "StageNameCasing" },
  sources: [
    "https://docs.docker.com/reference/build-checks/stage-name-casing/",
    "https://docs.docker.com/reference/dockerfile/#from",
  ],
  summary: "A stage name has capital letters.",
  why: `The builder keeps every stage name in lower case and compares --from, mounts and build targets in any case, but FROM
only with the lower-case name: \`FROM Build\` after \`AS Build\` is looked up as an image and fails. One spelling in lower case
works everywhere and tells stages from keywords.`,
  examples: [
    {
      bad: "FROM node:24 AS [|Build|]\nRUN make\nFROM scratch\nCOPY --from=BUILD /a /b\n",
      fixed: "FROM node:24 AS build\nRUN make\nFROM scratch\nCOPY --from=build /a /b\n",
    },
    {
      bad: 'from a:1 as [|B.x|]\r\nFROM B.x AS c\r\nRUN --mount=type=bind,from=b.X,target=/m ls\r\nCOPY --from="B.X" /a /b\r\n',
      fixed:
        'from a:1 as b.x\r\nFROM b.x AS c\r\nRUN --mount=type=bind,from=b.x,target=/m ls\r\nCOPY --from="b.x" /a /b\r\n',
    },
    { bad: 'FROM a:1 AS [|Build|]\nFROM scratch\nCOPY --from=B"uild" /a /b\n', refused: "Build" },
    { good: "FROM a:1 AS build-1_x\nFROM scratch\nCOPY --from=build-1_x /a /b\n" },
    { good: "FROM Registry.example.com/a:1\nFROM a:Latest AS b\n" },
  ],
  visit: {
    document(model, { report }) {
      const references = namedReferences(model);
      for (const stage of model.stages) {
        const word = stage.from.stageName;
        const lower = word?.value.toLowerCase();
        if (word === undefined || lower === undefined || lower === word.value) continue;
        const spans = nameSpans(model, stage, references.get(stage) ?? []);
        const fix = spans && {
          title: `Rename the stage to ${lower}`,
          edits: spans.map((span) => ({ ...span, text: lower })),
          safety: "safe" as const,
        };
        report(
          word,
          `The stage name ${word.value} has capital letters, FROM knows ${lower} only.`,
          fix,
        );
      }
    },
  },
});
