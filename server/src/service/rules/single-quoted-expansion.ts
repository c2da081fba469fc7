import { defineRule, type RuleContext } from "../lint/rule.ts";
import { variablePrograms } from "../data/variablePrograms.ts";
import { isBuildVariable } from "../syntax/buildVariables.ts";
import { memoize } from "../syntax/memoize.ts";
import { runScripts } from "../syntax/runScripts.ts";
import type { ShellCommand, ShellScript } from "../syntax/shell.ts";
import { wordFacts, type ShellQuote } from "../syntax/shellExpansions.ts";
import { placeOf } from "../syntax/shellStructure.ts";
import { changesOf } from "../syntax/shellVariables.ts";
import type { Instruction } from "../syntax/tree.ts";

const options = {
  all: {
    type: "boolean",
    default: false,
    summary:
      "Whether every `$` in single quotes counts that ShellCheck reports, also text that is written to files.",
  },
} as const;

export default defineRule({
  name: "single-quoted-expansion",
  severity: "hint",
  strict: "info",
  category: "shell",
  aliases: { shellcheck: "SC2016" },
  triggers: true,
  options,
  profiles: { hadolint: { options: { all: true } } },
  sources: [
    "https://www.shellcheck.net/wiki/SC2016",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02",
  ],
  summary: "A `$` expression stands in single quotes and is not expanded.",
  why: `Between single quotes the shell leaves everything as it is, so the program gets the text \`$HOME\` instead of the folder. Double quotes expand
    it. For programs that read \`$\` themselves, such as awk and sed, and for text that is written to a script or configuration file, single quotes are
    meant.`,
  examples: [
    { bad: "FROM alpine:3.20\nENV DIR=/a\nRUN mkdir [|'$DIR/b'|]\n", says: "`$DIR`" },
    { bad: "FROM alpine:3.20\nRUN ls; curl -o /a [|'https://example.com/$(uname -m)'|]\n" },
    { bad: "FROM alpine:3.20\nRUN export PATH=[|'$PATH:/a'|] && v=1 && ls [|'${v}'|]\n" },
    { bad: "FROM alpine:3.20\nENV DIR=/a\nRUN echo [|'$DIR'|]\n" },
    {
      good: "FROM alpine:3.20\nENV A=b\nRUN echo 'export P=$A' >> /etc/profile && printf '$A' | tee /a\n",
    },
    { good: "FROM alpine:3.20\nENV A=b\nRUN { echo '$A'; echo '$(ls)'; } > /a.sh\n" },
    { bad: "FROM alpine:3.20\nRUN echo [|'$A'|] > /a\n", options: { all: true } },
    {
      good: "FROM alpine:3.20\nRUN awk '{print $1}' /a && sed 's/a$/$B/' /a && perl -e '$A' && jq '$A' /a\n",
    },
    {
      good: "FROM alpine:3.20\nRUN envsubst '$A' </a && find / -exec sh -c 'ls $A' \\; && trap 'rm $A' EXIT && sh -c 'ls $A'\n",
    },
    { good: "FROM alpine:3.20\nRUN PS1='$PWD ' && grep 'a$' /b && nginx -g 'try_files $uri'\n" },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

const prompts = /^(?:PS[1-4]|PROMPT_COMMAND)=/;

function check(
  node: Instruction,
  { model, options: { all }, report }: RuleContext<typeof options>,
): void {
  for (const script of runScripts(model, node, all ? "hadolint" : "own")) {
    if (!script.source.text.includes("'")) continue;
    for (const quote of wordFacts(script).quotes) {
      if (quote.kind !== "single" || !/[$`]/.test(quote.inner)) continue;
      const text = all ? forShellCheck(quote) : meant(quote, script);
      if (text !== undefined) report(quote, `\`${text}\` is not expanded between single quotes.`);
    }
  }

  /** What the author takes for an expansion. */
  function meant(quote: ShellQuote, script: ShellScript): string | undefined {
    const { inner, command } = quote;
    const {
      0: text,
      1: braced = "",
      2: plain = "",
    } = /(?<!\$)\$(?:\{(\w+)[^}]{0,200}\}|([A-Za-z_]\w*)|\([^)]{1,200}\))/.exec(inner) ?? [];
    if (text === undefined || isForOthers(quote, script)) return undefined;
    const name = braced || plain;
    if (name === "" || name === "PATH" || name === "HOME") return text;
    const isKnown =
      isBuildVariable(model, node, name) ||
      changesOf(script, name).some((change) => change.command !== command);
    return isKnown ? text : undefined;
  }
}

function isForOthers({ command, word, context }: ShellQuote, script: ShellScript): boolean {
  if (context === "test" || context === "case" || context === "pattern") return true;
  if (prompts.test(word?.text ?? "")) return true;
  if (command === undefined) return false;
  if (command.program === "" && command.name !== undefined) return true;
  if ([command.program, ...command.wrappers].some((name) => variablePrograms.has(name)))
    return true;
  if (command.program !== "echo" && command.program !== "printf") return false;
  return placeOf(script, command).redirected;
}

const runsCommands = memoize(({ args }: ShellCommand) =>
  args.some(({ text }) => text.startsWith("-exec")),
);

const expression = /\$[{(0-9A-Za-z_]|`[^`]+`/;
/** Addresses and commands of sed. */
const sedEnd = /\$[{dpsaic](?:$|[^A-Za-z])/;
const silent: ReadonlySet<string> = new Set(
  "trap sh bash ksh zsh ssh eval xprop alias sudo doas run0 docker podman oc dpkg-query jq rename rg unset".split(
    " ",
  ),
);

/** Which quotes ShellCheck reports. */
function forShellCheck({ inner, command, word, context }: ShellQuote): string | undefined {
  const [text] = expression.exec(inner) ?? [];
  if (text === undefined || context === "heredoc" || prompts.test(word?.text ?? ""))
    return undefined;
  const program = context === "argument" || context === "name" ? programOf(command) : "";
  if (program === "find" && command !== undefined && runsCommands(command)) return undefined;
  if (silent.has(program) || program.endsWith("awk") || program.startsWith("perl"))
    return undefined;
  return program.endsWith("sed") && sedEnd.test(inner) ? undefined : text;
}

function programOf(command: ShellQuote["command"]): string {
  return command?.wrappers[0] ?? command?.program ?? "";
}
