import { defineRule, type Fix, type RuleContext } from "../lint/rule.ts";
import { environmentNames } from "../data/environmentNames.ts";
import { isBuildVariable } from "../syntax/buildVariables.ts";
import { inCaseOf } from "../syntax/keywordCase.ts";
import type { Model } from "../syntax/model.ts";
import { runScripts } from "../syntax/runScripts.ts";
import type { ShellScript } from "../syntax/shell.ts";
import { areVerbatim, separatorAt } from "../syntax/shellEdits.ts";
import { placeOf } from "../syntax/shellStructure.ts";
import { variableFacts, type ShellVariableChange } from "../syntax/shellVariables.ts";
import type { Instruction } from "../syntax/tree.ts";

const options = {
  all: {
    type: "boolean",
    default: false,
    summary:
      "Whether loop variables, names that read fills and scripts with eval or sourced files count too.",
  },
} as const;

export default defineRule({
  name: "unused-shell-variable",
  severity: "info",
  category: "shell",
  aliases: { shellcheck: "SC2034" },
  triggers: true,
  options,
  profiles: { hadolint: { options: { all: true } } },
  sources: [
    "https://www.shellcheck.net/wiki/SC2034",
    "https://docs.docker.com/reference/dockerfile/#env",
  ],
  summary: "A shell variable is set and never used in its RUN.",
  why: `Each RUN is a shell of its own: a variable ends with it, and programs do not see it unless it is exported. An assignment that nothing
    reads is a misspelt name, a missing \`export\`, or was meant for a later instruction, which needs ENV.`,
  examples: [
    {
      bad: "FROM golang:1.24\nRUN [|GOBIN|]=/bin && go install ./...\n",
      says: "ENV",
      fixed: "FROM golang:1.24\nRUN export GOBIN=/bin && go install ./...\n",
    },
    {
      bad: "FROM alpine:3.20\r\nRUN ls && \\\r\n# why\r\n  [|a|]=$(cat /b) && [|c|]=1 && make\r\n",
      fixed:
        "FROM alpine:3.20\r\nRUN ls && \\\r\n# why\r\n  a=$(cat /b) && export a && export c=1 && make\r\n",
    },
    {
      bad: "FROM alpine:3.20\nRUN <<EOF\n[|a|]=$(cat /b)\nmake\nEOF\n",
      fixed: "FROM alpine:3.20\nRUN <<EOF\na=$(cat /b); export a\nmake\nEOF\n",
    },
    {
      bad: "FROM alpine:3.20\nrun  [|A|]='b c' \nONBUILD RUN [|D|]=/e",
      fixed: "FROM alpine:3.20\nenv  A='b c' \nONBUILD ENV D=/e",
    },
    { bad: "FROM alpine:3.20\nRUN ls; [|c|]=1\n", refused: "it ends with this RUN" },
    { bad: "FROM alpine:3.20\nRUN [|c|]=1 [|d|]=2; ls\n", refused: "it ends with this RUN" },
    {
      bad: "FROM alpine:3.20\nRUN for [|i|] in 1 2 3; do ls && break; done\n",
      options: { all: true },
    },
    { good: "FROM alpine:3.20\nRUN a=1 && echo $a && b=2 make && export C=1 && d=3 && export d\n" },
    { good: "FROM alpine:3.20\nRUN a=1; . ./build.sh\n" },
    { good: 'FROM alpine:3.20\nRUN a=1; eval "$(cat /b)"\n' },
    { good: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN a=1; b=a; echo ${!b}\n' },
    {
      good: "FROM alpine:3.20\nRUN while read -r line; do ls; done < /a; for i in 1 2; do ls; done; _=1; IFS=,\n",
    },
    // what is in the environment stays there
    { good: "FROM alpine:3.20\nENV A=1\nRUN A=2; make\n" },
    { good: "FROM alpine:3.20\nRUN set -a; A=2; make\n" },
    { good: "FROM alpine:3.20\nRUN i=0; while [ $((i+=1)) -lt 5 ]; do ls; done\n" },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

const always: ReadonlySet<ShellVariableChange["kind"]> = new Set(["assignment", "declaration"]);

function check(
  node: Instruction,
  { model, options: { all }, report }: RuleContext<typeof options>,
): void {
  for (const script of runScripts(model, node, all ? "hadolint" : "own")) {
    if (!/=|for|read/.test(script.source.text) || (!all && isOpen(script))) continue;
    const { changes, uses } = variableFacts(script);
    const used = new Set(uses.map(({ name }) => name));
    const unused = new Map<string, ShellVariableChange>();
    for (const change of changes) {
      const { name, kind, exported } = change;
      if (exported) used.add(name);
      else if (kind !== "default" && (all || always.has(kind))) unused.set(name, change);
    }
    for (const [name, change] of unused) {
      if (used.has(name) || name.startsWith("_") || environmentNames.has(name)) continue;
      if (isBuildVariable(model, node, name)) continue;
      const message = `\`${name}\` is set and not used: it ends with this ${node.name}. Programs need \`export\`, later instructions ENV.`;
      report(change, message, envFix(model, node, change) ?? exportFix(script, change));
    }
  }
}

/** A RUN that does nothing else was meant to be an ENV. */
function envFix(
  { dockerfile: { text } }: Model,
  { name, keyword, body, flags, heredocs }: Instruction,
  { whole, value, appends, isArray, kind }: ShellVariableChange,
): Fix | undefined {
  const isAlone = whole.start === body.start && whole.end === body.end && flags.length === 0;
  if (name !== "RUN" || kind !== "assignment" || !isAlone || heredocs.length > 0) return undefined;
  // what means the same to the shell and to the builder
  const isPlain = /^(?:[\w./:@+,%-]+|"[^"$\\`]*"|'[^'$\\`]*')$/.test(value?.text ?? "");
  if (!isPlain || appends || isArray || text.slice(whole.start, whole.end).includes("\n"))
    return undefined;
  const edit = { start: keyword.start, end: keyword.end, text: inCaseOf(keyword, "ENV") };
  return { title: "Set it with ENV", edits: [edit], safety: "unsafe" };
}

/** For the programs behind it. */
function exportFix(
  script: ShellScript,
  { kind, command, whole, isArray, value }: ShellVariableChange,
): Fix | undefined {
  if (kind !== "assignment" || command?.assignments.length !== 1 || isArray) return undefined;
  const place = placeOf(script, command);
  const separator = separatorAt(place);
  const isFollowed = (script.commands.at(-1)?.start ?? 0) > command.end;
  if (separator === undefined || !isFollowed || command.redirects.length > 0) return undefined;
  const { name = "" } = command.assignments[0] ?? {};
  // export would hide that a command in the value fails
  const text = value?.text ?? "";
  if (text === "") return undefined;
  const edit = /\$\(|`|^[^"]*\$/.test(text)
    ? { start: whole.end, end: whole.end, text: `${separator}export ${name}` }
    : { start: whole.start, end: whole.start, text: "export " };
  const edits = [edit];
  return areVerbatim(script, edits) ? { title: "Export it", edits, safety: "unsafe" } : undefined;
}

/** Whether text that is not in the script may use its variables. */
function isOpen({ commands, source }: ShellScript): boolean {
  return (
    source.text.includes("${!") ||
    commands.some(
      ({ program, args }) =>
        program === "eval" ||
        program === "." ||
        program === "source" ||
        (program === "set" && args.some(({ text }) => /^-[a-z]*a|^allexport/.test(text))),
    )
  );
}
