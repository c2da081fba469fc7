import { defineRule, type RuleContext } from "../lint/rule.ts";
import { runScripts } from "../syntax/runScripts.ts";
import { within, wordFacts, type ShellExpansion } from "../syntax/shellExpansions.ts";
import type { ShellScript, ShellWord } from "../syntax/shell.ts";
import type { Instruction } from "../syntax/tree.ts";

const options = {
  all: {
    type: "boolean",
    default: false,
    summary:
      "Whether variables count too that hold a format on purpose, or a text without `%` and backslash.",
  },
} as const;

export default defineRule({
  name: "printf-format-variable",
  severity: "hint",
  strict: "info",
  category: "shell",
  aliases: { shellcheck: "SC2059" },
  triggers: true,
  options,
  profiles: { hadolint: { options: { all: true } } },
  sources: [
    "https://www.shellcheck.net/wiki/SC2059",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/printf.html",
  ],
  summary: "The format of printf comes from a variable.",
  why: `printf reads \`%\` and backslashes in its first argument. A value with one of them is printed wrongly or ends in an error. Give the
    text as an argument of a constant format instead: \`printf '%s\\n' "$TEXT"\`.`,
  examples: [
    { bad: 'FROM alpine:3.20\nRUN printf [|"$TEXT"|] > /a\n', says: "`$TEXT`" },
    { bad: 'FROM alpine:3.20\nARG VERSION\nRUN ls; printf [|"v: ${VERSION}\\n"|] > /a\n' },
    { bad: "FROM alpine:3.20\nRUN printf -v x [|$(date)|]\n" },
    {
      good: 'FROM alpine:3.20\nRUN printf "%s\\n" "$TEXT" && printf "a: $B %s" c && printf "done\\n"\n',
    },
    { good: 'FROM alpine:3.20\nENV VERSION=1.2\nRUN printf "v: ${VERSION}\\n" > /a\n' },
    {
      bad: 'FROM alpine:3.20\nENV VERSION=1.2\nRUN printf [|"v: ${VERSION}\\n"|] > /a\n',
      options: { all: true },
    },
    { bad: "FROM alpine:3.20\nENV RATE=50%\nRUN printf [|$RATE|] > /a\n" },
    { good: 'FROM alpine:3.20\nRUN printf "$FORMAT" a && printf "$fmt" b\n' },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

function check(
  node: Instruction,
  { model, options: { all }, report }: RuleContext<typeof options>,
): void {
  for (const script of runScripts(model, node, all ? "hadolint" : "own")) {
    for (const { program, args, wrappers } of script.commands) {
      if (program !== "printf" || (all && wrappers.length > 0)) continue;
      const format = formatOf(args);
      if (format === undefined || format.text.includes("%")) continue;
      const [first] = unknownIn(script, format, (expansion) => !all && isHarmless(expansion));
      if (first === undefined) continue;
      const message = `\`${first.text}\` is part of the format: a \`%\` or a backslash in its value is not printed as such.`;
      report(format, message);
    }
  }

  function isHarmless({ name, operator, kind }: ShellExpansion): boolean {
    if (kind !== "variable" || operator !== "") return kind === "arithmetic";
    if (/f(?:or)?ma?t/i.test(name)) return true;
    const value = model.scope(node).lookup(name);
    return value.kind === "text" && !/[%\\]/.test(value.text);
  }
}

function formatOf(args: readonly ShellWord[]): ShellWord | undefined {
  const [first, , third] = args;
  if (first?.text === "-v") return third;
  return first?.text === "--" ? args[1] : first;
}

function unknownIn(
  script: ShellScript,
  word: ShellWord,
  isHarmless: (expansion: ShellExpansion) => boolean,
): readonly ShellExpansion[] {
  if (word.literal !== undefined) return [];
  return within(wordFacts(script).expansions, word).filter((each) => !isHarmless(each));
}
