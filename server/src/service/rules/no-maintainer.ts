import { defineRule } from "../lint/rule.ts";
import { inCaseOf } from "../syntax/keywordCase.ts";

const label = "org.opencontainers.image.authors";

export default defineRule({
  name: "no-maintainer",
  severity: "info",
  strict: "warning",
  category: "labels",
  aliases: {
    hadolint: "DL4000",
    buildkit: "MaintainerDeprecated",
    trivy: "DS-0022",
    checkov: "CKV_DOCKER_6",
    utils: "DEPRECATED_MAINTAINER",
  },
  sources: [
    "https://docs.docker.com/reference/build-checks/maintainer-deprecated/",
    "https://docs.docker.com/reference/dockerfile/#maintainer-deprecated",
    "https://github.com/opencontainers/image-spec/blob/main/annotations.md",
  ],
  summary: "MAINTAINER is deprecated; a label does the same.",
  why: `MAINTAINER fills one field of the image that few tools still read. A label can be searched and filtered, stands
    beside the others, and has a standard key for the people behind an image. The key \`maintainer\` is as common and is
    fine as well.`,
  examples: [
    {
      bad: "FROM alpine\n[|MAINTAINER|] Ada Lovelace <ada@example.com>\n",
      fixed: `FROM alpine\nLABEL ${label}="Ada Lovelace <ada@example.com>"\n`,
    },
    {
      bad: 'FROM alpine\r\n  [|maintainer|]  "Ada Lovelace" \r\nUSER app\r\n',
      fixed: `FROM alpine\r\n  label ${label}="Ada Lovelace" \r\nUSER app\r\n`,
    },
    // only quotes around the whole are taken off
    {
      bad: 'FROM alpine\n[|Maintainer|] "Ada" $team \\o/ "B"',
      fixed: `FROM alpine\nLabel ${label}="\\"Ada\\" \\$team \\\\o/ \\"B\\""`,
    },
    {
      bad: '# escape=`\nFROM alpine\n[|MAINTAINER|] it\'s "me" \\ $you\n',
      fixed: `# escape=\`\nFROM alpine\nLABEL ${label}="it's \`"me\`" \\ \`$you"\n`,
    },
    {
      bad: "FROM alpine\n[|MAINTAINER|] Ada \\\n  Lovelace\n",
      fixed: `FROM alpine\nLABEL ${label}="Ada   Lovelace"\n`,
    },
    {
      bad: "FROM alpine\n[|MAINTAINER|] Ada \\\n# why\n  Lovelace\n",
      refused: "Not replaced: the comment inside",
    },
    {
      bad: `FROM alpine\nLABEL ${label}="Ada"\n[|MAINTAINER|] Grace\n`,
      refused: `Not replaced: the stage already has the label ${label}`,
    },
    { bad: "FROM alpine\n[|MAINTAINER|]\n", refused: "MAINTAINER is deprecated" },
    { good: `FROM alpine\nLABEL ${label}="Ada"\n` },
    { good: 'FROM alpine\nLABEL maintainer="Ada"\n' },
    // invalid for another reason
    { good: "FROM alpine\nONBUILD MAINTAINER Ada\n" },
  ],
  visit: {
    MAINTAINER({ keyword, words: [name], start, end, stage }, { model, report }) {
      const message = `MAINTAINER is deprecated: the label ${label} says who is behind an image.`;
      const { dockerfile, stages } = model;
      const isLabelled = stages[stage]?.instructions.some(
        (node) => node.name === "LABEL" && node.pairs.some(({ key }) => key.value === label),
      );
      const isInside = dockerfile.comments.some(
        (comment) => comment.start > start && comment.end < end,
      );
      if (isLabelled) {
        report(keyword, `${message} Not replaced: the stage already has the label ${label}.`);
      } else if (isInside) {
        report(keyword, `${message} Not replaced: the comment inside would be lost.`);
      } else if (name === undefined) report(keyword, message);
      else {
        const text = `${inCaseOf(keyword, "LABEL")} ${label}=${quoted(name.text, dockerfile.escape)}`;
        const edits = [{ start, end, text }];
        report(keyword, message, { title: "Use a label", edits, safety: "unsafe" });
      }
    },
  },
});

/** In double quotes, with whatever would end them or be expanded escaped. */
function quoted(text: string, escape: string): string {
  const bare = /^"([^"]*)"$/.exec(text)?.[1] ?? /^'([^']*)'$/.exec(text)?.[1] ?? text;
  const escaped = Array.from(bare, (character) =>
    character === '"' || character === "$" || character === escape ? escape + character : character,
  );
  return `"${escaped.join("")}"`;
}
