import { defineRule, type RuleContext } from "../lint/rule.ts";
import { safeCommands } from "../data/safeCommands.ts";
import { runScripts } from "../syntax/runScripts.ts";
import { commandsWithin, within, wordFacts } from "../syntax/shellExpansions.ts";
import type { ShellScript } from "../syntax/shell.ts";
import type { Span } from "../syntax/span.ts";
import { variableFacts } from "../syntax/shellVariables.ts";
import type { Instruction } from "../syntax/tree.ts";

const options = {
  all: {
    type: "boolean",
    default: false,
    summary: "Whether commands count too that practically never fail, such as nproc.",
  },
} as const;

export default defineRule({
  name: "separate-declare-and-assign",
  severity: "info",
  category: "shell",
  aliases: { shellcheck: "SC2155" },
  triggers: true,
  options,
  profiles: { hadolint: { options: { all: true } } },
  sources: [
    "https://www.shellcheck.net/wiki/SC2155",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_09_01",
  ],
  summary: "Declaring a variable with a command substitution hides the failure of that command.",
  why: `The status of \`export A=$(cmd)\` is that of export, which succeeds. When cmd fails, \`set -e\` and \`&&\` see nothing of it, and the
    build goes on with an empty variable. An assignment of its own, \`A=$(cmd) && export A\`, has the status of the command. Commands
    that do not fail, such as \`nproc\`, are not reported.`,
  examples: [
    { bad: "FROM alpine:3.20\nRUN export [|A|]=$(cat /version) && make\n", says: "`A`" },
    {
      bad: 'FROM alpine:3.20\nRUN set -e; f() { local [|a|]="x $(cat /a)"; }; readonly [|B|]=`cat /b`; f\n',
    },
    {
      bad: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN declare -x [|A|]=$(curl -f https://example.com)\n',
    },
    { good: "FROM alpine:3.20\nRUN A=$(cat /version) && export A B=c && make\n" },
    {
      good: 'FROM alpine:3.20\nRUN export A=$(date +%s) B=$(pwd) C=$(nproc) D=$(uname -m) E=$(dirname /a/b) F="$(mktemp -d)"\n',
    },
    { bad: "FROM alpine:3.20\nRUN export [|A|]=$(nproc)\n", options: { all: true } },
    { good: "FROM alpine:3.20\nRUN A=$(cat /a) make\n" },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

function check(
  node: Instruction,
  { model, options: { all }, report }: RuleContext<typeof options>,
): void {
  for (const script of runScripts(model, node, all ? "hadolint" : "own")) {
    if (!script.commands.some(({ program }) => declaring.has(program))) continue;
    for (const change of variableFacts(script).changes) {
      const { kind, name, whole, command } = change;
      if (kind !== "declaration" || !runsCommand(script, whole)) continue;
      if (!all && !mayFail(script, whole)) continue;
      const message = `\`${command?.program ?? "export"}\` succeeds even if the command that gives \`${name}\` its value fails.`;
      report(change, message);
    }
  }
}

const declaring: ReadonlySet<string> = new Set([
  "export",
  "local",
  "readonly",
  "declare",
  "typeset",
]);

function runsCommand(script: ShellScript, whole: Span): boolean {
  return within(wordFacts(script).expansions, whole).some(({ kind }) => kind === "command");
}

function mayFail(script: ShellScript, whole: Span): boolean {
  const inside = commandsWithin(script, whole);
  return (
    inside.length === 0 ||
    inside.some(
      ({ program, args: [first] }) =>
        !safeCommands.has(program) && !safeCommands.has(`${program} ${first?.text ?? ""}`),
    )
  );
}
