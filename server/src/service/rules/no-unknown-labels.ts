import { defineRule } from "../lint/rule.ts";
import { labelKey } from "../syntax/labels.ts";

export default defineRule({
  name: "no-unknown-labels",
  severity: "info",
  category: "labels",
  aliases: { hadolint: "DL3050" },
  sources: [
    "https://github.com/hadolint/hadolint/wiki/DL3050",
    "https://github.com/hadolint/hadolint#linting-labels",
  ],
  summary: "A label is not in the schema.",
  why: `Where a project has written down which labels its images carry, any other one is a misspelt key or something that no program
    reads. The rule is silent unless the configuration has such a schema and says that it is complete. Keys with a variable in
    them are left alone.`,
  examples: [
    {
      bad: 'FROM alpine:3.20\nLABEL team=a [|other|]="b"\n',
      project: { labelSchema: { team: "text" }, strictLabels: true },
    },
    {
      bad: 'LABEL [|"other"|] b\n',
      project: { labelSchema: { team: "text" }, strictLabels: true },
    },
    { good: "FROM alpine:3.20\nLABEL other=b\n", project: { labelSchema: { team: "text" } } },
    { good: "FROM alpine:3.20\nLABEL other=b\n", project: { strictLabels: true } },
    {
      good: 'FROM alpine:3.20\nLABEL "team"=a $KEY=b\n',
      project: { labelSchema: { team: "text" }, strictLabels: true },
    },
  ],
  visit: {
    LABEL({ pairs }, { model, project: { labelSchema, strictLabels }, report }) {
      if (!strictLabels || Object.keys(labelSchema).length === 0) return;
      for (const pair of pairs) {
        const key = labelKey(pair, model.dockerfile.escape);
        if (key === undefined || Object.hasOwn(labelSchema, key)) continue;
        report(pair.key, `The label ${key} is not in the project's schema.`);
      }
    },
  },
});
