import { defineRule } from "../lint/rule.ts";
import { labelKey, labelPairs } from "../syntax/labels.ts";
import type { Model, Stage } from "../syntax/model.ts";

export default defineRule({
  name: "required-labels",
  severity: "info",
  category: "labels",
  aliases: { hadolint: "DL3049" },
  options: {
    stages: {
      type: "choice",
      choices: ["shipped", "all"],
      default: "shipped",
      summary:
        "Whether only the stage that becomes the image is meant, or each that no other is built on.",
    },
  },
  sources: [
    "https://github.com/hadolint/hadolint/wiki/DL3049",
    "https://github.com/hadolint/hadolint#linting-labels",
  ],
  summary: "A label the schema demands is missing.",
  why: `A schema of labels is a promise to the programs that read them: who owns an image, where its source is, when it expires.
    The labels of the stages that the image is built FROM count, those that ONBUILD leaves to other images do not. Without a
    schema in the configuration the rule is silent.`,
  examples: [
    {
      bad: "FROM alpine:3.20 AS a\n[|FROM|] alpine:3.20\nLABEL other=b\n",
      project: { labelSchema: { team: "text" } },
      says: "team",
    },
    {
      bad: "[|FROM|] alpine:3.20\nLABEL a=1\n",
      project: { labelSchema: { a: "text", b: "url", c: "text" } },
      says: "b and c",
    },
    { bad: "[|FROM|] alpine:3.20\nONBUILD LABEL a=1\n", project: { labelSchema: { a: "text" } } },
    {
      bad: "[|FROM|] alpine:3.20 AS a\nFROM alpine:3.20\nLABEL team=b\n",
      project: { labelSchema: { team: "text" } },
      options: { stages: "all" },
    },
    {
      good: "FROM alpine:3.20 AS a\nFROM alpine:3.20\nLABEL team=b\n",
      project: { labelSchema: { team: "text" } },
    },
    {
      good: "FROM alpine:3.20 AS a\nLABEL 'team'=b\nFROM a\n",
      project: { labelSchema: { team: "text" } },
      options: { stages: "all" },
    },
    { good: "FROM alpine:3.20\n" },
    { good: "FROM alpine:3.20\nLABEL $KEY=a\n", project: { labelSchema: { team: "text" } } },
  ],
  visit: {
    document(model, { options, project, report }) {
      const wanted = Object.keys(project.labelSchema);
      if (wanted.length === 0) return;
      const below = new Set(
        model.stages.map(({ base }) => (base.kind === "stage" ? base.stage : undefined)),
      );
      const labels = labelsByStage(model, new Set([undefined, ...wanted]));
      for (const stage of model.stages) {
        if (options.stages === "all" ? below.has(stage) : stage !== model.target) continue;
        const has = labels.get(stage) ?? new Set();
        // a key with a variable in it may be any
        const missing = has.has(undefined) ? [] : wanted.filter((key) => !has.has(key));
        if (missing.length === 0) continue;
        report(
          stage.from.keyword,
          `The stage lacks ${missing.join(" and ")}, which the label schema demands.`,
        );
      }
    },
  },
});

/** The keys that a stage has with those of its base, of the wanted ones: shared where it adds none, as stages may be many. */
function labelsByStage(
  { stages, dockerfile }: Model,
  wanted: ReadonlySet<string | undefined>,
): ReadonlyMap<Stage, ReadonlySet<string | undefined>> {
  const labels = new Map<Stage, ReadonlySet<string | undefined>>();
  for (const stage of stages) {
    const { base, instructions } = stage;
    const inherited = (base.kind === "stage" ? labels.get(base.stage) : undefined) ?? new Set();
    const added = labelPairs(instructions)
      .map((pair) => labelKey(pair, dockerfile.escape))
      .filter((key) => wanted.has(key) && !inherited.has(key));
    labels.set(stage, added.length === 0 ? inherited : new Set([...inherited, ...added]));
  }
  return labels;
}
