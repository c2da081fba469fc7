import {
  fileNamePrograms,
  nameKeepingPrograms,
  packageFilePrograms,
} from "../data/fileNameUses.ts";
import { defineRule, type Fix, type RuleContext } from "../lint/rule.ts";
import type { Model } from "../syntax/model.ts";
import { runScripts } from "../syntax/runScripts.ts";
import type { ShellCommand, ShellScript, ShellWord } from "../syntax/shell.ts";
import { quoteFor } from "../syntax/shellEdits.ts";
import type { Instruction } from "../syntax/tree.ts";

/** They take no names as options, or none at all. */
const harmless: ReadonlySet<string> = new Set(["echo", "printf", "[", "test", "cd", "local", ":"]);

export default defineRule({
  name: "dash-safe-glob",
  severity: "hint",
  strict: "info",
  category: "shell",
  aliases: { shellcheck: "SC2035" },
  triggers: true,
  sources: [
    "https://www.shellcheck.net/wiki/SC2035",
    "https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap12.html#tag_12_02",
  ],
  summary: "A pattern that begins with a wildcard may yield a name that looks like an option.",
  why: `The shell replaces \`*\` by the names it finds, and a file called \`-rf\` reaches the program as a flag. A path in front of the
    pattern, as in \`./*\`, keeps every name a name; so does \`--\` before it. Programs that print or store names, such as tar and zip, then
    print them with the path. The fix is unsafe: it changes what is done where such a file exists, and the messages about missing files.`,
  examples: [
    {
      bad: "FROM alpine:3.20\nRUN rm [|*.tmp|]\n",
      says: "`*.tmp`",
      fixed: "FROM alpine:3.20\nRUN rm ./*.tmp\n",
    },
    {
      bad: 'FROM alpine:3.20\r\nRUN cd /a && \\\r\n# why\r\n  chmod 644 [|*|] [|?"$A"|] && ls [|*/|]\r\n',
      fixed:
        'FROM alpine:3.20\r\nRUN cd /a && \\\r\n# why\r\n  chmod 644 ./* ./?"$A" && ls ./*/\r\n',
    },
    {
      bad: "FROM alpine:3.20\nRUN <<EOF\nfind / -name [|*.c|]\nsh -c 'find / -iname [|*.d|] && rm [|*.e|]'\nEOF\n",
      fixed:
        "FROM alpine:3.20\nRUN <<EOF\nfind / -name '*.c'\nsh -c 'find / -iname \"*.d\" && rm ./*.e'\nEOF\n",
    },
    {
      bad: "FROM debian:12\nRUN dpkg -i [|*.deb|]\n",
      fixed: "FROM debian:12\nRUN dpkg -i ./*.deb\n",
    },
    {
      bad: "FROM alpine:3.20\nRUN tar cf /a.tar [|?x|]\n",
      refused: "No fix: `tar` would keep the names with ./",
    },
    {
      bad: "FROM debian:12\nRUN apt-get purge [|*-dev|]\n",
      refused: "No fix: for `apt-get` it may be a pattern of its own",
    },
    {
      bad: "FROM debian:12\nRUN app run [|*|]\n",
      refused: "No fix: whether `app` takes files there is not known",
    },
    { good: "FROM alpine:3.20\nRUN rm ./*.tmp /a/* a*\n" },
    { good: "FROM alpine:3.20\nRUN rm -- *.tmp\n" },
    {
      good: 'FROM alpine:3.20\nRUN echo * && for f in *; do cat "$f"; done && [ -f *.c ] && cd */\n',
    },
    { good: "FROM alpine:3.20\nRUN case $1 in *.c) ls;; esac && find / -name '*.c'\n" },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

function check(node: Instruction, { model, report }: RuleContext): void {
  for (const script of runScripts(model, node, "own")) {
    if (!/\s[*?]/.test(script.source.text)) continue;
    for (const command of script.commands) {
      const { program, args } = command;
      if (harmless.has(program)) continue;
      for (const word of args) {
        const { text } = word;
        if (text === "--") break;
        if (!/^[*?]/.test(text)) continue;
        const message =
          program === "find"
            ? `The shell expands \`${text}\` before find sees it: quote it.`
            : `\`${text}\` may yield a name that begins with \`-\`, which ${program || "the program"} would take for an option.`;
        const fix =
          program === "find"
            ? quoteFix(model, node, script, command, word)
            : pathFix(script, command, word);
        if (typeof fix === "string") report(word, `${message} No fix: ${fix}.`);
        else report(word, message, fix);
      }
    }
  }
}

const tests = /^-i?(?:name|path|wholename|lname|regex)$/;

/** `find / -name '*.c'`, or why not. */
function quoteFix(
  model: Model,
  node: Instruction,
  script: ShellScript,
  { args }: ShellCommand,
  word: ShellWord,
): Fix | string {
  const { text, start, end } = word;
  if (!tests.test(args[args.indexOf(word) - 1]?.text ?? ""))
    return "it is a folder to search in rather than a pattern";
  const quoted = /["'\\$`]/.test(text) ? undefined : quoteFor(model, node, script, text);
  if (quoted === undefined || !script.source.isVerbatim(word))
    return "it has quotes, escapes or variables, or stands between quotes";
  return { title: "Quote it", edits: [{ start, end, text: quoted }], safety: "unsafe" };
}

/** `./*.c`, or why not. */
function pathFix(
  { source }: ShellScript,
  { program }: ShellCommand,
  { start, text }: ShellWord,
): Fix | string {
  if (nameKeepingPrograms.has(program)) return `\`${program}\` would keep the names with ./`;
  const isPackage = /\.(?:deb|rpm|apk)$/.test(text);
  if (packageFilePrograms.has(program) && !isPackage)
    return `for \`${program}\` it may be a pattern of its own`;
  if (!fileNamePrograms.has(program) && !isPackage)
    return `whether \`${program || "the program"}\` takes files there is not known`;
  if (!source.isVerbatim({ start, end: start + 1 })) return "it stands in a text of its own kind";
  // a name that was a flag is a file then, and messages have the path in them
  return {
    title: "Put ./ in front",
    edits: [{ start, end: start, text: "./" }],
    safety: "unsafe",
  };
}
