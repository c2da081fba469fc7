import { defineRule, type RuleContext } from "../lint/rule.ts";
import type { ShellCommand } from "../syntax/shell.ts";
import type { Instruction } from "../syntax/tree.ts";

export default defineRule({
  name: "straight-backquote",
  severity: "warning",
  category: "shell",
  aliases: { shellcheck: ["SC1077", "SC1015", "SC1016"] },
  triggers: true,
  sources: [
    "https://www.shellcheck.net/wiki/SC1077",
    "https://www.shellcheck.net/wiki/SC1015",
    "https://www.shellcheck.net/wiki/SC1016",
  ],
  summary: "An acute accent or typographic quote stands for a shell quote.",
  why: `Word processors and chat programs turn straight quotes into typographic ones. To a shell those are letters: they quote nothing, run
    nothing and stay in the text, so a file gets a name with quotes in it or a command is not found.`,
  examples: [
    {
      bad: "FROM alpine\nRUN rm -rf [|“|]/a b”\n",
      fixed: 'FROM alpine\nRUN rm -rf "/a b"\n',
    },
    {
      bad: "FROM alpine\nONBUILD RUN make && \\\n  A=[|´|]date´ && rm [|‘|]a’\n",
      fixed: "FROM alpine\nONBUILD RUN make && \\\n  A=`date` && rm 'a'\n",
    },
    { bad: "FROM alpine\nRUN [|´|]make´\n", fixed: "FROM alpine\nRUN `make`\n" },
    { good: "FROM alpine\nRUN echo “a” ´b´ && printf ‘c’\n" },
    { good: "FROM alpine\nRUN git commit -m \"“a” ´b´\" -m '’' && make don’t\n" },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

const straight: Readonly<Record<string, string>> = {
  "´": "`",
  "“": '"',
  "”": '"',
  "‘": "'",
  "’": "'",
};

function check(node: Instruction, { model, report }: RuleContext): void {
  const script = model.script(node);
  if (script === undefined || !/[´“”‘’]/.test(script.source.text)) return;
  for (const command of script.commands) {
    if (command.program === "echo" || command.program === "printf") continue;
    const edits = quotesIn(command).filter((edit) => script.source.isVerbatim(edit));
    const [first] = edits;
    if (first === undefined) continue;
    const where = { start: first.start, end: first.end };
    const character = model.dockerfile.text.slice(where.start, where.end);
    const message = `\`${character}\` is no quote for the shell but a part of the word.`;
    report(where, message, { title: "Use straight quotes", edits, safety: "unsafe" });
  }
}

/** Those outside quotes at the start or end of a word, or behind `=`; an apostrophe in a word is none. */
function quotesIn({ name, args, assignments }: ShellCommand) {
  const values = assignments.map(({ value, end }) => ({ text: value, start: end - value.length }));
  const words = [...values, ...(name === undefined ? [] : [name]), ...args];
  return words.flatMap(({ text, start }) => {
    const plain = text.replace(/"(?:[^"\\]|\\.)*"|'[^']*'/gs, (quoted) =>
      " ".repeat(quoted.length),
    );
    return [...plain.matchAll(/(?<=^|=)[´“”‘’]|[´“”‘’]$/g)].map(({ index, 0: character }) => {
      const at = start + index;
      return { start: at, end: at + 1, text: straight[character] ?? character };
    });
  });
}
