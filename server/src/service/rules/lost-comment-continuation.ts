import { defineRule } from "../lint/rule.ts";
import type { RuleContext } from "../lint/rule.ts";
import { commandText } from "../syntax/commandText.ts";
import { logicalOffset } from "../syntax/logicalOffset.ts";
import { quotingOf } from "../syntax/shellQuoting.ts";
import type { Instruction } from "../syntax/tree.ts";

export default defineRule({
  name: "lost-comment-continuation",
  severity: "warning",
  category: "syntax",
  aliases: {},
  triggers: true,
  sources: [
    "https://docs.docker.com/reference/dockerfile/#format",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_03",
  ],
  summary: "A `#` inside a continued command comments out the rest of the joined line.",
  why: `Continued lines reach the shell as one line, so a comment behind code swallows all lines that follow, and the build goes on as if they were not
    there. A line that begins with \`#\` is different: the builder drops it before the lines are joined.`,
  examples: [
    { bad: "FROM alpine:3.20\nRUN apk add git [|# for the build|] \\\n    curl\n", says: "`curl`" },
    { bad: "FROM alpine:3.20\nRUN ls && \\\n  make all [|#all|] \\\n  && make test\n" },
    { bad: "FROM alpine:3.20\nCMD node a.js [|# x|] \\\n  --port 80\n" },
    { bad: "FROM alpine:3.20\nONBUILD RUN ls [|# x|] \\\n -l\n" },
    { bad: "FROM alpine:3.20\nRUN a [|# it's|] \\\n  b 'c'\n" },
    { good: "FROM alpine:3.20\nRUN apk add git \\\n    # for the build\n    curl\n" },
    { good: "FROM alpine:3.20\nRUN ls \\\n  -l # at the end\n" },
    { good: "FROM alpine:3.20\nRUN <<EOF\nls # a comment\nmake\nEOF\n" },
    {
      good: "FROM alpine:3.20\nRUN echo 'a # b' \"c # d\" \\\n  ${x#y} $# a#b http://example.com/#c \\\n  && ls\n",
    },
    { good: "FROM alpine:3.20\nRUN ls # nothing is lost \\\n\n" },
    { good: 'FROM alpine:3.20\nSHELL ["pwsh", "-c"]\nRUN ls # x \\\n  b\n' },
  ],
  visit: {
    RUN: check,
    CMD: check,
    ENTRYPOINT: check,
    HEALTHCHECK: check,
  },
});

function check(node: Instruction, { model, report }: RuleContext): void {
  if (node.startLine === node.endLine || !node.logical.text.includes("#")) return;
  const dialect = model.dialect(node);
  if (dialect !== "sh" && dialect !== "bash") return;
  const source = commandText(model.dockerfile, node);
  if (source === undefined || node.json !== undefined) return;
  const { text } = source;
  for (const comment of quotingOf(text).comments) {
    const feed = text.indexOf("\n", comment);
    const lineEnd = model.dockerfile.text.indexOf("\n", source.offsetAt(comment));
    if (lineEnd === -1) continue;
    const next = logicalOffset(source, lineEnd);
    const lost = text.slice(next, feed === -1 ? undefined : feed).trim();
    if (lost === "") continue;
    const written = text.slice(comment, next).trimEnd();
    const [word = ""] = lost.split(/\s/, 1);
    const message = `The shell gets the lines joined, so this comment goes on through \`${word}\` and all that follows.`;
    report(source.spanOf(comment, comment + written.length), message);
  }
}
