import { defineRule, type RuleContext } from "../lint/rule.ts";
import type { Instruction } from "../syntax/tree.ts";

export default defineRule({
  name: "no-double-equals-assignment",
  severity: "error",
  category: "shell",
  aliases: { shellcheck: "SC1097" },
  triggers: true,
  sources: [
    "https://www.shellcheck.net/wiki/SC1097",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_09_01",
  ],
  summary: "`a==b` as a command.",
  why: `To a shell \`A==b\` is an assignment of \`=b\`, since the text begins behind the first \`=\`. It never compares, so as a condition it is
    always true. \`[ "$A" = b ]\` compares, \`A=b\` assigns.`,
  examples: [
    { bad: "FROM alpine\nRUN A[|==|]b && make\n", fixed: "FROM alpine\nRUN A=b && make\n" },
    {
      bad: "FROM alpine\nONBUILD RUN if A[|==|]b; then make; fi\n",
      fixed: "FROM alpine\nONBUILD RUN if A=b; then make; fi\n",
    },
    { bad: "FROM alpine\nRUN A[|==|]b make\n", fixed: "FROM alpine\nRUN A=b make\n" },
    { good: 'FROM alpine\nRUN A=b && [ "$A" = b ] && B="=" && C=\n' },
    // no commands
    { good: "FROM alpine\nRUN pip install a==1 && env A==b make && export A==b\n" },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

function check(node: Instruction, { model, report }: RuleContext): void {
  for (const { assignments } of model.script(node)?.commands ?? []) {
    for (const { name, value, start } of assignments) {
      if (!value.startsWith("=")) continue;
      const where = { start: start + name.length, end: start + name.length + 2 };
      report(where, `\`${name}==\` assigns a text that begins with \`=\`; it does not compare.`, {
        title: "Write one =",
        edits: [{ ...where, text: "=" }],
        safety: "unsafe",
      });
    }
  }
}
