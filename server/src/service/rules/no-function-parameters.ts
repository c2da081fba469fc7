import { defineRule, type RuleContext } from "../lint/rule.ts";
import { shellMistakes } from "../syntax/shellMistakes.ts";
import type { Instruction } from "../syntax/tree.ts";

export default defineRule({
  name: "no-function-parameters",
  severity: "error",
  category: "shell",
  aliases: { shellcheck: "SC1065" },
  triggers: true,
  sources: [
    "https://www.shellcheck.net/wiki/SC1065",
    "https://www.gnu.org/software/bash/manual/bash.html#Shell-Functions",
  ],
  summary: "A shell function declares parameters.",
  why: `The parentheses behind the name of a shell function are always empty; with anything in them the shell cannot read the
    script. What the function is called with is in \`$1\`, \`$2\` and so on.`,
  examples: [
    { bad: "FROM alpine\nRUN get[|(url)|] { wget -q $1; }; get https://example.com/a\n" },
    { bad: "FROM alpine\nRUN <<EOF\nfunction get [|(url, file)|] {\n  wget $1\n}\nEOF\n" },
    { good: 'FROM alpine\nRUN get() { wget -q "$1"; }; get https://example.com/a\n' },
    { good: "FROM alpine\nRUN (cd /a && make) && { echo 'f(a) {'; }\n" },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

function check(node: Instruction, { model, report }: RuleContext): void {
  const script = model.script(node);
  if (script === undefined || script.errors.length === 0) return;
  for (const { kind, text, start, end } of shellMistakes(script)) {
    if (kind === "parameters")
      report({ start, end }, `A shell function cannot declare parameters: \`${text}\`.`);
  }
}
