import { defineRule, type Edit, type Fix } from "../lint/rule.ts";
import { once } from "../syntax/memoize.ts";
import type { Model } from "../syntax/model.ts";
import type { KeyValues } from "../syntax/tree.ts";
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
    {
      bad: "FROM alpine\nENV A=1 \\\n  B=[|$A|]/c\n",
      says: "`$A`",
      fixed: "FROM alpine\nENV A=1\nENV B=$A/c\n",
    },
    {
      bad: 'FROM alpine\n  env A=1 B="[|${A}|] d" C="$AB $DA"\n',
      fixed: 'FROM alpine\n  env A=1\n  env B="${A} d" C="$AB $DA"\n',
    },
    {
      bad: "FROM alpine\r\nENV A=1 \\\r\n# why\r\n\r\n    B=[|$A|] \\\r\n    C=[|$A|] \\\r\n    D=[|$B|]",
      fixed: "FROM alpine\r\nENV A=1\r\n# why\r\n\r\nENV B=$A \\\r\n    C=$A\r\nENV D=$B",
    },
    {
      bad: "FROM alpine AS a\nENV A=1\nFROM alpine\nENV B=[|$A|] A=2\n",
      refused: "No fix: `A` is set behind it",
    },
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
      const fix = once(() => split(model, node));
      const places = once(
        () => new Map(node.pairs.toReversed().map(({ key }) => [key.value, key])),
      );
      for (const use of variablesIn(model, node)) {
        if (use.role !== "reference" || !names.has(use.name) || isOwn(node, use)) continue;
        if (model.scope(node).get(use.name) !== undefined) continue;
        const message = `\`$${use.name}\` has the value from before this ENV, not the one that is set beside it.`;
        const isBehind = (places().get(use.name)?.start ?? 0) > use.start;
        if (isBehind) report(use, `${message} No fix: \`${use.name}\` is set behind it.`);
        else report(use, message, fix());
      }
    },
  },
});

/** A new ENV before each variable whose value uses one that the ENV above it would set as well. */
function split(model: Model, node: KeyValues): Fix | undefined {
  const { dockerfile } = model;
  const { text, eol, lineStarts } = dockerfile;
  const uses = variablesIn(model, node).filter(({ role }) => role === "reference");
  const indentation = text.slice(lineStarts[node.startLine] ?? node.start, node.start);
  const keyword = `${indentation}${node.keyword.text} `;
  const edits: Edit[] = [];
  let names = new Set<string>();
  let read = 0;
  for (const [index, { key, start, end }] of node.pairs.entries()) {
    const before = node.pairs[index - 1];
    let isSplit = false;
    for (let use = uses[read]; use !== undefined && use.start < end; use = uses[(read += 1)])
      isSplit ||= names.has(use.name) && use.name !== key.value;
    if (isSplit && before !== undefined) {
      edits.push(...lineBreak(text.slice(before.end, start), before.end, eol + keyword, keyword));
      names = new Set();
    }
    names.add(key.value);
  }
  return edits.length === 0 ? undefined : { title: "Split the ENV", edits, safety: "unsafe" };
}

/** What stands between two variables as the end of one instruction and the start of another; its comments stay. */
function lineBreak(gap: string, at: number, inLine: string, inNewLine: string): readonly Edit[] {
  const [continuation] = /^[ \t]*[\\`](?=[ \t]*\r?\n)/.exec(gap) ?? [];
  if (continuation === undefined) return [{ start: at, end: at + gap.length, text: inLine }];
  const line = at + gap.lastIndexOf("\n") + 1;
  return [
    { start: at, end: at + continuation.length, text: "" },
    { start: line, end: at + gap.length, text: inNewLine },
  ];
}
