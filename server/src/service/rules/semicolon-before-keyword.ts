import { defineRule, type Fix, type RuleContext } from "../lint/rule.ts";
import type { ShellCommand, ShellScript, ShellWord } from "../syntax/shell.ts";
import { placeOf, type ShellPlace } from "../syntax/shellStructure.ts";
import type { Instruction } from "../syntax/tree.ts";

const settings = {
  anywhere: {
    type: "boolean",
    default: false,
    summary:
      "Whether the words count as arguments of every command, where no keyword can be meant, too.",
  },
} as const;

export default defineRule({
  name: "semicolon-before-keyword",
  severity: "warning",
  category: "shell",
  aliases: { shellcheck: "SC1010" },
  triggers: true,
  options: settings,
  profiles: { hadolint: { options: { anywhere: true } } },
  sources: [
    "https://www.shellcheck.net/wiki/SC1010",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_04",
  ],
  summary:
    "`done`, `do`, `then` or `fi` is read as an argument because no separator stands before it.",
  why: `\`do\`, \`then\`, \`done\` and \`fi\` are keywords at the start of a command only. Behind another word they are an argument of it, and the
    loop or condition goes on to the next such word. Continuation lines of a RUN are joined without a separator, so \`;\` has to stand
    before the keyword.`,
  examples: [
    {
      bad: "FROM alpine\nRUN for i in a b; do \\\n    make $i \\\n  [|done|]; \\\n  done\n",
      fixed: "FROM alpine\nRUN for i in a b; do \\\n    make $i; \\\n  done\n",
    },
    {
      bad: "FROM alpine\r\nRUN for i in a b; do \\\r\n    make $i \\\r\n# why\r\n  [|done|]; \\\r\n  done\r\n",
      fixed:
        "FROM alpine\r\nRUN for i in a b; do \\\r\n    make $i \\\r\n# why\r\n  ; \\\r\n  done\r\n",
    },
    {
      bad: "FROM alpine\nONBUILD RUN if make a [|then|]; then make b; fi\n",
      fixed: "FROM alpine\nONBUILD RUN if make a; then make b; fi\n",
    },
    {
      bad: "FROM alpine\nRUN <<EOF\nwhile make a [|do|]\ndo make b; done\nEOF\n",
      fixed: "FROM alpine\nRUN <<EOF\nwhile make a\ndo make b; done\nEOF\n",
    },
    { bad: "FROM alpine\nRUN make && echo [|done|]; mix [|do|] a\n", options: { anywhere: true } },
    { good: "FROM alpine\nRUN for i in a b; do make $i; done && echo done\n" },
    { good: "FROM alpine\nRUN mix do a && touch done && for i in a; do echo done; done\n" },
    { good: "FROM alpine\nRUN if make 'then'; then make b; fi\n" },
    // shell-syntax says this
    { good: "FROM alpine\nRUN for i in a b; do make $i done\n" },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

const keywords: ReadonlySet<string> = new Set(["do", "done", "fi", "then"]);
/** Such words are often their arguments. */
const writers: ReadonlySet<string> = new Set([
  "[",
  "cat",
  "echo",
  "grep",
  "mix",
  "mkdir",
  "printf",
  "rm",
  "test",
  "touch",
]);

function check(node: Instruction, { model, options, report }: RuleContext<typeof settings>): void {
  const script = model.script(node);
  if (script === undefined || script.errors.length > 0) return;
  for (const command of script.commands) {
    const word = options.anywhere
      ? command.args.find(({ text }) => keywords.has(text))
      : command.args.at(-1);
    if (word === undefined || !keywords.has(word.text)) continue;
    if (!options.anywhere && !isMeant(word.text, placeOf(script, command), command.program))
      continue;
    report(
      word,
      `\`${word.text}\` is an argument of \`${command.program}\` here: no \`;\` stands before it.`,
      options.anywhere ? undefined : dropFix(model, script, command, word),
    );
  }
}

/** The shell reads the script to its end, so the keyword that counts stands further down, and this one is too many. */
function dropFix(
  { dockerfile: { text } }: RuleContext["model"],
  script: ShellScript,
  { name, args }: ShellCommand,
  word: ShellWord,
): Fix | undefined {
  const before = args.at(-2) ?? name;
  if (before === undefined || !script.source.isVerbatim(word)) return undefined;
  const gap = text.slice(before.end, word.start);
  const isPlain = /^[ \t]*(?:[\\`]?\r?\n[ \t]*)?$/.test(gap);
  const edit = { start: isPlain ? before.end : word.start, end: word.end, text: "" };
  return { title: `Drop ${word.text}`, edits: [edit], safety: "unsafe" };
}

/** Whether the keyword could stand behind the command: `then` and `do` end a condition, `done` a loop. */
function isMeant(
  keyword: string,
  { checked, inLoop, after }: ShellPlace,
  program: string,
): boolean {
  if (writers.has(program)) return false;
  if (keyword === "then" || keyword === "do") return checked && after !== "&&" && after !== "||";
  return keyword === "done" && inLoop;
}
