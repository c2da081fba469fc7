import { defineRule, type RuleContext } from "../lint/rule.ts";
import { firstIndex } from "../syntax/firstIndex.ts";
import { wordFacts } from "../syntax/shellExpansions.ts";
import type { Instruction } from "../syntax/tree.ts";

export default defineRule({
  name: "unclosed-shell-quote",
  severity: "warning",
  category: "shell",
  aliases: { shellcheck: ["SC1078", "SC1079"] },
  triggers: true,
  sources: [
    "https://www.shellcheck.net/wiki/SC1078",
    "https://www.shellcheck.net/wiki/SC1079",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02",
  ],
  summary: "A quoted string runs over lines and swallows commands.",
  why: `A quote that is never closed swallows everything up to the next one, commands included, and that one opens a string where it was meant
    to close one. With an even number of them the shell has nothing to complain about, and what it runs is not what was written.`,
  examples: [
    { bad: 'FROM alpine\nRUN <<EOF\necho [|"|]a\nmake b\necho "c" "d\nEOF\n', says: "line 5" },
    {
      bad: "FROM alpine\nONBUILD RUN echo [|'|]a && \\\n  make b && echo 'c' 'd\n",
      says: "line 3",
    },
    { good: 'FROM alpine\nRUN echo "a && \\\n  make b" && echo "c" d\n' },
    { good: "FROM alpine\nRUN <<EOF\nawk '{\n  print\n}' a\necho 'it'\\''s\nb'$A'c'\nEOF\n" },
    // shell-syntax says this
    { good: "FROM alpine\nRUN <<EOF\necho 'a\nmake b\nEOF\n" },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

function check(node: Instruction, { model, report }: RuleContext): void {
  const script = model.script(node);
  if (script === undefined || script.errors.length > 0 || node.startLine === node.endLine) return;
  const { text } = model.dockerfile;
  for (const { kind, start, end, context } of wordFacts(script).quotes) {
    if ((kind !== "single" && kind !== "double") || context === "heredoc") continue;
    // a word right behind the end of a long string is where the next string was meant to begin
    if (!/[A-Za-z0-9]/.test(text[end] ?? "") || !/[\s=(]/.test(text[start - 1] ?? "")) continue;
    if (!text.slice(start, end).includes("\n")) continue;
    const line = firstIndex(model.dockerfile.lineStarts, (each) => each > end);
    report(
      { start, end: start + 1 },
      `This quote is closed only by one in line ${line}, which looks like the start of another string.`,
    );
  }
}
