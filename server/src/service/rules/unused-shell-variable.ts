import { defineRule, type RuleContext } from "../lint/rule.ts";
import { environmentNames } from "../data/environmentNames.ts";
import { isBuildVariable } from "../syntax/buildVariables.ts";
import { runScripts } from "../syntax/runScripts.ts";
import type { ShellScript } from "../syntax/shell.ts";
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
    { bad: "FROM golang:1.24\nRUN [|GOBIN|]=/bin && go install ./...\n", says: "ENV" },
    { bad: "FROM alpine:3.20\nRUN ls; \\\n  [|a|]=$(cat /b); [|c|]=1\n" },
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
      report(change, message);
    }
  }
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
