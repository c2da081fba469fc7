import { defineRule } from "../lint/rule.ts";
import { freeNames, nameSpans, namedReferences } from "../syntax/stageNames.ts";

const reserved = /^(?:scratch|context)$/;

export default defineRule({
  name: "no-reserved-stage-name",
  severity: "warning",
  category: "stages",
  aliases: { hadolint: "DL3063", buildkit: "ReservedStageName" },
  options: {
    exactCase: {
      type: "boolean",
      default: false,
      summary: "Only names written in lower case count.",
    },
  },
  profiles: { hadolint: { options: { exactCase: true } } },
  sources: [
    "https://docs.docker.com/reference/build-checks/reserved-stage-name/",
    "https://github.com/hadolint/hadolint/wiki/DL3063",
  ],
  summary: "A stage is called scratch or context.",
  why: `scratch means the empty image and context the files that the build is given. A stage with one of these names shadows
the empty image in every later FROM and --from, and a named context cannot replace it. Any other name is safe.`,
  examples: [
    {
      bad: "FROM alpine:3.24 AS [|context|]\nFROM alpine:3.24\nCOPY --from=context /a /b\n",
      fixed:
        "FROM alpine:3.24 AS context-stage\nFROM alpine:3.24\nCOPY --from=context-stage /a /b\n",
    },
    {
      bad: "FROM alpine:3.24 AS [|Scratch|]\nFROM alpine:3.24 AS scratch-stage\n",
      fixed: "FROM alpine:3.24 AS scratch-stage2\nFROM alpine:3.24 AS scratch-stage\n",
    },
    {
      bad: "FROM alpine:3.24 AS [|scratch|]\nFROM scratch\nCOPY --from=scratch /a /b\n",
      refused: "FROM",
    },
    { bad: "FROM alpine:3.24 AS [|scratch|]\n", options: { exactCase: true } },
    { good: "FROM alpine:3.24 AS Scratch\n", options: { exactCase: true } },
    { good: "FROM scratch\nFROM scratch AS contexts\n" },
  ],
  visit: {
    document(model, { report, options }) {
      const { stages } = model;
      if (!stages.some(({ name }) => isReserved(name))) return;
      const references = namedReferences(model);
      const freeName = freeNames(model);
      const lastScratch = stages.findLastIndex(({ base }) => base.kind === "scratch");
      for (const stage of stages) {
        const word = stage.from.stageName;
        if (word === undefined || !isReserved(word.value)) continue;
        const name = word.value.toLowerCase();
        if (options.exactCase && word.value !== name) continue;
        const message = `${word.value} is the name of ${name === "scratch" ? "the empty image" : "the build context"}.`;
        const spans = nameSpans(model, stage, references.get(stage) ?? []);
        if (name === "scratch" && lastScratch > stage.index)
          report(word, `${message} The FROM scratch below it starts from this stage.`);
        else if (spans === undefined) report(word, message);
        else {
          const text = freeName(`${name}-stage`);
          const edits = spans.map((span) => ({ ...span, text }));
          report(word, message, { title: `Rename the stage to ${text}`, edits, safety: "safe" });
        }
      }
    },
  },
});

function isReserved(name: string | undefined): boolean {
  return reserved.test(name?.toLowerCase() ?? "");
}
