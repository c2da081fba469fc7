import { defineRule, type RuleContext } from "../lint/rule.ts";
import { runScripts } from "../syntax/runScripts.ts";
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
    print them with the path.`,
  examples: [
    { bad: "FROM alpine:3.20\nRUN rm [|*.tmp|]\n", says: "`*.tmp`" },
    { bad: "FROM alpine:3.20\nRUN cd /a && \\\n  chmod 644 [|*|] && tar cf /a.tar [|?x|]\n" },
    { bad: "FROM alpine:3.20\nRUN find / -name [|*.c|]\n", says: "quote it" },
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
    for (const { program, args } of script.commands) {
      if (harmless.has(program)) continue;
      for (const { text, start, end } of args) {
        if (text === "--") break;
        if (!/^[*?]/.test(text)) continue;
        const message =
          program === "find"
            ? `The shell expands \`${text}\` before find sees it: quote it.`
            : `\`${text}\` may yield a name that begins with \`-\`, which ${program || "the program"} would take for an option.`;
        report({ start, end }, message);
      }
    }
  }
}
