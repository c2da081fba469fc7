import { defineRule, type Edit, type Fix } from "../lint/rule.ts";
import type { Dockerfile, InstructionOf } from "../syntax/tree.ts";

type KeyValues = InstructionOf<"ENV" | "LABEL">;

export default defineRule({
  name: "key-value-form",
  severity: "hint",
  strict: "info",
  category: "variables",
  aliases: { buildkit: "LegacyKeyValueFormat" },
  options: {
    every: {
      type: "boolean",
      default: false,
      summary: "Whether every place is reported, instead of the first in the file.",
    },
  },
  profiles: { strict: { options: { every: true } }, buildkit: { options: { every: true } } },
  sources: [
    "https://docs.docker.com/reference/build-checks/legacy-key-value-format/",
    "https://docs.docker.com/reference/dockerfile/#env",
  ],
  summary: "ENV or LABEL separates key and value by a blank instead of an equals sign.",
  why: `With a blank the whole rest of the line is the value of one key, a form that is kept for old files only. A second pair on
the same line becomes a part of the value without a word: \`ENV A b C=d\` sets A to "b C=d". With an equals sign each word is
a pair, and blanks in a value stand in quotes.`,
  examples: [
    {
      bad: "FROM alpine\nENV [|A|] b\nENV C d e\nLABEL f  g\n",
      fixed: 'FROM alpine\nENV A=b\nENV C="d e"\nLABEL f=g\n',
    },
    {
      bad: "FROM alpine\nENV [|A|] b\r\nLABEL [|c|] d e\r\n",
      fixed: 'FROM alpine\nENV A=b\r\nLABEL c="d e"\r\n',
      options: { every: true },
    },
    { bad: "FROM alpine\nENV [|A|] B=$C\n", fixed: "FROM alpine\nENV A=B=$C\n" },
    {
      bad: "FROM alpine\nENV [|A|] \"b c\"\nENV D 'e f'\n",
      fixed: "FROM alpine\nENV A=\"b c\"\nENV D='e f'\n",
    },
    {
      bad: "FROM alpine\nENV [|A|] b \\\n  # why\n  c\n",
      fixed: 'FROM alpine\nENV A="b \\\n  # why\n  c"\n',
    },
    { bad: 'FROM alpine\nENV [|A|] b "c" d\n', refused: "by hand" },
    { bad: "FROM alpine\nENV [|A|] b\\ c\n", refused: "by hand" },
    { bad: "FROM alpine\nENV [|A|] \\\n  b\n", refused: "by hand" },
    { good: 'FROM alpine\nENV A=b C="d e" F="g \\\n  h"\nLABEL a=b\nARG c\n' },
  ],
  visit: {
    document({ dockerfile }, { options, report }) {
      const found = dockerfile.instructions.filter(isLegacy);
      const edits = new Map(found.map((node) => [node, editsFor(node, dockerfile)]));
      for (const node of options.every ? found : found.slice(0, 1)) {
        const [pair] = node.pairs;
        if (pair === undefined) continue;
        const key = pair.key.value;
        const own = edits.get(node);
        const message = `${node.name} gives \`${key}\` its value after a blank: the form is \`${key}=value\``;
        const all = options.every ? (own ?? []) : [...edits.values()].flatMap((each) => each ?? []);
        if (own === undefined)
          report(
            pair.key,
            `${message}. Mend this one by hand: its value has quotes, escapes or a line end.`,
          );
        else report(pair.key, `${message}.`, fixOf(all));
      }
    },
  },
});

function isLegacy(node: Dockerfile["instructions"][number]): node is KeyValues {
  return (
    (node.name === "ENV" || node.name === "LABEL") &&
    node.legacy &&
    node.pairs[0]?.value !== undefined
  );
}

function fixOf(edits: readonly Edit[]): Fix {
  return { title: "Write an equals sign", edits, safety: "safe" };
}

/** undefined where quotes or escapes in the value mean something else inside quotes. */
function editsFor({ pairs }: KeyValues, { text, escape }: Dockerfile): readonly Edit[] | undefined {
  const [{ key, value } = {}] = pairs;
  if (key === undefined || value === undefined || key.text !== key.value) return undefined;
  const gap = text.slice(key.end, value.start);
  const isQuoted = /^(["'])(?:(?!\1)[^\\`])*\1$/.test(value.text);
  if (
    !/^[ \t]+$/.test(gap) ||
    (!isQuoted && (/["']/.test(value.text) || value.text.includes(escape)))
  )
    return undefined;
  const quote = !isQuoted && /\s/.test(value.text) ? '"' : "";
  return [
    { start: key.end, end: value.start, text: `=${quote}` },
    ...(quote === "" ? [] : [{ start: value.end, end: value.end, text: quote }]),
  ];
}
