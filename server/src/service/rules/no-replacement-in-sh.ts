import { basesOption } from "../data/shellOptions.ts";
import { defineRule, type RuleContext } from "../lint/rule.ts";
import { posixScript } from "../syntax/posixScript.ts";
import { wordFacts } from "../syntax/shellExpansions.ts";
import type { Instruction } from "../syntax/tree.ts";

export default defineRule({
  name: "no-replacement-in-sh",
  severity: "warning",
  category: "shell",
  aliases: { shellcheck: "SC3060" },
  triggers: true,
  options: { bases: basesOption },
  profiles: { hadolint: { options: { bases: "any" } } },
  sources: [
    "https://www.shellcheck.net/wiki/SC3060",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_06_02",
  ],
  summary: "`${x/a/b}` is not POSIX.",
  why: `RUN uses /bin/sh, which is dash on Debian and Ubuntu. It stops at a replacement with \`Bad substitution\`, which ends the RUN. \`sed\`
    and \`tr\` replace in every shell. The builder's own expansion in ENV, COPY and other instructions knows the form.`,
  examples: [
    { bad: "FROM debian:12\nRUN A=abc && echo [|${A/b/c}|]\n", says: "dash" },
    { bad: 'FROM example/base\nONBUILD RUN cd a && \\\n  echo "b[|${A//./-}|]"\n' },
    { bad: "FROM alpine\nRUN echo [|${A/b/c}|]\n", options: { bases: "any" } },
    { good: "FROM debian:12\nRUN echo ${A:-/b}${A#b/} '${A/b/c}'\n" },
    { good: "FROM alpine\nRUN echo ${A/b/c}\n" },
    { good: "FROM fedora:42\nRUN echo ${A/b/c}\n" },
    { good: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN echo ${A/b/c}\n' },
    // the builder reads it
    { good: "FROM debian:12\nARG A=abc\nENV B=${A/b/c}\nCOPY <<EOF /a\n${A/b/c}\nEOF\n" },
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
    if (kind === "variable" && operator.startsWith("/"))
      report(expansion, `\`${text}\` fails: ${found.shell} does not replace in variables.`);
  }
}
