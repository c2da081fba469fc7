import { defineRule, type RuleContext } from "../lint/rule.ts";
import { hasErrexit, runScripts } from "../syntax/runScripts.ts";
import type { ShellCommand } from "../syntax/shell.ts";
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
    { bad: "FROM alpine:3.20\nRUN [|cd /src|]; make\n", says: "`cd /src`" },
    { bad: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN [|pushd /src|]; make; [|popd|]; ls\n' },
    { bad: "FROM alpine:3.20\nRUN <<EOF\n[|cd /src|]\nmake\nEOF\n" },
    { bad: "FROM alpine:3.20\nRUN ls && [|cd /src|]; \\\n  make\n" },
    { bad: "FROM alpine:3.20\nRUN if [ -d /a ]; then [|cd /a|]; rm b; fi\n" },
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
      report(command, `If \`${text}\` fails, what follows runs in the folder before it.`);
    }
  }
}
