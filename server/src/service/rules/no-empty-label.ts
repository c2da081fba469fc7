import { defineRule } from "../lint/rule.ts";
import { knownLabels, labelType } from "../syntax/labels.ts";

export default defineRule({
  name: "no-empty-label",
  severity: "info",
  category: "labels",
  aliases: { hadolint: "DL3051" },
  options: {
    keys: {
      type: "choice",
      choices: ["oci", "schema"],
      default: "oci",
      summary: "Whether keys of the OCI specification count as well as those of the schema.",
    },
  },
  profiles: { hadolint: { options: { keys: "schema" } } },
  sources: [
    "https://github.com/hadolint/hadolint/wiki/DL3051",
    "https://github.com/opencontainers/image-spec/blob/main/annotations.md",
  ],
  summary: "A label's value is empty.",
  why: `A label without a value is stored, shown and searched for, but tells nothing: often a value was to be filled in later. The
    labels of the OCI specification and those of the project's schema are meant; others may be switches that are only there or
    not. Values with a variable in them are left alone.`,
  examples: [
    { bad: 'FROM alpine:3.20\nLABEL org.opencontainers.image.title=[|""|]\n' },
    {
      bad: "FROM alpine:3.20\r\nLABEL a=b \\\r\n  team=[|''|]\r\n",
      project: { labelSchema: { team: "text" } },
    },
    { bad: "FROM alpine:3.20\nLABEL [|org.opencontainers.image.url=|] a=b\n" },
    {
      good: 'FROM alpine:3.20\nLABEL org.opencontainers.image.title=""\n',
      options: { keys: "schema" },
    },
    { good: 'FROM alpine:3.20\nLABEL debug="" team=\n' },
    {
      good: 'FROM alpine:3.20\nLABEL org.opencontainers.image.url="$URL" org.opencontainers.image.title=a\n',
    },
  ],
  visit: {
    LABEL(node, { model, project, options, report }) {
      for (const label of knownLabels(node, model.dockerfile.escape)) {
        const { key, value, keySpan, valueSpan } = label;
        if (value !== "" || labelType(key, project.labelSchema, options.keys) === undefined)
          continue;
        const isWritten = valueSpan.end > valueSpan.start;
        const where = isWritten ? valueSpan : { start: keySpan.start, end: valueSpan.end };
        report(where, `The label ${key} has no value.`);
      }
    },
  },
});
