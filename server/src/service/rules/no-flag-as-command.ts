import { defineRule, type RuleContext } from "../lint/rule.ts";
import type { Instruction } from "../syntax/tree.ts";

export default defineRule({
  name: "no-flag-as-command",
  severity: "error",
  category: "shell",
  aliases: { shellcheck: "SC2215" },
  triggers: true,
  sources: [
    "https://www.shellcheck.net/wiki/SC2215",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_09_01",
  ],
  summary: "A line begins with a flag, so it runs as a command: a continuation was lost.",
  why: `A command ends at the end of its line, unless a backslash continues it, and at \`&&\` or \`;\`. What follows is a command of its own: a
    program with the name of the flag, which does not exist, while the command before ran without its flags.`,
  examples: [
    { bad: "FROM alpine\nRUN <<EOF\ncurl https://example.com/a\n  [|--output|] a\nEOF\n" },
    { bad: "FROM alpine\nRUN apt-get install && \\\n  [|-y|] git\n", says: "`-y`" },
    { bad: "FROM alpine\nONBUILD RUN make; [|-j4|]\nHEALTHCHECK CMD [|-f|] /a\n" },
    { good: "FROM alpine\nRUN curl \\\n  --output a \\\n  https://example.com/a && rm -- -y\n" },
    // the arguments of ENTRYPOINT
    { good: 'FROM alpine\nENTRYPOINT ["make"]\nCMD ["-j4"]\n' },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

function check(node: Instruction, { model, report }: RuleContext): void {
  const script = model.script(node);
  if (script === undefined || script.errors.length > 0) return;
  for (const { name, wrappers } of script.commands) {
    if (name === undefined || wrappers.length > 0 || !/^--?[A-Za-z]/.test(name.text)) continue;
    report(name, `\`${name.text}\` runs as a command: the line or command before it has ended.`);
  }
}
