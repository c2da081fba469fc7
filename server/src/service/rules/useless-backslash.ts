import { defineRule, type RuleContext } from "../lint/rule.ts";
import { runScripts } from "../syntax/runScripts.ts";
import { wordFacts } from "../syntax/shellExpansions.ts";
import type { Instruction } from "../syntax/tree.ts";

const options = {
  all: {
    type: "boolean",
    default: false,
    summary: "Whether patterns of grep, sed and the like and commands on Windows count too.",
  },
} as const;

/** The shell takes them literally only behind a backslash. `\n`, `\r` and `\t` are another mistake. */
const needed = /[\s|&;<>()$`\\"'*?[\]#~=%!{},@+^.nrt-]/;
const neededForAll = /[\s|&;<>()$`\\"'*?[\]#~!{},@+.nrt]/;
const readers: ReadonlySet<string> = new Set([
  "grep",
  "egrep",
  "sed",
  "awk",
  "gawk",
  "perl",
  "find",
  "expr",
  "tr",
  "printf",
  "echo",
]);

export default defineRule({
  name: "useless-backslash",
  severity: "hint",
  strict: "info",
  category: "shell",
  aliases: { shellcheck: "SC1001" },
  triggers: true,
  options,
  profiles: { hadolint: { options: { all: true } } },
  sources: [
    "https://www.shellcheck.net/wiki/SC1001",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_01",
  ],
  summary: "A backslash before this character has no effect.",
  why: `Outside quotes the shell removes a backslash and takes the next character as it is. Before a letter there is nothing to take
    literally, so the backslash is lost: a Windows path loses its separators, a pattern its meaning. Quote the word if the backslash is
    meant, else leave it out.`,
  examples: [
    {
      bad: "FROM alpine:3.20\nRUN ls list[|\\_|]models\n",
      fixed: "FROM alpine:3.20\nRUN ls list_models\n",
      says: "`_`",
    },
    {
      bad: "FROM alpine:3.20\nRUN mkdir c:[|\\d|]ata\n",
      fixed: "FROM alpine:3.20\nRUN mkdir c:data\n",
    },
    { good: "FROM alpine:3.20\nRUN ls a\\ b \\$HOME \\* a\\.b && ls 'a\\d' \"a\\d\"\n" },
    { good: "FROM alpine:3.20\nRUN grep \\d /a && sed s/\\w/x/ /a && find / \\( -name a \\)\n" },
    { bad: "FROM alpine:3.20\nRUN grep [|\\d|] /a\n", options: { all: true } },
    { good: "FROM alpine:3.20\nRUN \\cp a b && \\ls\n" },
    { good: "FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nRUN mkdir c:\\data\n" },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

function check(
  node: Instruction,
  { model, options: { all }, report }: RuleContext<typeof options>,
): void {
  for (const script of runScripts(model, node, all ? "hadolint" : "own")) {
    if (!script.source.text.includes("\\")) continue;
    for (const escape of wordFacts(script).escapes) {
      const { character, context, isFirst, command, start, end } = escape;
      if ((all ? neededForAll : needed).test(character) || context === "heredoc") continue;
      if (context === "name" && isFirst) continue;
      if (
        !all &&
        (readers.has(command?.program ?? "") || context === "test" || context === "operand")
      )
        continue;
      const message = `The backslash before \`${character}\` has no effect.`;
      const edits = [{ start, end, text: character }];
      if (model.dockerfile.text.slice(start, end) === `\\${character}` && node.json === undefined)
        report(escape, message, { title: "Remove the backslash", edits, safety: "safe" });
      else report(escape, message);
    }
  }
}
