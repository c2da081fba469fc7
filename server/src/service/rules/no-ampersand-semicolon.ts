import { defineRule, type RuleContext } from "../lint/rule.ts";
import { shellMistakes } from "../syntax/shellMistakes.ts";
import type { Instruction } from "../syntax/tree.ts";

export default defineRule({
  name: "no-ampersand-semicolon",
  severity: "error",
  category: "shell",
  aliases: { shellcheck: "SC1045" },
  triggers: true,
  sources: [
    "https://www.shellcheck.net/wiki/SC1045",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_09_03",
  ],
  summary: "`&;` is no separator.",
  why: `\`&\` ends a command as \`;\` does, so nothing stands between the two for \`;\` to end, and the shell refuses the whole
    script. The same holds for \`&&;\`, where the command behind \`&&\` is missing.`,
  examples: [
    {
      bad: "FROM alpine\nRUN server &[|;|] sleep 5\n",
      fixed: "FROM alpine\nRUN server & sleep 5\n",
    },
    {
      bad: "FROM alpine\nONBUILD RUN make && \\\n  make a &&[|;|] make b\n",
      fixed: "FROM alpine\nONBUILD RUN make && \\\n  make a && make b\n",
    },
    { bad: "FROM alpine\nCMD server & [|;|] client\n" },
    { good: "FROM alpine\nRUN server & sleep 5; make && make install\n" },
    { good: "FROM alpine\nRUN case $a in b) server &;; esac; echo '&;' # &;\n" },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

function check(node: Instruction, { model, report }: RuleContext): void {
  const script = model.script(node);
  if (script === undefined || script.errors.length === 0) return;
  for (const { kind, mended, start, end } of shellMistakes(script)) {
    if (kind !== "separator") continue;
    report({ start, end }, "There is no command between `&` and `;`.", {
      title: "Remove the semicolon",
      edits: [{ start, end, text: mended }],
      safety: "unsafe",
    });
  }
}
