import { defineRule } from "../lint/rule.ts";
import { knownLabels, labelType } from "../syntax/labels.ts";

export default defineRule({
  name: "label-is-time",
  severity: "info",
  category: "labels",
  aliases: { hadolint: "DL3053" },
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
    "https://github.com/hadolint/hadolint/wiki/DL3053",
    "https://github.com/opencontainers/image-spec/blob/main/annotations.md",
    "https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
  ],
  summary: "A label that holds a time is not RFC 3339.",
  why: `Programs that sort images by their age or delete old ones read \`org.opencontainers.image.created\`, which is a date and time
    by RFC 3339: \`2026-11-24T09:30:00Z\`. What looks nearly so, with a blank instead of the T or without a time zone, is dropped or
    read as another time. Labels with a variable in them are left alone.`,
  examples: [
    {
      bad: 'FROM alpine:3.20\nLABEL org.opencontainers.image.created=[|"2026-11-24 09:30:00Z"|]\n',
    },
    { bad: "FROM alpine:3.20\nLABEL org.opencontainers.image.created=[|2026-11-24|]\n" },
    { bad: "FROM alpine:3.20\nLABEL org.opencontainers.image.created=[|2026-13-24T09:30:00Z|]\n" },
    {
      bad: "LABEL built=[|2026-11-24T09:30:00|]\n",
      project: { labelSchema: { built: "rfc3339" } },
    },
    {
      good: "FROM alpine:3.20\nLABEL org.opencontainers.image.created=today\n",
      options: { keys: "schema" },
    },
    {
      good: "FROM alpine:3.20\nLABEL org.opencontainers.image.created=2026-11-24t09:30:00.5+01:00 built=x\n",
    },
    { good: 'FROM alpine:3.20\nLABEL org.opencontainers.image.created="${DATE}T00:00:00Z"\n' },
  ],
  visit: {
    LABEL(node, { model, project, options, report }) {
      for (const { key, value, valueSpan } of knownLabels(node, model.dockerfile.escape)) {
        if (value === "" || labelType(key, project.labelSchema, options.keys) !== "rfc3339")
          continue;
        if (pattern.test(value)) continue;
        report(
          valueSpan,
          `${key} holds a time by RFC 3339, as 2026-11-24T09:30:00Z, and not ${value}.`,
        );
      }
    },
  },
});

const pattern =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])t(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;
