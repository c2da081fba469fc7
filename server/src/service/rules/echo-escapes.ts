import { defineRule, type Fix, type RuleContext } from "../lint/rule.ts";
import { echoAsPrintf } from "../syntax/echoAsPrintf.ts";
import type { Model } from "../syntax/model.ts";
import { runScripts } from "../syntax/runScripts.ts";
import type { ShellCommand, ShellScript, ShellWord } from "../syntax/shell.ts";
import { within, wordFacts } from "../syntax/shellExpansions.ts";
import type { Instruction } from "../syntax/tree.ts";

const options = {
  all: {
    type: "boolean",
    default: false,
    summary: "Whether shells count too whose echo is known to expand the escapes.",
  },
} as const;

export default defineRule({
  name: "echo-escapes",
  severity: "hint",
  strict: "info",
  category: "shell",
  aliases: { shellcheck: "SC2028" },
  triggers: true,
  options,
  profiles: { hadolint: { options: { all: true } } },
  sources: [
    "https://www.shellcheck.net/wiki/SC2028",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/echo.html",
  ],
  summary: "Whether echo prints an escape such as `\\n` as it stands depends on the shell.",
  why: `POSIX leaves open what echo does with a backslash: dash turns \`\\n\` into a line end, bash and busybox print the two
    characters. A file written that way changes with the base image. \`printf\` does the same everywhere. Where /bin/sh is
    known to be dash, nothing is said.`,
  examples: [
    {
      bad: 'FROM fedora:42\nRUN echo [|"a\\nb"|] > /etc/list\n',
      says: "`\\n`",
      fixed: "FROM fedora:42\nRUN printf '%s\\n' \"a\\nb\" > /etc/list\n",
    },
    {
      bad: "FROM alpine:3.20\r\nRUN ls && \\\r\n# why\r\n  echo -n x [|'a\\tb'|] \\\r\n 'c\\td' && echo 'e\\tf'\r\n",
      fixed:
        "FROM alpine:3.20\r\nRUN ls && \\\r\n# why\r\n  printf '%s %s %s' x 'a\\tb' \\\r\n 'c\\td' && printf '%s\\n' 'e\\tf'\r\n",
    },
    {
      bad: 'FROM team/app:1\nRUN <<EOF\necho [|"$HOME\\n"|]\nEOF\n',
      fixed: "FROM team/app:1\nRUN <<EOF\nprintf '%b\\n' \"$HOME\\n\"\nEOF\n",
    },
    {
      bad: 'FROM team/app:1\nRUN echo $A [|"a\\n"|]\n',
      refused: "No fix: `$A` may be any number of words",
    },
    {
      bad: 'FROM team/app:1\nRUN sudo echo [|"a\\n"|]\n',
      refused: "No fix: it is not the shell's own echo",
    },
    // for echo they are escapes, whoever reads the line later
    { bad: "FROM alpine:3.20\nRUN echo [|'s/a/\\n/'|] > /a.sed\n" },
    { bad: 'FROM debian:12\nRUN echo [|"a\\nb"|]\n', options: { all: true } },
    { bad: "FROM alpine:3.20\nRUN echo [|'a\\tb'|] [|'c\\td'|]\n", options: { all: true } },
    { bad: "FROM alpine:3.20\nRUN sh -c 'echo [|\"a\\nb\"|]'\n" },
    // dash expands them
    { good: 'FROM debian:12\nRUN echo "a\\nb"\n' },
    { bad: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN echo [|"a\\nb"|]\n' },
    { good: 'FROM fedora:42\nRUN echo -e "a\\nb" && printf "a\\nb" && echo "a\\$b" "c\\.d"\n' },
    { good: "FROM alpine:3.20\nRUN sed 's/a/\\n/' /a && echo $'a\\nb'\n" },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

function check(
  node: Instruction,
  { model, options: { all }, report }: RuleContext<typeof options>,
): void {
  if (!node.logical.text.includes("echo") && node.heredocs.length === 0) return;
  if (!all && model.runningShell(node) === "dash") return;
  for (const script of runScripts(model, node, all ? "hadolint" : "own")) {
    const found = script.commands.flatMap((command) => escapesIn(script, command, all));
    for (const { word, escape, command } of all ? found : found.slice(0, 1)) {
      const message = `Whether echo turns \`${escape}\` into a character depends on the shell.`;
      // one finding a RUN: its fix is that of all the others
      const commands = all ? [command] : [...new Set(found.map((each) => each.command))];
      const [first, second] = printfFixes(model, node, script, commands);
      if (typeof first === "string") report(word, `${message} No fix: ${first}.`);
      else report(word, message, first, second);
    }
    if (!all && found.length > 0) return;
  }
}

interface Found {
  readonly word: ShellWord;
  readonly escape: string;
  readonly command: ShellCommand;
}

/** The words of an echo that hold an escape. */
function escapesIn(script: ShellScript, command: ShellCommand, all: boolean): readonly Found[] {
  const { program, wrappers, args } = command;
  if (program !== "echo" || (all && wrappers.length > 0)) return [];
  if (args.some(({ text }) => /^-[nE]*e/.test(text))) return [];
  return args.flatMap((word) => {
    const quotes = word.text.includes("\\") ? within(wordFacts(script).quotes, word) : [];
    const [escape] = quotes.flatMap(({ kind, value }) =>
      kind === "ansi" ? [] : (escapes.exec(value)?.[0] ?? []),
    );
    return escape === undefined ? [] : { word, escape, command };
  });
}

/** printf with what the shell prints now and with what another shell would print, or why there is none. */
function printfFixes(
  model: Model,
  node: Instruction,
  script: ShellScript,
  commands: readonly ShellCommand[],
): readonly [Fix, Fix] | readonly [string, undefined] {
  const shell = model.runningShell(node);
  const editsWith = (conversion: "%s" | "%b"): Fix["edits"] | string => {
    const all = commands.map((command) => echoAsPrintf(model, node, script, command, conversion));
    return (
      all.find(({ refusal }) => refusal !== undefined)?.refusal ??
      all.flatMap(({ edits = [] }) => edits)
    );
  };
  const expanded = editsWith("%b");
  const literal = editsWith("%s");
  if (typeof expanded === "string") return [expanded, undefined];
  if (typeof literal === "string") return [literal, undefined];
  const isLiteral = shell === "bash" || shell === "busybox";
  const expand: Fix = {
    title: "Use printf, and expand the escapes",
    edits: expanded,
    safety: shell === "dash" ? "safe" : "unsafe",
  };
  const keep: Fix = {
    title: "Use printf, and print the escapes as they stand",
    edits: literal,
    safety: isLiteral ? "safe" : "unsafe",
  };
  return isLiteral ? [keep, expand] : [expand, keep];
}

const escapes = /\\[abefnrtv]/;
