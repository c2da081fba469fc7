import { defineRule, type RuleContext } from "../lint/rule.ts";
import { runScripts } from "../syntax/runScripts.ts";
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
    { bad: 'FROM fedora:42\nRUN echo [|"a\\nb"|] > /etc/list\n', says: "`\\n`" },
    { bad: "FROM alpine:3.20\nRUN ls && \\\n  echo x [|'a\\tb'|] 'c\\td' && echo 'e\\tf'\n" },
    { bad: 'FROM team/app:1\nRUN echo [|"$HOME\\n"|]\n' },
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
    for (const { program, wrappers, args } of script.commands) {
      if (program !== "echo" || (all && wrappers.length > 0)) continue;
      if (args.some(({ text }) => /^-[nE]*e/.test(text))) continue;
      for (const word of args) {
        const quotes = word.text.includes("\\") ? within(wordFacts(script).quotes, word) : [];
        const [escape] = quotes.flatMap(({ kind, value }) =>
          kind === "ansi" ? [] : (escapes.exec(value)?.[0] ?? []),
        );
        if (escape === undefined) continue;
        report(word, `Whether echo turns \`${escape}\` into a character depends on the shell.`);
        if (!all) return;
      }
    }
  }
}

const escapes = /\\[abefnrtv]/;
