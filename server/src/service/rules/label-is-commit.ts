import { defineRule } from "../lint/rule.ts";
import { knownLabels, labelType } from "../syntax/labels.ts";

export default defineRule({
  name: "label-is-commit",
  severity: "info",
  category: "labels",
  aliases: { hadolint: "DL3055" },
  options: {
    keys: {
      type: "choice",
      choices: ["oci", "schema"],
      default: "schema",
      summary: "Whether keys of the OCI specification count as well as those of the schema.",
    },
  },
  sources: [
    "https://github.com/hadolint/hadolint/wiki/DL3055",
    "https://github.com/opencontainers/image-spec/blob/main/annotations.md",
  ],
  summary: "A label that holds a commit is no git hash.",
  why: `A commit in a label lets everyone find the source that an image was made of. A tag or the name of a branch moves, so it finds
    something else a week later. Hashes have 7 to 40 hexadecimal digits, or 64 in repositories with SHA-256. The OCI key for the
    revision may hold any text and is only checked where that is asked for.`,
  examples: [
    {
      bad: "FROM alpine:3.20\nLABEL commit=[|main|]\n",
      project: { labelSchema: { commit: "hash" } },
    },
    { bad: 'LABEL commit=[|"2dbfae"|]\n', project: { labelSchema: { commit: "hash" } } },
    {
      bad: "FROM alpine:3.20\nLABEL org.opencontainers.image.revision=[|v1.2|]\n",
      options: { keys: "oci" },
    },
    { good: "FROM alpine:3.20\nLABEL org.opencontainers.image.revision=v1.2 commit=main\n" },
    {
      good: "LABEL commit=2dbfae9\nLABEL commit=${COMMIT}\nLABEL commit=43c572f1272b6b3171dd1db9e41b7027128ce080aaaaaaaaaaaaaaaaaaaaaaaa\n",
      project: { labelSchema: { commit: "hash" } },
    },
  ],
  visit: {
    LABEL(node, { model, project, options, report }) {
      for (const { key, value, valueSpan } of knownLabels(node, model.dockerfile.escape)) {
        if (value === "" || labelType(key, project.labelSchema, options.keys) !== "hash") continue;
        if (/^(?:[\da-f]{7,40}|[\da-f]{64})$/i.test(value)) continue;
        report(valueSpan, `${key} holds the hash of a commit, and ${value} is none.`);
      }
    },
  },
});
