import { defineRule, type RuleContext } from "../lint/rule.ts";
import type { Instruction } from "../syntax/tree.ts";

export default defineRule({
  name: "no-dollar-assignment",
  severity: "error",
  category: "shell",
  aliases: { shellcheck: "SC1066" },
  triggers: true,
  sources: [
    "https://www.shellcheck.net/wiki/SC1066",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_09_01",
  ],
  summary: "An assignment begins with `$`.",
  why: `The shell replaces the variable before it looks at the command, so \`$A=1\` becomes \`=1\`, or its old value and \`=1\`, and that is
    the name of a program which does not exist. The name of a variable has a \`$\` where its value is wanted, and none where it gets
    one.`,
  examples: [
    { bad: "FROM alpine\nRUN [|$A=1|] && echo $A\n", fixed: "FROM alpine\nRUN A=1 && echo $A\n" },
    {
      bad: 'FROM alpine\nONBUILD RUN make; \\\n  [|$A="b c"|]\n',
      fixed: 'FROM alpine\nONBUILD RUN make; \\\n  A="b c"\n',
    },
    { good: "FROM alpine\nRUN A=1 && B=$A && echo $A=1\n" },
    // the name is in the variable
    { good: 'FROM alpine\nRUN eval "$A=1" && eval $A=1 && "$A"=1\n' },
    { good: 'FROM alpine\nSHELL ["pwsh", "-Command"]\nRUN $a=1\n' },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

function check(node: Instruction, { model, report }: RuleContext): void {
  for (const { name } of model.script(node)?.commands ?? []) {
    if (name === undefined || !/^\$[A-Za-z_]\w*\+?=/.test(name.text)) continue;
    report(name, `\`${name.text}\` assigns nothing: the shell replaces the variable first.`, {
      title: "Remove the $",
      edits: [{ start: name.start, end: name.start + 1, text: "" }],
      safety: "unsafe",
    });
  }
}
