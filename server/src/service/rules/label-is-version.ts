import { defineRule } from "../lint/rule.ts";
import { knownLabels, labelType } from "../syntax/labels.ts";

export default defineRule({
  name: "label-is-version",
  severity: "info",
  category: "labels",
  aliases: { hadolint: "DL3056" },
  sources: ["https://github.com/hadolint/hadolint/wiki/DL3056", "https://semver.org/"],
  summary: "A label that holds a version is not semantic versioning.",
  why: `Where the project's schema says that a label is a semantic version, programs compare it to others: \`1.10.0\` is newer than
    \`1.9.0\`. A \`v\` in front, a missing number or a leading zero makes it a plain text that cannot be compared. The OCI key for the
    version may hold anything and is not checked unless the schema names it.`,
  examples: [
    {
      bad: "FROM alpine:3.20\nLABEL version=[|v1.0.0|]\n",
      project: { labelSchema: { version: "semver" } },
    },
    { bad: 'LABEL version=[|"1.0"|] a=b\n', project: { labelSchema: { version: "semver" } } },
    { bad: "LABEL version=[|1.02.0|]\n", project: { labelSchema: { version: "semver" } } },
    {
      good: "LABEL version=1.0.0\nLABEL version=2.10.3-rc.1+build.5\nLABEL version=$VERSION\n",
      project: { labelSchema: { version: "semver" } },
    },
    { good: "FROM alpine:3.20\nLABEL version=latest org.opencontainers.image.version=v1\n" },
  ],
  visit: {
    LABEL(node, { model, project, report }) {
      for (const { key, value, valueSpan } of knownLabels(node, model.dockerfile.escape)) {
        if (value === "" || labelType(key, project.labelSchema, "schema") !== "semver") continue;
        if (pattern.test(value)) continue;
        report(valueSpan, `${key} holds a semantic version, as 1.10.0, and not ${value}.`);
      }
    },
  },
});

const pattern =
  /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-(?:0|[1-9]\d*|\d*[a-z-][\da-z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-z-][\da-z-]*))*)?(?:\+[\da-z-]+(?:\.[\da-z-]+)*)?$/i;
