import { defineRule, type Fix, type RuleContext } from "../lint/rule.ts";
import { safeCommands } from "../data/safeCommands.ts";
import { runScripts } from "../syntax/runScripts.ts";
import { commandsWithin, within, wordFacts } from "../syntax/shellExpansions.ts";
import type { Model } from "../syntax/model.ts";
import type { ShellCommand, ShellScript } from "../syntax/shell.ts";
import { areVerbatim, separatorAt } from "../syntax/shellEdits.ts";
import { placeOf } from "../syntax/shellStructure.ts";
import type { Span } from "../syntax/span.ts";
import { variableFacts, type ShellVariableChange } from "../syntax/shellVariables.ts";
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
    {
      bad: "FROM alpine:3.20\nRUN export [|A|]=$(cat /version) && make\n",
      says: "`A`",
      fixed: "FROM alpine:3.20\nRUN A=$(cat /version) && export A && make\n",
    },
    {
      bad: 'FROM alpine:3.20\nRUN set -e; f() { local [|a|]="x $(cat /a)"; }; readonly [|B|]=`cat /b`; f\n',
      fixed:
        'FROM alpine:3.20\nRUN set -e; f() { local a; a="x $(cat /a)"; }; B=`cat /b`; readonly B; f\n',
    },
    {
      bad: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN declare -x [|A|]=$(curl -f https://example.com)\n',
      fixed:
        'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN declare -x A; A=$(curl -f https://example.com)\n',
    },
    {
      bad: "FROM alpine:3.20\r\nRUN ls && \\\r\n  export [|A|]=$(cat /a \\\r\n    /b) B=c \\\r\n# why\r\n  [|D|]=$(cat /d) && \\\r\n  make\r\n",
      fixed:
        "FROM alpine:3.20\r\nRUN ls && \\\r\n  A=$(cat /a \\\r\n    /b) && D=$(cat /d) && export A B=c \\\r\n# why\r\n  D && \\\r\n  make\r\n",
    },
    {
      bad: "FROM alpine:3.20\nRUN <<EOF\nset -e\nexport [|A|]=$(cat /a)\nmake\nEOF\n",
      fixed: "FROM alpine:3.20\nRUN <<EOF\nset -e\nA=$(cat /a); export A\nmake\nEOF\n",
    },
    {
      bad: "FROM alpine:3.20\nRUN ls || export [|A|]=$(cat /a)\n",
      refused: "No fix: `||` before it",
    },
    {
      bad: "FROM alpine:3.20\nRUN export B=c [|A|]=$(cat /$B)\n",
      refused: "No fix: its words use each other's variables",
    },
    {
      bad: "FROM alpine:3.20\nRUN f() { local -r [|a|]=$(cat /a); }; f\n",
      refused: "No fix: a variable that is read-only",
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
    const found = variableFacts(script).changes.filter(
      ({ kind, whole }) =>
        kind === "declaration" && runsCommand(script, whole) && (all || mayFail(script, whole)),
    );
    for (const change of found) {
      const { name, command } = change;
      const message = `\`${command?.program ?? "export"}\` succeeds even if the command that gives \`${name}\` its value fails.`;
      const fix = command && separateFix(model, script, command, found);
      if (typeof fix === "string") report(change, `${message} No fix: ${fix}.`);
      else report(change, message, fix);
    }
  }
}

/** The fix of all that a command declares, or why there is none. */
function separateFix(
  { dockerfile: { text } }: Model,
  script: ShellScript,
  command: ShellCommand,
  found: readonly ShellVariableChange[],
): Fix | string {
  const { program, args, assignments, redirects, start, end } = command;
  const separator = separatorAt(placeOf(script, command));
  const changes = within(found, command).filter((change) => change.command === command);
  const flags = args.filter(({ text: word }) => word.startsWith("-"));
  if (separator === undefined) return "`||` before it, a pipe or `&` would take it apart";
  if (assignments.length > 0 || redirects.length > 0)
    return "what else stands in the command would belong to one half of it";
  if (program === "readonly" ? flags.length > 0 : flags.some(({ text: flag }) => /r/.test(flag)))
    return "a variable that is read-only gets its value in its declaration";
  const names = new Set(
    within(variableFacts(script).changes, command)
      .filter((change) => change.command === command)
      .map(({ name }) => name),
  );
  const isUsed = within(variableFacts(script).uses, command).some(({ name }) => names.has(name));
  if (names.size > 1 && isUsed) return "its words use each other's variables";
  const moved = changes.map(({ whole }) => text.slice(whole.start, whole.end));
  const isFirst = program === "export" || program === "readonly";
  const at = isFirst ? start : end;
  const edits = [
    { start: at, end: at, text: joined(moved, separator, isFirst) },
    ...changes.map((change) => ({ start: change.end, end: change.whole.end, text: "" })),
  ];
  const ends = edits.flatMap((edit) => [
    { start: edit.start, end: Math.min(edit.start + 1, edit.end), text: "" },
    { start: Math.max(edit.end - 1, edit.start), end: edit.end, text: "" },
  ]);
  return areVerbatim(script, ends)
    ? { title: "Assign first, then declare", edits, safety: "unsafe" }
    : "it stands in a text that has line ends of its own";
}

/** Export works behind the assignment too, which it would otherwise hide; what is local has to be so before. */
function joined(moved: readonly string[], separator: string, isFirst: boolean): string {
  const all = moved.join(separator);
  return isFirst ? all + separator : separator + all;
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
