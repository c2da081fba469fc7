import { defineRule } from "../lint/rule.ts";
import { knownLabels, labelType } from "../syntax/labels.ts";
import { wrongLicencePart } from "../syntax/licenceExpression.ts";

export default defineRule({
  name: "label-is-licence",
  severity: "info",
  category: "labels",
  aliases: { hadolint: "DL3054" },
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
    "https://github.com/hadolint/hadolint/wiki/DL3054",
    "https://github.com/opencontainers/image-spec/blob/main/annotations.md",
    "https://spdx.org/licenses/",
    "https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/",
  ],
  summary: "A label that holds a licence is no SPDX expression.",
  why: `\`org.opencontainers.image.licenses\` is an SPDX expression by its specification: short names from a public list, joined with AND,
    OR and WITH. Scanners compare these names, so free text such as "MIT License" counts as no licence at all. Licences that are
    not on the list are written \`LicenseRef-name\`. Labels with a variable in them are left alone.`,
  examples: [
    {
      bad: 'FROM alpine:3.20\nLABEL org.opencontainers.image.licenses=[|"MIT License"|]\n',
      says: "License",
    },
    { bad: "FROM alpine:3.20\nLABEL org.opencontainers.image.licenses=[|Apache2|]\n" },
    {
      bad: 'FROM alpine:3.20\nLABEL org.opencontainers.image.licenses=[|"(MIT OR GPL-2.0-only"|]\n',
      says: "end",
    },
    { bad: 'FROM alpine:3.20\nLABEL org.opencontainers.image.licenses=[|"MIT, BSD-3-Clause"|]\n' },
    { bad: "LABEL licence=[|none|]\n", project: { labelSchema: { licence: "spdx" } } },
    {
      good: "FROM alpine:3.20\nLABEL org.opencontainers.image.licenses=Mine\n",
      options: { keys: "schema" },
    },
    {
      good: 'FROM alpine:3.20\nLABEL org.opencontainers.image.licenses="(MIT OR Apache-2.0) AND GPL-2.0+ WITH Classpath-exception-2.0"\n',
    },
    {
      good: "FROM alpine:3.20\nLABEL org.opencontainers.image.licenses=LicenseRef-Acme licence=mine\n",
    },
    {
      good: "FROM alpine:3.20\nLABEL org.opencontainers.image.licenses=mit\nLABEL org.opencontainers.image.licenses=$LICENCE\n",
    },
  ],
  visit: {
    LABEL(node, { model, project, options, report }) {
      for (const { key, value, valueSpan } of knownLabels(node, model.dockerfile.escape)) {
        if (value === "" || labelType(key, project.labelSchema, options.keys) !== "spdx") continue;
        const part = wrongLicencePart(value);
        if (part === undefined) continue;
        const place = part === "" ? "its end comes too early" : `${part} does not fit`;
        report(valueSpan, `${value} is no SPDX licence expression: ${place}.`);
      }
    },
  },
});
