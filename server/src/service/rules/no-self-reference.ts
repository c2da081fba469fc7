import { defineRule } from "../lint/rule.ts";
import { isOwn } from "../syntax/undefinedUses.ts";
import { variablesIn } from "../syntax/variableOccurrences.ts";

export default defineRule({
  name: "no-self-reference",
  severity: "warning",
  category: "variables",
  aliases: { hadolint: "DL3044" },
  profiles: { hadolint: { severity: "error" } },
  sources: [
    "https://docs.docker.com/reference/dockerfile/#environment-replacement",
    "https://github.com/hadolint/hadolint/wiki/DL3044",
  ],
  summary: "An ENV uses a variable that the same ENV defines, so the old value is taken.",
  why: `All values of one ENV are read before any of them is set. In \`ENV A=1 B=$A\` the variable B gets what A was in the lines
above, and that is nothing. Give the second variable an ENV of its own, below the first.`,
  examples: [
    { bad: "FROM alpine\nENV A=1 \\\n  B=[|$A|]/c\n", says: "`$A`" },
    { bad: 'FROM alpine\nENV A=1 B="[|${A}|] d" C="$AB $DA"\n' },
    { bad: "FROM alpine AS a\nENV A=1\nFROM alpine\nENV B=[|$A|] A=2\n" },
    { good: "FROM alpine\nENV A=1\nENV B=$A A=2 PATH=/a:$PATH\n" },
    { good: "FROM alpine\nARG A\nENV A=$A B=$A LD_LIBRARY_PATH=/a:$LD_LIBRARY_PATH\n" },
    { good: "FROM alpine AS a\nENV A=1\nFROM a\nENV A=2 B=$A\n" },
    { good: "FROM alpine\nENV A=1 B=\\$A C='$A' D=$AB E=A\n" },
    { good: "FROM alpine\nENV A $A b\n" },
  ],
  visit: {
    ENV(node, { model, report }) {
      if (node.pairs.length < 2 || !node.logical.text.includes("$")) return;
      const names = new Set(node.pairs.map(({ key }) => key.value));
      for (const use of variablesIn(model, node)) {
        if (use.role !== "reference" || !names.has(use.name) || isOwn(node, use)) continue;
        if (model.scope(node).get(use.name) !== undefined) continue;
        report(
          use,
          `\`$${use.name}\` has the value from before this ENV, not the one that is set beside it.`,
        );
      }
    },
  },
});
