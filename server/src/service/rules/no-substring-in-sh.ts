import { basesOption } from "../data/shellOptions.ts";
import { defineRule, type RuleContext } from "../lint/rule.ts";
import { posixScript } from "../syntax/posixScript.ts";
import { wordFacts } from "../syntax/shellExpansions.ts";
import type { Instruction } from "../syntax/tree.ts";

export default defineRule({
  name: "no-substring-in-sh",
  severity: "warning",
  category: "shell",
  aliases: { shellcheck: "SC3057" },
  triggers: true,
  options: { bases: basesOption },
  profiles: { hadolint: { options: { bases: "any" } } },
  sources: [
    "https://www.shellcheck.net/wiki/SC3057",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_06_02",
  ],
  summary: "`${x:1:2}` is not POSIX.",
  why: `RUN uses /bin/sh, which is dash on Debian and Ubuntu. It stops at a substring with \`Bad substitution\`, which ends the RUN. \`cut\`,
    \`printf\` or the POSIX forms \`\${x%…}\` and \`\${x#…}\` take a text apart in every shell. What the builder itself expands, in ENV or
    COPY, is something else.`,
  examples: [
    { bad: "FROM debian:12\nRUN A=abc && echo [|${A:1:2}|]\n", says: "dash" },
    { bad: 'FROM example/base\nONBUILD RUN cd a && \\\n  echo "b[|${A: -3}|]"\n' },
    { bad: "FROM alpine\nRUN echo [|${A:1:2}|]\n", options: { bases: "any" } },
    { good: "FROM debian:12\nRUN echo ${A:-1}${A%b} '${A:1:2}'\n" },
    { good: "FROM alpine\nRUN echo ${A:1:2}\n" },
    { good: "FROM fedora:42\nRUN echo ${A:1:2}\n" },
    { good: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN echo ${A:1:2}\n' },
    // the builder reads it
    { good: "FROM debian:12\nARG A=abc\nENV B=${A:1:2}\nCOPY <<EOF /a\n${A:1:2}\nEOF\n" },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

function check(
  node: Instruction,
  { model, options, report }: RuleContext<{ readonly bases: typeof basesOption }>,
): void {
  const knownBy = ["bash", "busybox"] as const;
  const found = posixScript(model, node, { knownBy, bases: options.bases });
  if (found === undefined || !found.script.source.text.includes("${")) return;
  for (const expansion of wordFacts(found.script).expansions) {
    const { kind, operator, text } = expansion;
    if (kind === "variable" && operator === ":")
      report(expansion, `\`${text}\` fails: ${found.shell} takes no substrings.`);
  }
}
