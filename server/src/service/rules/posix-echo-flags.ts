import { defineRule, type RuleContext } from "../lint/rule.ts";
import { runScripts } from "../syntax/runScripts.ts";
import type { Instruction } from "../syntax/tree.ts";

const options = {
  all: {
    type: "boolean",
    default: false,
    summary: "Whether shells count too that are known to take the flag, and the flag -n.",
  },
} as const;

export default defineRule({
  name: "posix-echo-flags",
  severity: "info",
  category: "shell",
  aliases: { shellcheck: "SC3037" },
  triggers: true,
  options,
  profiles: { hadolint: { options: { all: true } } },
  sources: [
    "https://www.shellcheck.net/wiki/SC3037",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/echo.html",
  ],
  summary: "The command echo is given a flag that /bin/sh may print instead.",
  why: `The echo of POSIX has no flags. dash, which is /bin/sh on Debian and Ubuntu, knows \`-n\` only and prints \`-e\` in front of
    the text, so the file that the line writes begins with it. bash and busybox take \`-e\`. \`printf\` is the same everywhere.`,
  examples: [
    { bad: "FROM debian:12\nRUN echo [|-e|] 'a\\nb' > /etc/list\n", says: "`-e`" },
    { bad: "FROM team/app:1\nRUN ls; \\\n  echo [|-ne|] 'a\\n'\n" },
    { bad: "FROM alpine:3.20\nRUN echo [|-n|] a\n", options: { all: true } },
    { good: "FROM alpine:3.20\nRUN echo -e 'a\\nb'\n" },
    { good: "FROM fedora:42\nRUN echo -e 'a\\nb'\n" },
    { good: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN echo -e "a\\nb"\n' },
    { good: "FROM debian:12\nRUN bash -c \"echo -e 'a'\" && echo a -e && /bin/echo -e a\n" },
    { good: "FROM debian:12\nRUN echo -n a && echo -- - -x\n" },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

function check(
  node: Instruction,
  { model, options: { all }, report }: RuleContext<typeof options>,
): void {
  if (model.dialect(node) === "bash") return;
  const shell = model.runningShell(node);
  if (!all && (shell === "bash" || shell === "busybox")) return;
  for (const { commands } of runScripts(model, node, all ? "hadolint" : "own").slice(0, 1)) {
    for (const {
      name,
      wrappers,
      args: [flag],
    } of commands) {
      if (name?.literal !== "echo" || wrappers.length > 0 || flag === undefined) continue;
      if (!(all ? /^-[neE]+$/ : /^-n*[eE][neE]*$/).test(flag.text)) continue;
      report(flag, `A POSIX echo has no flag \`${flag.text}\`: dash prints it as text.`);
    }
  }
}
