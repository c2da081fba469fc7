import { defineRule, type RuleContext } from "../lint/rule.ts";
import { hasErrexit, runScripts } from "../syntax/runScripts.ts";
import { exitOnFailure } from "../syntax/shellEdits.ts";
import { structureFacts } from "../syntax/shellStructure.ts";
import type { Instruction } from "../syntax/tree.ts";

export default defineRule({
  name: "checked-negation",
  severity: "info",
  category: "shell",
  aliases: { shellcheck: "SC2251" },
  triggers: true,
  sources: [
    "https://www.shellcheck.net/wiki/SC2251",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_26",
  ],
  summary: "A command negated by ! never stops the build under errexit.",
  why: `\`set -e\` leaves out every pipeline that begins with \`!\`, whatever its status: a line such as \`! grep -q x file\` checks
    nothing unless it is the last one. Say \`if grep -q x file; then exit 1; fi\`, or put \`|| exit 1\` behind it.`,
  examples: [
    {
      bad: "FROM alpine:3.20\nRUN set -e; [|! grep -q a /b|]; ls\n",
      says: "errexit",
      fixed: "FROM alpine:3.20\nRUN set -e; ! grep -q a /b || exit 1; ls\n",
    },
    {
      bad: "FROM alpine:3.20\nRUN <<EOF\nset -eux\nif [ -f /b ]; then\n  [|! grep -q a /b|]\nfi\nls\nEOF\n",
      fixed:
        "FROM alpine:3.20\nRUN <<EOF\nset -eux\nif [ -f /b ]; then\n  ! grep -q a /b || exit 1\nfi\nls\nEOF\n",
    },
    {
      bad: 'FROM debian:12\r\nSHELL ["/bin/bash", "-ec"]\r\nRUN ls && [|! ls \\\r\n # why\r\n /a | grep b|]; ls /b\r\n',
      fixed:
        'FROM debian:12\r\nSHELL ["/bin/bash", "-ec"]\r\nRUN ls && { ! ls \\\r\n # why\r\n /a | grep b || exit 1; }; ls /b\r\n',
    },
    { bad: "FROM alpine:3.20\nRUN set -e; [|! ls /a|] & ls\n", refused: "errexit" },
    {
      good: "FROM alpine:3.20\nRUN set -e; if ! ls /a; then ls /b; fi; while ! ls /a; do sleep 1; done\n",
    },
    { good: "FROM alpine:3.20\nRUN set -e; ! ls /a && ls /b; ! ls /c || exit 1; ls\n" },
    { good: "FROM alpine:3.20\nRUN set -e; ls; ! ls /a\n" },
    { good: "FROM alpine:3.20\nRUN ! ls /a; ls /b\n" },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

function check(node: Instruction, { model, report }: RuleContext): void {
  for (const script of runScripts(model, node, "own")) {
    if (!script.source.text.includes("!")) continue;
    for (const negation of structureFacts(script).negations) {
      const { checked, condition, last, errexit, pipeline } = negation;
      if (checked || condition || last || !(errexit || hasErrexit(model, node))) continue;
      const edits = exitOnFailure(script, pipeline, negation);
      report(
        pipeline,
        "errexit does not hold for a command behind `!`, so this one checks nothing.",
        edits && { title: "End the script if it fails", edits, safety: "unsafe" },
      );
    }
  }
}
