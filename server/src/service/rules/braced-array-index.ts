import { defineRule, type RuleContext } from "../lint/rule.ts";
import { runScripts } from "../syntax/runScripts.ts";
import { wordFacts } from "../syntax/shellExpansions.ts";
import type { Instruction } from "../syntax/tree.ts";

const options = {
  all: {
    type: "boolean",
    default: false,
    summary: "Whether any bracket behind a variable counts, also in shells without arrays.",
  },
} as const;
const index = /^\[(?:\d+|[@*]|\$?[A-Za-z_]\w*)\]/;

export default defineRule({
  name: "braced-array-index",
  severity: "warning",
  category: "shell",
  aliases: { shellcheck: "SC1087" },
  triggers: true,
  options,
  profiles: { hadolint: { options: { all: true } } },
  sources: [
    "https://www.shellcheck.net/wiki/SC1087",
    "https://www.gnu.org/software/bash/manual/bash.html#Arrays",
  ],
  summary: "The element of an array is not written in braces.",
  why: `\`$a[1]\` is the first element of the array, followed by the text \`[1]\`, which the shell may even expand as a pattern. The element is
    \`\${a[1]}\`. zsh reads both the same way, bash does not.`,
  examples: [
    {
      bad: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN a=(b c) && ls [|$a|][1]\n',
      fixed: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN a=(b c) && ls ${a[1]}\n',
      says: "`${a[1]}`",
    },
    {
      bad: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN a=(b c) && ls "[|$a|][@]"\n',
      fixed: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN a=(b c) && ls "${a[@]}"\n',
    },
    {
      good: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN a=(b c) && ls "${a[1]}" && awk \'{ print $a[1] }\' /a && grep "$a[0-9]" /b\n',
    },
    // no arrays, or another syntax
    { good: "FROM alpine:3.20\nRUN ls $a[1]\n" },
    { good: 'FROM debian:12\nSHELL ["/bin/zsh", "-c"]\nRUN ls $a[1]\n' },
    { bad: 'FROM alpine:3.20\nRUN grep "[|$a|][0-9]" /b\n', options: { all: true } },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

function check(
  node: Instruction,
  { model, options: { all }, report }: RuleContext<typeof options>,
): void {
  if (!all && model.dialect(node) !== "bash") return;
  for (const script of runScripts(model, node, all ? "hadolint" : "own")) {
    if (!/\$\w+\[/.test(script.source.text)) continue;
    for (const { kind, text, start, end } of wordFacts(script).expansions) {
      if (kind !== "variable" || !/^\$[A-Za-z_]/.test(text)) continue;
      const behind = model.dockerfile.text.slice(end, end + 100);
      const bracket = index.exec(behind)?.[0] ?? (all && behind.startsWith("[") ? "[" : undefined);
      if (bracket === undefined) continue;
      const name = text.slice(1);
      const isWhole = bracket.endsWith("]");
      const element = `\${${name}${isWhole ? bracket : "[…]"}}`;
      const message = `An element of an array is written in braces: \`${element}\`.`;
      const edits = [{ start, end: end + bracket.length, text: element }];
      const fix = { title: "Write braces", edits, safety: "unsafe" } as const;
      report({ start, end }, message, isWhole && node.json === undefined ? fix : undefined);
    }
  }
}
