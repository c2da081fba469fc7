import { defineRule, type Fix, type RuleContext } from "../lint/rule.ts";
import { echoAsPrintf, echoFlags, isSameAsEcho } from "../syntax/echoAsPrintf.ts";
import { lastMendsAll } from "../syntax/joinedFix.ts";
import { runScripts } from "../syntax/runScripts.ts";
import type { ShellCommand, ShellScript } from "../syntax/shell.ts";
import type { Model } from "../syntax/model.ts";
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
    {
      bad: "FROM debian:12\nRUN echo [|-e|] 'a\\nb' > /etc/list && echo [|-ne|] a b\n",
      fixed: "FROM debian:12\nRUN echo 'a\\nb' > /etc/list && echo -n a b\n",
    },
    {
      bad: "FROM team/app:1\r\nRUN ls; \\\r\n# why\r\n  echo [|-ne|] 'a\\n' \\\r\n  b\r\n",
      fixed: "FROM team/app:1\r\nRUN ls; \\\r\n# why\r\n  printf '%b %b' 'a\\n' \\\r\n  b\r\n",
    },
    {
      bad: 'FROM team/app:1\nRUN <<EOF\necho [|-e|] "a $B" $((1 + 1))\necho [|-E|] a\nEOF\n',
      fixed:
        "FROM team/app:1\nRUN <<EOF\nprintf '%b %b\\n' \"a $B\" $((1 + 1))\nprintf '%s\\n' a\nEOF\n",
    },
    {
      bad: "FROM team/app:1\nRUN echo [|-e|] $A\n",
      refused: "No fix: `$A` may be any number of words",
    },
    {
      bad: "FROM alpine:3.20\nRUN echo [|-n|] a\n",
      options: { all: true },
      fixed: "FROM alpine:3.20\nRUN printf '%s' a\n",
    },
    // dash prints the second
    {
      bad: "FROM debian:12\nRUN echo [|-n|] -n a\n",
      options: { all: true },
      fixed: "FROM debian:12\nRUN printf '%b' a\n",
    },
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
  for (const script of runScripts(model, node, all ? "hadolint" : "own").slice(0, 1)) {
    const places = script.commands.flatMap((command) => {
      const {
        name,
        wrappers,
        args: [flag],
      } = command;
      if (name?.literal !== "echo" || wrappers.length > 0 || flag === undefined) return [];
      if (!(all ? /^-[neE]+$/ : /^-n*[eE][neE]*$/).test(flag.text)) return [];
      const message = `A POSIX echo has no flag \`${flag.text}\`: dash prints it as text.`;
      const printf = printfFix(model, node, script, command);
      const dropped = !all && shell === "dash" ? withoutFlag(script, command) : undefined;
      const { start, end } = flag;
      if (typeof printf !== "string") return { start, end, message, dropped, fix: printf };
      const reason = dropped === undefined ? ` No fix: ${printf}.` : "";
      return { start, end, message: message + reason, dropped, fix: undefined };
    });
    for (const { message, dropped, fix, ...flag } of all ? lastMendsAll(places) : places)
      report(flag, message, dropped, fix);
  }
}

/** What a shell prints that takes the flags; or why there is no fix. */
function printfFix(
  model: Model,
  node: Instruction,
  script: ShellScript,
  command: ShellCommand,
): Fix | string {
  const shell = model.runningShell(node);
  const letters = echoFlags(command.args)
    .map(({ text }) => text)
    .join("");
  const isKnown = letters.includes("e") || letters.includes("E");
  const expands = isKnown ? letters.lastIndexOf("e") > letters.lastIndexOf("E") : shell === "dash";
  const conversion = expands ? "%b" : "%s";
  const { edits, refusal } = echoAsPrintf(model, node, script, command, conversion);
  const isSame = isSameAsEcho(model, node, script, command, conversion);
  return edits === undefined
    ? refusal
    : { title: "Use printf", edits, safety: isSame ? "safe" : "unsafe" };
}

/** For dash, whose echo always expands escapes and knows `-n` alone. */
function withoutFlag({ source }: ShellScript, { name, args }: ShellCommand): Fix | undefined {
  const flags = echoFlags(args);
  const last = flags.at(-1);
  if (name === undefined || last === undefined || flags.some(({ text }) => text.includes("E")))
    return undefined;
  const text = flags.some((flag) => flag.text.includes("n")) ? " -n" : "";
  const edit = { start: name.end, end: last.end, text };
  if (!source.isVerbatim(edit)) return undefined;
  return { title: "Drop -e", edits: [edit], safety: "unsafe" };
}
