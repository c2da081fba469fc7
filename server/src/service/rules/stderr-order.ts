import { defineRule, type Fix, type RuleContext } from "../lint/rule.ts";
import type { Model } from "../syntax/model.ts";
import type { ShellCommand, ShellRedirect, ShellScript } from "../syntax/shell.ts";
import { areVerbatim } from "../syntax/shellEdits.ts";
import { placeOf } from "../syntax/shellStructure.ts";
import { runScripts } from "../syntax/runScripts.ts";
import type { Instruction } from "../syntax/tree.ts";

export default defineRule({
  name: "stderr-order",
  severity: "warning",
  category: "shell",
  aliases: { shellcheck: "SC2069" },
  triggers: true,
  sources: [
    "https://www.shellcheck.net/wiki/SC2069",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_07",
  ],
  summary: "The redirect `2>&1` stands before the one to a file, so errors do not go there.",
  why: `Redirects take effect from left to right: \`2>&1\` sends errors where the output goes at that moment, which is not yet the file. Put
    \`2>&1\` behind the file, as in \`>file 2>&1\`. Before a pipe the order is meant: errors go into the pipe and the output does not.`,
  examples: [
    {
      bad: "FROM alpine:3.20\nRUN make [|2>&1|] >/log\n",
      says: "behind it",
      fixed: "FROM alpine:3.20\nRUN make >/log 2>&1\n",
    },
    {
      bad: "FROM alpine:3.20\r\nRUN ls; make [|2>&1|] \\\r\n# why\r\n  >> /log all; make [|2>&1|] >a >b\r\n",
      fixed:
        "FROM alpine:3.20\r\nRUN ls; make \\\r\n# why\r\n  >> /log 2>&1 all; make >a >b 2>&1\r\n",
    },
    {
      bad: "FROM alpine:3.20\nRUN make \\\n  [|2>&1|] \\\n  >/log && make \\\n  [|2>&1|] >/log\n",
      fixed: "FROM alpine:3.20\nRUN make \\\n  >/log 2>&1 && make \\\n  >/log 2>&1\n",
    },
    {
      bad: "FROM alpine:3.20\nRUN <<-EOF\n\tmake [|2>&1|] >/log\n\tEOF\n",
      fixed: "FROM alpine:3.20\nRUN <<-EOF\n\tmake >/log 2>&1\n\tEOF\n",
    },
    {
      bad: "FROM alpine:3.20\nRUN make \\\n  [|2>&1|] \\\n# why\n  >/log\n",
      refused: "has to stand behind it",
    },
    { good: "FROM alpine:3.20\nRUN make >/log 2>&1 && make 2>&1 && make 2>/err >/log\n" },
    { good: "FROM alpine:3.20\nRUN make 2>&1 >/dev/null | grep error\n" },
    { good: 'FROM alpine:3.20\nRUN errors=$(make 2>&1 >/dev/null) && echo "$errors"\n' },
    { good: "FROM alpine:3.20\nRUN make 2>&1 3>/log </in\n" },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

function check(node: Instruction, { model, report }: RuleContext): void {
  for (const script of runScripts(model, node, "own")) {
    for (const command of script.commands) {
      const { redirects } = command;
      const join = redirects.findIndex(isJoin);
      const file = join === -1 ? undefined : redirects.slice(join + 1).find(isOutput);
      const where = redirects[join];
      if (file === undefined || where === undefined) continue;
      const { after, inSubstitution } = placeOf(script, command);
      if (after === "|" || after === "|&" || inSubstitution) continue;
      const target = file.target?.text ?? "";
      report(
        where,
        `Errors do not go to \`${target}\`: \`2>&1\` has to stand behind it.`,
        moveBehind(model, script, command, where),
      );
    }
  }
}

/** Takes `2>&1` with the blanks around it, or a line of its own, to the end of the last redirect of the output. */
function moveBehind(
  { dockerfile: { text } }: Model,
  script: ShellScript,
  { redirects }: ShellCommand,
  { start, end }: ShellRedirect,
): Fix | undefined {
  const file = redirects.findLast(isOutput);
  if (file === undefined || text.slice(start, end) !== "2>&1") return undefined;
  const [before = ""] = /[ \t]*$/.exec(text.slice(Math.max(0, start - 200), start)) ?? [];
  const isFirst = text[start - before.length - 1] === "\n";
  const [behind] = /^[ \t]*(?:\\\r?\n[ \t]*)?(?=[^\s#\\`])/.exec(text.slice(end)) ?? [];
  if (isFirst && behind === undefined) return undefined;
  const cut = isFirst
    ? { start, end: end + (behind ?? "").length, text: "" }
    : { start: start - before.length, end, text: "" };
  const edits = [cut, { start: file.end, end: file.end, text: " 2>&1" }];
  // a line end that goes as well is no part of the script
  const isWritten = areVerbatim(script, [{ start, end, text: "" }, ...edits.slice(1)]);
  return isWritten ? { title: "Move 2>&1 behind it", edits, safety: "unsafe" } : undefined;
}

function isJoin({ operator, fd, target }: ShellRedirect): boolean {
  return operator === ">&" && fd === 2 && target?.text === "1";
}

function isOutput({ operator, fd }: ShellRedirect): boolean {
  return (operator === ">" || operator === ">>" || operator === ">|") && (fd ?? 1) === 1;
}
