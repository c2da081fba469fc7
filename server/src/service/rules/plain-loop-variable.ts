import { defineRule, type RuleContext } from "../lint/rule.ts";
import { structureFacts } from "../syntax/shellStructure.ts";
import type { Instruction } from "../syntax/tree.ts";

export default defineRule({
  name: "plain-loop-variable",
  severity: "error",
  category: "shell",
  aliases: { shellcheck: "SC1086" },
  triggers: true,
  sources: [
    "https://www.shellcheck.net/wiki/SC1086",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_09_04_03",
  ],
  summary: "The loop variable of for has a `$`.",
  why: `\`for\` wants the name of the variable that it sets. dash refuses the script with \`Bad for loop variable\`, bash the loop with \`not a
    valid identifier\`. The \`$\` belongs where the value is used, inside the loop.`,
  examples: [
    {
      bad: "FROM alpine\nRUN for [|$i|] in a b; do make $i; done\n",
      fixed: "FROM alpine\nRUN for i in a b; do make $i; done\n",
    },
    {
      bad: "FROM alpine\nONBUILD RUN make && \\\n  for [|${i}|] in a b; do make ${i}; done\n",
      fixed: "FROM alpine\nONBUILD RUN make && \\\n  for i in a b; do make ${i}; done\n",
    },
    { good: "FROM alpine\nRUN for i in $A $B; do make $i; done\n" },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

function check(node: Instruction, { model, report }: RuleContext): void {
  const script = model.script(node);
  if (script === undefined || !/\bfor\s+\$/.test(script.source.text)) return;
  for (const { variable } of structureFacts(script).loops) {
    const [, name] = /^\$(?:\{(\w+)\}|(\w+))$/.exec(variable?.text ?? "")?.filter(Boolean) ?? [];
    if (variable === undefined || name === undefined) continue;
    report(variable, `\`for\` takes the name of a variable, not its value: \`${variable.text}\`.`, {
      title: "Remove the $",
      edits: [{ start: variable.start, end: variable.end, text: name }],
      safety: "unsafe",
    });
  }
}
