import { defineRule, type RuleContext } from "../lint/rule.ts";
import { runScripts } from "../syntax/runScripts.ts";
import { within, wordFacts } from "../syntax/shellExpansions.ts";
import { structureFacts } from "../syntax/shellStructure.ts";
import type { Instruction } from "../syntax/tree.ts";

export default defineRule({
  name: "single-iteration-loop",
  severity: "hint",
  strict: "info",
  category: "shell",
  aliases: { shellcheck: "SC2043" },
  triggers: true,
  sources: [
    "https://www.shellcheck.net/wiki/SC2043",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_09_04_02",
  ],
  summary: "A for loop runs over one constant word.",
  why: `Such a loop runs once. Often a \`$\`, a pattern or a command substitution is missing in front of the word, or a list is
    quoted as one. A list that was cut down to one entry is fine and may grow again.`,
  examples: [
    { bad: "FROM alpine:3.20\nRUN for f in [|files|]; do rm $f; done\n", says: "`files`" },
    { bad: 'FROM alpine:3.20\nRUN for f in [|"a b c"|]; do rm $f; done\n' },
    { bad: "FROM alpine:3.20\nRUN for key in \\\n    [|0A1B|] \\\n  ; do gpg $key; done\n" },
    { good: "FROM alpine:3.20\nRUN for f in $FILES; do rm $f; done\n" },
    {
      good: "FROM alpine:3.20\nRUN for f in /a/*; do rm $f; done; for f in /{a,b}; do rm $f; done\n",
    },
    {
      good: "FROM alpine:3.20\nRUN for f in $(ls); do rm $f; done; for f in a b; do rm $f; done\n",
    },
    { good: 'FROM alpine:3.20\nRUN for f in "$@"; do rm $f; done\n' },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

function check(node: Instruction, { model, report }: RuleContext): void {
  for (const script of runScripts(model, node, "own")) {
    if (!script.source.text.includes("for")) continue;
    for (const { words = [] } of structureFacts(script).loops) {
      const [word, second] = words;
      if (word?.literal === undefined || second !== undefined) continue;
      if (within(wordFacts(script).globs, word).length > 0) continue;
      report(word, `The loop runs once, for the constant \`${word.text}\`.`);
    }
  }
}
