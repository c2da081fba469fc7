import { defineRule, type RuleContext } from "../lint/rule.ts";
import { shellMistakes } from "../syntax/shellMistakes.ts";
import type { Instruction } from "../syntax/tree.ts";

export default defineRule({
  name: "lower-case-keyword",
  severity: "error",
  category: "shell",
  aliases: { shellcheck: "SC1081" },
  triggers: true,
  sources: [
    "https://www.shellcheck.net/wiki/SC1081",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_04",
  ],
  summary: "A shell keyword has capital letters.",
  why: `Shells know \`if\`, \`for\`, \`done\` and the other keywords in lower case only. With a capital letter the word is the name of
    a program, which does not exist, and the keywords that belong to it have lost their partner.`,
  examples: [
    {
      bad: "FROM alpine\nRUN [|If|] [ -f /a ]; [|Then|] make; [|Fi|]\n",
      fixed: "FROM alpine\nRUN if [ -f /a ]; then make; fi\n",
    },
    {
      bad: "FROM alpine\nONBUILD RUN for i in a b; do \\\n  echo $i; [|DONE|]\n",
      fixed: "FROM alpine\nONBUILD RUN for i in a b; do \\\n  echo $i; done\n",
    },
    { bad: "FROM alpine\nRUN if true; [|Then|] make; fi\n", says: "`Then`" },
    { good: "FROM alpine\nRUN if true; then echo If Then; fi; echo For Done\n" },
    { good: "FROM alpine\nRUN ./For && Make\n" },
    // PowerShell knows them in any case
    { good: 'FROM alpine\nSHELL ["pwsh", "-Command"]\nRUN If ($a) { b }\n' },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

function check(node: Instruction, { model, report }: RuleContext): void {
  const script = model.script(node);
  if (script === undefined) return;
  for (const { kind, text, mended, start, end } of shellMistakes(script)) {
    if (kind !== "keyword") continue;
    report(
      { start, end },
      `\`${text}\` is no keyword of the shell; keywords have lower case letters.`,
      {
        title: `Write ${mended}`,
        edits: [{ start, end, text: mended }],
        safety: "unsafe",
      },
    );
  }
}
