import { defineRule, type Fix, type RuleContext } from "../lint/rule.ts";
import { firstIndex } from "../syntax/firstIndex.ts";
import { hasErrexit, runScripts } from "../syntax/runScripts.ts";
import type { ShellCommand, ShellScript } from "../syntax/shell.ts";
import { exitOnFailure } from "../syntax/shellEdits.ts";
import { placeOf } from "../syntax/shellStructure.ts";
import type { Instruction } from "../syntax/tree.ts";

/** They exist everywhere. */
const safe = /^\/*(?:\.{1,2}\/+)*(?:\.{1,2})?$/;

const moving: ReadonlySet<string> = new Set(["cd", "pushd", "popd"]);

export default defineRule({
  name: "checked-cd",
  severity: "info",
  category: "shell",
  aliases: { shellcheck: "SC2164" },
  triggers: true,
  sources: [
    "https://www.shellcheck.net/wiki/SC2164",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/cd.html",
  ],
  summary: "A cd is not checked, so what follows may run in the wrong folder.",
  why: `Without \`set -e\` a shell goes on after a cd that failed, in the folder where it was: what is removed, unpacked or built
    there is in the wrong place, and the RUN may still succeed. Join the next command with \`&&\`, or stop at the first error with
    \`set -e\`.`,
  examples: [
    {
      bad: "FROM alpine:3.20\nRUN [|cd /src|]; make\n",
      says: "`cd /src`",
      fixed: "FROM alpine:3.20\nRUN cd /src && make\n",
    },
    {
      bad: "FROM alpine:3.20\r\nRUN [|cd /src|]; \\\r\n# why\r\n  ./configure && make\r\n",
      fixed: "FROM alpine:3.20\r\nRUN cd /src && \\\r\n# why\r\n  ./configure && make\r\n",
    },
    {
      bad: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN [|pushd /src|]; make; [|popd|]; ls\n',
      fixed:
        'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN pushd /src || exit 1; make; popd && ls\n',
    },
    {
      bad: "FROM alpine:3.20\nRUN <<EOF\n[|cd /src|]\nmake\nEOF\n",
      fixed: "FROM alpine:3.20\nRUN <<EOF\ncd /src || exit 1\nmake\nEOF\n",
    },
    {
      bad: "FROM alpine:3.20\nRUN ls && [|cd /src|]; \\\n  make; ls\n",
      fixed: "FROM alpine:3.20\nRUN ls && { cd /src || exit 1; }; \\\n  make; ls\n",
    },
    {
      bad: "FROM alpine:3.20\nRUN if [ -d /a ]; then [|cd /a|]; rm b; fi\n",
      fixed: "FROM alpine:3.20\nRUN if [ -d /a ]; then cd /a || exit 1; rm b; fi\n",
    },
    {
      bad: 'FROM alpine:3.20\nRUN sh -c "[|cd /a|]; rm b" || true\n',
      fixed: 'FROM alpine:3.20\nRUN sh -c "cd /a && rm b" || true\n',
    },
    { bad: "FROM alpine:3.20\nRUN ls | [|cd /a|]; rm b\n", refused: "the folder before it" },
    { good: "FROM alpine:3.20\nRUN cd /src && make\n" },
    { good: "FROM alpine:3.20\nRUN cd /src || exit 1; make\n" },
    { good: "FROM alpine:3.20\nRUN set -eux; cd /src; make\n" },
    { good: "FROM alpine:3.20\nRUN <<EOF\nset -o errexit\ncd /src\nmake\nEOF\n" },
    { good: 'FROM debian:12\nSHELL ["/bin/bash", "-eo", "pipefail", "-c"]\nRUN cd /src; make\n' },
    { good: "FROM alpine:3.20\nRUN if cd /src; then make; fi\n" },
    { good: "FROM alpine:3.20\nRUN ls; cd /src\n" },
    { good: "FROM alpine:3.20\nRUN cd ..; cd /; cd; ls\n" },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

function isSafe({ program, args: [folder] }: ShellCommand): boolean {
  return program === "cd" && safe.test(folder?.literal ?? folder?.text ?? "");
}

function check(node: Instruction, { model, report }: RuleContext): void {
  for (const script of runScripts(model, node, "own")) {
    if (!script.commands.some(({ program }) => moving.has(program)) || hasErrexit(model, node))
      continue;
    for (const command of script.commands) {
      if (!moving.has(command.program) || isSafe(command)) continue;
      const { checked, condition, last, errexit } = placeOf(script, command);
      if (checked || condition || last || errexit) continue;
      const text = `${command.program} ${command.args[0]?.text ?? ""}`.trim();
      const message = `If \`${text}\` fails, what follows runs in the folder before it.`;
      report(command, message, joinNext(model, script, command), stop(script, command));
    }
  }
}

/** `cd a || exit 1`. */
function stop(script: ShellScript, command: ShellCommand): Fix | undefined {
  const edits = exitOnFailure(script, command, placeOf(script, command));
  return edits && { title: "End the script if it fails", edits, safety: "unsafe" };
}

/** `cd a; b` -> `cd a && b`, where nothing else follows that would run in spite of it. */
function joinNext(
  { dockerfile: { text } }: RuleContext["model"],
  { parts, source }: ShellScript,
  { start, end, redirects }: ShellCommand,
): Fix | undefined {
  const index = firstIndex(parts, (part) => part.start >= start);
  const [own, next] = [parts[index], parts[index + 1]];
  const isPart = own?.start === start && own.kind === "command";
  const isAlone = own?.operator === "" || own?.operator === ";";
  if (!isPart || !isAlone || next?.operator !== ";") return undefined;
  if (redirects.some(({ heredoc }) => heredoc) || parts.at(-1)?.background) return undefined;
  if (parts.findLastIndex(({ operator }) => operator !== "&&") !== index + 1) return undefined;
  const [separator] = /^[ \t]*;/.exec(text.slice(end, next.start)) ?? [];
  if (separator === undefined) return undefined;
  const gap = { start: end, end: end + separator.length };
  const blank = /\s/.test(text[gap.end] ?? "") ? "" : " ";
  if (!source.isVerbatim(gap)) return undefined;
  return {
    title: "Join it with the next command by &&",
    edits: [{ ...gap, text: ` &&${blank}` }],
    safety: "unsafe",
  };
}
