import { defineRule } from "../lint/rule.ts";
import { knownLabels, labelType } from "../syntax/labels.ts";

export default defineRule({
  name: "label-is-url",
  severity: "info",
  category: "labels",
  aliases: { hadolint: "DL3052" },
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
    "https://github.com/hadolint/hadolint/wiki/DL3052",
    "https://github.com/opencontainers/image-spec/blob/main/annotations.md",
  ],
  summary: "A label that holds a URL does not parse as one.",
  why: `Registries and update bots turn labels such as \`org.opencontainers.image.source\` into links and look up change logs there. A
    host without a scheme, or the address of a remote in Git's short form, leads nowhere. Labels of the project's own schema
    with the type url are checked as well; those with a variable in them are left alone.`,
  examples: [
    { bad: 'FROM alpine:3.20\nLABEL org.opencontainers.image.source=[|"github.com/team/app"|]\n' },
    {
      bad: "FROM alpine:3.20\nLABEL org.opencontainers.image.url=[|git@git.example.com:team/app.git|]\n",
    },
    { bad: 'FROM alpine:3.20\nLABEL "org.opencontainers.image.documentation"=[|"https://a b"|]\n' },
    {
      bad: "FROM alpine:3.20\nLABEL home=[|not-url|] a=b\n",
      project: { labelSchema: { home: "url" } },
    },
    { bad: "LABEL home [|http:/a|]\n", project: { labelSchema: { home: "url" } } },
    {
      good: "FROM alpine:3.20\nLABEL org.opencontainers.image.source=github.com\n",
      options: { keys: "schema" },
    },
    {
      good: "FROM alpine:3.20\nLABEL org.opencontainers.image.url=https://example.com/a?b=%20c#d home=x\n",
    },
    {
      good: "FROM alpine:3.20\nLABEL org.opencontainers.image.url=$URL org.opencontainers.image.source=\n",
    },
  ],
  visit: {
    LABEL(node, { model, project, options, report }) {
      for (const { key, value, valueSpan } of knownLabels(node, model.dockerfile.escape)) {
        if (value === "" || labelType(key, project.labelSchema, options.keys) !== "url") continue;
        if (isUrl(value)) continue;
        report(
          valueSpan,
          `${key} holds a URL, and ${value} is none: it needs a scheme and no blanks.`,
        );
      }
    },
  },
});

const characters = /^[a-z][a-z\d+.-]*:(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[\da-f]{2})+$/i;

function isUrl(text: string): boolean {
  if (!characters.test(text) || /^[\w.-]+@/.test(text)) return false;
  return !/^https?:/i.test(text) || /^https?:\/\/[^/?#]/i.test(text);
}
