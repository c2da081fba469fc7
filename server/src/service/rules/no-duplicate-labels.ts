import { defineRule, type Edit, type Fix } from "../lint/rule.ts";
import { labelKey } from "../syntax/labels.ts";
import type { Dockerfile, KeyValue, KeyValues } from "../syntax/tree.ts";
import { wholeLines } from "../syntax/wholeLines.ts";

export default defineRule({
  name: "no-duplicate-labels",
  severity: "warning",
  category: "labels",
  aliases: {},
  sources: ["https://docs.docker.com/reference/dockerfile/#label"],
  summary: "A label key is set twice in one stage; the first value is lost.",
  why: `An image has one value for a key, and the last one that is set wins. What the earlier line says is never seen, which is a
    trap for whoever changes it. To replace a label of the stage below is fine. The same value twice does no harm, and is
    a hint.`,
  examples: [
    {
      bad: "FROM alpine:3.20\nLABEL [|version|]=1\nUSER app\nLABEL version=2\n",
      fixed: "FROM alpine:3.20\nUSER app\nLABEL version=2\n",
    },
    {
      bad: 'FROM alpine:3.20\r\nLABEL [|"a"|]=1 b=2 \\\r\n  a=3\r\n',
      fixed: "FROM alpine:3.20\r\nLABEL b=2 \\\r\n  a=3\r\n",
    },
    {
      bad: "FROM alpine:3.20\nLABEL b=2 [|a|]=1\nLABEL a=3\n",
      fixed: "FROM alpine:3.20\nLABEL b=2\nLABEL a=3\n",
    },
    { bad: "FROM alpine:3.20\nLABEL [|a|]=1\nLABEL [|a|]=2\nLABEL a 3\n" },
    { bad: "FROM alpine:3.20\nLABEL b=2 \\\n  [|a|]=1 \\\n  a=2\n" },
    { bad: "FROM alpine:3.20\nLABEL [|a|]=1\nLABEL a='1'\n", severity: "hint" },
    { good: "FROM alpine:3.20 AS base\nLABEL a=1\nFROM base\nLABEL a=2\n" },
    { good: "FROM alpine:3.20\nLABEL a=1 A=2 $a=3 $a=4\nONBUILD LABEL a=5\n" },
  ],
  visit: {
    block({ instructions }, { model, report, reportAs }) {
      const { dockerfile } = model;
      const seen = new Map<string, Place>();
      for (const node of instructions) {
        if (node.name !== "LABEL") continue;
        for (const [index, pair] of node.pairs.entries()) {
          const key = labelKey(pair, dockerfile.escape);
          if (key === undefined) continue;
          const earlier = seen.get(key);
          seen.set(key, { node, pair, index });
          if (earlier === undefined) continue;
          const where = earlier.pair.key;
          const fix = removal(dockerfile, earlier);
          if (earlier.pair.value?.value === pair.value?.value)
            reportAs("hint", where, `The label ${key} is set to the same value again below.`, fix);
          else report(where, `This value of ${key} is lost: the label is set again below.`, fix);
        }
      }
    },
  },
});

interface Place {
  readonly node: KeyValues;
  readonly pair: KeyValue;
  readonly index: number;
}

/** The instruction where it sets nothing else, or the pair where a neighbour stands in the same line. */
function removal(dockerfile: Dockerfile, { node, pair, index }: Place): Fix | undefined {
  const [before, after] = [node.pairs[index - 1], node.pairs[index + 1]];
  const isOneLine = (start: number, end: number): boolean =>
    /^[ \t]*$/.test(dockerfile.text.slice(start, end));
  const edits: Edit[] = [];
  if (node.pairs.length === 1)
    edits.push(...wholeLines(dockerfile, node).map((span) => ({ ...span, text: "" })));
  else if (after && isOneLine(pair.end, after.start))
    edits.push({ start: pair.start, end: after.start, text: "" });
  else if (before && isOneLine(before.end, pair.start))
    edits.push({ start: before.end, end: pair.end, text: "" });
  if (edits.length === 0) return undefined;
  return { title: "Remove the first", edits, safety: "safe" };
}
