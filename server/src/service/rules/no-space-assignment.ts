import { defineRule, type Fix, type RuleContext } from "../lint/rule.ts";
import type { ShellCommand, ShellScript } from "../syntax/shell.ts";
import type { Instruction } from "../syntax/tree.ts";

export default defineRule({
  name: "no-space-assignment",
  severity: "warning",
  category: "shell",
  aliases: { shellcheck: "SC1068" },
  triggers: true,
  sources: [
    "https://www.shellcheck.net/wiki/SC1068",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_09_01",
  ],
  summary: "Blanks around `=` make the assignment a command.",
  why: `Blanks part words in a shell, so the name of the variable becomes the name of a program, which gets \`=\` and the value as its
    arguments. There is hardly ever such a program, and the variable keeps its old value.`,
  examples: [
    { bad: "FROM alpine\nRUN A [|=|] b && echo $A\n", fixed: "FROM alpine\nRUN A=b && echo $A\n" },
    {
      bad: 'FROM alpine\nONBUILD RUN make; \\\n  A [|="b c"|]\n',
      fixed: 'FROM alpine\nONBUILD RUN make; \\\n  A="b c"\n',
    },
    { bad: "FROM alpine\nRUN A [|=|] b c\n" },
    { good: "FROM alpine\nRUN A=b && test a = b && [ a = b ] && expr a = b\n" },
    { good: "FROM alpine\nRUN echo = a && git-config = b && make A = b\n" },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

/** They take `=` as an argument. */
const programs: ReadonlySet<string> = new Set([
  "awk",
  "bc",
  "dc",
  "echo",
  "expr",
  "printf",
  "test",
]);

function check(node: Instruction, { model, report }: RuleContext): void {
  const script = model.script(node);
  if (script === undefined || script.errors.length > 0) return;
  for (const command of script.commands) {
    const { name, args, wrappers } = command;
    const [equals] = args;
    if (name === undefined || equals === undefined) continue;
    if (!/^=(?!=)/.test(equals.text) || !/^[A-Za-z_]\w*$/.test(name.text)) continue;
    if (wrappers.length > 0 || programs.has(name.text)) continue;
    const message = `\`${name.text}\` runs as a command because of the blank before \`=\`.`;
    report(equals, message, fixOf(command, script));
  }
}

/** Joins the words where there are no more than name, `=` and value. */
function fixOf({ name, args }: ShellCommand, { source }: ShellScript): Fix | undefined {
  const [equals, value, more] = args;
  if (name === undefined || equals === undefined || more !== undefined) return undefined;
  const isAlone = equals.text === "=";
  if (!isAlone && value !== undefined) return undefined;
  const end = isAlone ? (value?.start ?? equals.end) : equals.start;
  const blank = { start: name.end, end };
  if (!source.isVerbatim(blank)) return undefined;
  return {
    title: "Remove the blanks",
    edits: [{ ...blank, text: isAlone ? "=" : "" }],
    safety: "unsafe",
  };
}
