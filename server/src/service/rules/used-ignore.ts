import { defineRule, type Edit, type UnusedIgnore } from "../lint/rule.ts";
import { memoize } from "../syntax/memoize.ts";
import { parseDockerfile } from "../syntax/parse.ts";
import type { Dockerfile, Span } from "../syntax/tree.ts";
import { lineStartOf } from "../syntax/wholeLines.ts";

export default defineRule({
  name: "used-ignore",
  severity: "hint",
  category: "directives",
  aliases: {},
  sources: [
    "https://github.com/hadolint/hadolint#ignoring-rules",
    "https://docs.docker.com/reference/dockerfile/#check",
  ],
  summary: "An ignore comment leaves nothing out.",
  why: `What the comment was for has been mended or moved, and it would hide the next problem of its kind without anybody noticing.
    Rules that do not run are not counted, so a comment for a rule that is off, or for one that is not known here, is never
    reported.`,
  examples: [
    {
      bad: "# drydock ignore=[|tag-base-image|] why\nFROM alpine:3.20\n",
      beside: ["tag-base-image"],
      fixed: "FROM alpine:3.20\n",
    },
    {
      bad: "FROM alpine:3.20\r\n  # hadolint ignore=DL3059, [|DL4003|] # why\r\nCMD ls\r\n",
      beside: ["single-cmd"],
      fixed: "FROM alpine:3.20\r\n  # hadolint ignore=DL3059 # why\r\nCMD ls\r\n",
    },
    {
      bad: "# hadolint ignore=[|DL4003|],DL3006\nFROM alpine\n",
      beside: ["single-cmd", "tag-base-image"],
      fixed: "# hadolint ignore=DL3006\nFROM alpine\n",
    },
    {
      bad: "# check=skip=[|MaintainerDeprecated|];error=true why\nFROM alpine:3.20\n",
      beside: ["no-maintainer"],
      fixed: "# check=error=true why\nFROM alpine:3.20\n",
    },
    {
      bad: "# check=error=true;skip=[|all|]\nFROM alpine:3.20\n",
      beside: ["no-maintainer"],
      fixed: "# check=error=true\nFROM alpine:3.20\n",
    },
    {
      bad: "FROM alpine:3.20\n# check=skip=[|JSONArgsRecommended|]\nUSER app",
      beside: ["exec-form"],
      fixed: "FROM alpine:3.20\nUSER app",
    },
    // what stands below it is a directive only at the top
    {
      bad: "# drydock ignore=[|tag-base-image|]\n# escape=`\nFROM alpine:3.20\n",
      beside: ["tag-base-image"],
      refused: "a comment below it would become a parser directive",
    },
    {
      bad: "# drydock ignore=[|tag-base-image|]\n# drydock ignore=[|tag-base-image|]\n# syntax=a/b\nFROM alpine:3.20\n",
      beside: ["tag-base-image"],
      refused: "a comment below it would become a parser directive",
    },
    {
      bad: "# check=skip=[|MaintainerDeprecated|]\n# escape=`\nFROM alpine:3.20\n",
      beside: ["no-maintainer"],
      fixed: "# escape=`\nFROM alpine:3.20\n",
    },
    // the image that it is about stands in the instruction after the next
    {
      bad: "# drydock ignore=[|tag-base-image|]\nFROM alpine:3.20 AS a\nFROM alpine\n",
      beside: ["tag-base-image"],
    },
    { good: "# drydock ignore=tag-base-image why\nFROM alpine\n", beside: ["tag-base-image"] },
    { good: "# drydock ignore=tag-base-image why\nFROM alpine:3.20\n" },
    { good: "# check=skip=all\nFROM alpine:3.20\nMAINTAINER Ada\n", beside: ["no-maintainer"] },
    // hadolint looks at every stage, and would report what is of no interest here
    {
      good: "FROM alpine:3.20 AS a\nRUN ls\n# hadolint ignore=DL3059\nRUN pwd\nFROM scratch\nCOPY --from=a /a /a\n",
      beside: ["merge-runs"],
    },
    { good: "# hadolint ignore=SC1091\nFROM alpine:3.20\n", beside: ["tag-base-image"] },
  ],
  visit: {
    unusedIgnore({ ignore, ignored }, { model, report }) {
      const { dockerfile } = model;
      const message = `Nothing here has to be ignored as ${ignored.name}.`;
      const edit = removal(dockerfile, { ignore, ignored });
      const isWhole = edit.end >= ignore.comment.end && edit.start <= ignore.comment.start;
      if (isWhole && linesAboveDirectives(dockerfile).has(ignore.comment.line)) {
        const reason = "a comment below it would become a parser directive";
        report(ignored, `${message} Not removed: ${reason}.`);
        return;
      }
      report(ignored, message, {
        title: ignore.rules.length > 1 ? `Remove ${ignored.name}` : "Remove the comment",
        edits: [edit],
        safety: "safe",
      });
    },
  },
});

/**
 * The lines in a row above the first instruction below which a comment is written like a parser directive. Several of
 * them may be removed together, so each of them counts, not only the last.
 */
const linesAboveDirectives = memoize(
  ({ comments, instructions }: Dockerfile): ReadonlySet<number> => {
    const lines = new Set<number>();
    const first = instructions[0]?.startLine ?? Infinity;
    for (const { line, text } of comments.filter((comment) => comment.line < first).toReversed()) {
      const isDirective = parseDockerfile(text).directives.length > 0;
      if (isDirective || lines.has(line)) lines.add(line - 1);
    }
    return lines;
  },
);

/** The name with a comma at its side; the option of `check` where it is its only name; else the whole line. */
function removal(
  { text }: Dockerfile,
  { ignore, ignored }: Pick<UnusedIgnore, "ignore" | "ignored">,
): Edit {
  const { rules, comment } = ignore;
  const index = rules.indexOf(ignored);
  const [before, after] = [rules[index - 1], rules[index + 1]];
  if (before !== undefined) return { start: before.end, end: ignored.end, text: "" };
  if (after !== undefined) return { start: ignored.start, end: after.start, text: "" };
  return { ...(optionSpan(text, ignored) ?? lineSpan(text, comment)), text: "" };
}

/** `skip=name;` or `;skip=name` where `check` has other options. */
function optionSpan(text: string, { start, end }: Span): Span | undefined {
  const head = /(;?)skip=$/.exec(text.slice(Math.max(0, start - 6), start));
  if (head === null) return undefined;
  if (text[end] === ";") return { start: start - "skip=".length, end: end + 1 };
  return head[1] === ";" ? { start: start - ";skip=".length, end } : undefined;
}

function lineSpan(text: string, { start, end }: Span): Span {
  const feed = text.indexOf("\n", end);
  return { start: lineStartOf(text, start), end: feed === -1 ? text.length : feed + 1 };
}
