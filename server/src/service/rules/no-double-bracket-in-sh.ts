import { basesOption } from "../data/shellOptions.ts";
import { defineRule, type Fix, type RuleContext } from "../lint/rule.ts";
import { posixScript } from "../syntax/posixScript.ts";
import type { ShellScript } from "../syntax/shell.ts";
import { structureFacts } from "../syntax/shellStructure.ts";
import type { Instruction, Span } from "../syntax/tree.ts";

export default defineRule({
  name: "no-double-bracket-in-sh",
  severity: "warning",
  category: "shell",
  aliases: { shellcheck: "SC3010" },
  triggers: true,
  options: { bases: basesOption },
  profiles: { hadolint: { options: { bases: "any" } } },
  sources: [
    "https://www.shellcheck.net/wiki/SC3010",
    "https://www.gnu.org/software/bash/manual/bash.html#Conditional-Constructs",
  ],
  summary: "`[[ ]]` does not exist in POSIX sh.",
  why: `RUN uses /bin/sh, which is dash on Debian and Ubuntu. It looks for a program of the name \`[[\`, finds none, and the test is
    false whatever it asks; in an \`if\` the build even goes on without a word. \`[ ]\` with quoted variables does the same, or set
    SHELL to bash. The fix is unsafe, as the test may now be true, and the build does what it left out before.`,
  examples: [
    {
      bad: "FROM debian:12\nRUN [|[[ -f /a ]]|] && make\n",
      fixed: "FROM debian:12\nRUN [ -f /a ] && make\n",
      says: "dash",
    },
    {
      bad: 'FROM example/base\nONBUILD RUN if [|[[ "$A" == b ]]|]; then \\\n  make; fi\n',
      fixed: 'FROM example/base\nONBUILD RUN if [ "$A" = b ]; then \\\n  make; fi\n',
    },
    { bad: "FROM debian:12\nRUN [|[[ $A == b* ]]|]; [|[[ a =~ b ]]|]\n", refused: "`[[ ]]`" },
    { bad: "FROM debian:12\nRUN [|[[ -f /a || -f /b ]]|] && make\n", refused: "`[[ ]]`" },
    { bad: "FROM alpine\nRUN [|[[ -f /a ]]|]\n", options: { bases: "any" } },
    { good: "FROM debian:12\nRUN [ -f /a ] && echo [[ ]]\n" },
    { good: "FROM alpine\nRUN [[ -f /a ]] && make\n" },
    { good: "FROM rockylinux:9\nRUN [[ -f /a ]] && make\n" },
    { good: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN [[ -f /a ]] && make\n' },
    { good: "FROM debian:12\nRUN <<EOF\n#!/bin/bash\n[[ -f /a ]] && make\nEOF\n" },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

function check(
  node: Instruction,
  { model, options, report }: RuleContext<{ readonly bases: typeof basesOption }>,
): void {
  const knownBy = ["bash", "busybox"] as const;
  const found = posixScript(model, node, { knownBy, bases: options.bases });
  if (found === undefined || !found.script.source.text.includes("[[")) return;
  const { text } = model.dockerfile;
  for (const brackets of structureFacts(found.script).doubleBrackets) {
    report(
      brackets,
      `\`[[ ]]\` does not exist in ${found.shell}.`,
      fixOf(brackets, found.script, text),
    );
  }
}

/** A single test of quoted or plain words means the same in `[ ]`. */
function fixOf(brackets: Span, script: ShellScript, text: string): Fix | undefined {
  const inside = text.slice(brackets.start, brackets.end);
  const [, left = "", test = ""] =
    /^\[\[( +(?:! )?)((?:-[a-z] )?(?:"[^"\\]*"|[\w./-]+)|(?:"[^"\\]*"|[\w./-]+) (?:==?|!=|-eq|-ne) (?:"[^"\\]*"|[\w./-]+)) +\]\]$/.exec(
      inside,
    ) ?? [];
  if (test === "" || !script.source.isVerbatim(brackets)) return undefined;
  const mended = `[${left}${test.replace(/ == /, " = ")} ]`;
  return {
    title: "Use [ ]",
    edits: [{ start: brackets.start, end: brackets.end, text: mended }],
    safety: "unsafe",
  };
}
