import { defineRule } from "../lint/rule.ts";
import { labelKey } from "../syntax/labels.ts";

export default defineRule({
  name: "valid-label-key",
  severity: "hint",
  strict: "info",
  category: "labels",
  aliases: { hadolint: "DL3048" },
  options: {
    reading: {
      type: "choice",
      choices: ["common", "guideline", "literal"],
      default: "common",
      summary:
        "Whether capitals and underscores are fine, none of them, or underscores and a literal $.",
    },
  },
  profiles: {
    strict: { options: { reading: "guideline" } },
    hadolint: { options: { reading: "literal" } },
  },
  sources: [
    "https://docs.docker.com/engine/manage-resources/labels/#label-keys-and-values",
    "https://github.com/hadolint/hadolint/wiki/DL3048",
  ],
  summary: "A label key breaks the naming rules or uses a reserved namespace.",
  why: `Docker's guideline for keys is small letters, digits, dots and hyphens, with a letter at the start and no two separators in
    a row, so that keys can be typed in filters and compared without surprises. The namespaces \`com.docker\`, \`io.docker\` and
    \`org.dockerproject\` belong to Docker. Capitals and underscores are common in older schemas and are only found where the
    guideline is asked for.`,
  examples: [
    { bad: 'FROM alpine:3.20\nLABEL [|io.docker.label|]="a" b=c\n', says: "belongs to Docker" },
    { bad: "FROM alpine:3.20\nLABEL a=b \\\n  [|org.dockerproject.x|]=c\n" },
    { bad: "FROM alpine:3.20\nLABEL [|1a|]=b [|-c|]=d [|.e|]=f\n" },
    { bad: 'FROM alpine:3.20\nLABEL [|a--b|]=c [|"a b"|]=d [|a..b|]=e [|a.|]=f\n' },
    {
      bad: "FROM alpine:3.20\nLABEL [|Maintainer|]=Ada [|build_date|]=x\n",
      options: { reading: "guideline" },
    },
    { bad: "FROM alpine:3.20\nLABEL [|a$b|]=c build_date=x\n", options: { reading: "literal" } },
    {
      good: "FROM alpine:3.20\nLABEL Maintainer=Ada build_date=x com.docker.desktop.extension.icon=y\n",
    },
    {
      good: 'FROM alpine:3.20\nLABEL org.valid-key.label3=a "com.example.b"=c\n',
      options: { reading: "guideline" },
    },
    { good: "FROM alpine:3.20\nLABEL a$b=c ${KEY}=d\n", options: { reading: "guideline" } },
  ],
  visit: {
    LABEL({ pairs }, { model, options, report }) {
      const pattern = patterns[options.reading];
      const letters = options.reading === "common" ? "letters" : "small letters";
      for (const pair of pairs) {
        const isLiteral = options.reading === "literal";
        const key = isLiteral ? pair.key.value : labelKey(pair, model.dockerfile.escape);
        if (key === undefined || key === "") continue;
        const isReserved = reserved.test(key) && (isLiteral || !forEveryone.test(key));
        if (isReserved) report(pair.key, `The namespace of ${key} belongs to Docker.`);
        else if (!pattern.test(key))
          report(
            pair.key,
            `${key} breaks the naming rules: ${letters} and digits, single dots and hyphens between them.`,
          );
      }
    },
  },
});

const reserved = /^(?:com\.docker|io\.docker|org\.dockerproject)\./;
/** What Docker asks the authors of its extensions to set. */
const forEveryone = /^com\.docker\.(?:desktop\.)?extension\./;
const patterns = {
  common: /^[A-Za-z]\w*(?:[.-]\w+)*$/,
  guideline: /^[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*$/,
  // underscores are no offence to hadolint
  literal: /^[a-z][a-z0-9_]*(?:[.-][a-z0-9_]+)*$/,
};
