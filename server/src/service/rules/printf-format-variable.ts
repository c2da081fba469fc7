import { defineRule, type Fix, type RuleContext } from "../lint/rule.ts";
import { lastMendsAll } from "../syntax/joinedFix.ts";
import type { Model } from "../syntax/model.ts";
import { runScripts } from "../syntax/runScripts.ts";
import { areVerbatim, quoteFor, takesText } from "../syntax/shellEdits.ts";
import { within, wordFacts, type ShellExpansion } from "../syntax/shellExpansions.ts";
import type { ShellCommand, ShellScript, ShellWord } from "../syntax/shell.ts";
import { changesOf } from "../syntax/shellVariables.ts";
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
    {
      bad: 'FROM alpine:3.20\nRUN printf [|"$TEXT"|] > /a\n',
      says: "`$TEXT`",
      fixed: "FROM alpine:3.20\nRUN printf '%s' \"$TEXT\" > /a\n",
    },
    {
      bad: 'FROM alpine:3.20\r\nARG VERSION\r\nRUN ls; \\\r\n# why\r\n  printf [|"v: ${VERSION}-$(cat "/a")\\n"|] > /a\r\n',
      fixed:
        'FROM alpine:3.20\r\nARG VERSION\r\nRUN ls; \\\r\n# why\r\n  printf "v: %s-%s\\n" "${VERSION}" "$(cat "/a")" > /a\r\n',
    },
    {
      bad: "FROM alpine:3.20\nRUN <<EOF\nprintf -v x [|$(date)|]\nEOF\n",
      fixed: "FROM alpine:3.20\nRUN <<EOF\nprintf -v x '%s' \"$(date)\"\nEOF\n",
    },
    {
      bad: 'FROM alpine:3.20\nRUN printf [|"$TEXT"|] a\n',
      refused: "No fix: `a` behind it is for a conversion",
    },
    {
      bad: "FROM alpine:3.20\nRUN printf [|a$TEXT'b'|]\n",
      refused: "No fix: the format is put together",
    },
    {
      bad: 'FROM alpine:3.20\nRUN printf [|"a\\\\$TEXT"|] && printf [|"\\0$TEXT"|]\n',
      refused: "No fix: the backslash in front of `$TEXT`",
    },
    // hadolint shows the last of a RUN
    {
      bad: 'FROM alpine:3.20\nENV A=1 B=-v\nRUN printf [|"$A\\n"|] && printf [|"$B"|] && A=2 && printf [|$A|]\n',
      options: { all: true },
      fixed:
        'FROM alpine:3.20\nENV A=1 B=-v\nRUN printf "%s\\n" "$A" && printf \'%s\' "$B" && A=2 && printf \'%s\' "$A"\n',
    },
    {
      good: 'FROM alpine:3.20\nRUN printf "%s\\n" "$TEXT" && printf "a: $B %s" c && printf "done\\n"\n',
    },
    { good: 'FROM alpine:3.20\nENV VERSION=1.2\nRUN printf "v: ${VERSION}\\n" > /a\n' },
    {
      bad: 'FROM alpine:3.20\nENV VERSION=1.2\nRUN printf [|"v: ${VERSION}\\n"|] > /a\n',
      options: { all: true },
      fixed: 'FROM alpine:3.20\nENV VERSION=1.2\nRUN printf "v: %s\\n" "${VERSION}" > /a\n',
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
    const places = script.commands.flatMap((command) => placeIn(script, command));
    for (const { message, fix, ...format } of all ? lastMendsAll(places) : places)
      report(format, message, fix);
  }

  function placeIn(script: ShellScript, { program, args, wrappers }: ShellCommand) {
    if (program !== "printf" || (all && wrappers.length > 0)) return [];
    const format = formatOf(args);
    if (format === undefined || format.text.includes("%")) return [];
    const [first] = unknownIn(script, format, (expansion) => !all && isHarmless(expansion));
    if (first === undefined) return [];
    const message = `\`${first.text}\` is part of the format: a \`%\` or a backslash in its value is not printed as such.`;
    const { start, end } = format;
    const last = args.at(-1);
    const edits =
      last === undefined || last.start === start
        ? formatEdits(model, node, script, format)
        : `\`${last.text}\` behind it is for a conversion in the value`;
    if (typeof edits === "string")
      return { start, end, message: `${message} No fix: ${edits}.`, fix: undefined };
    const isConstantIn = (each: ShellExpansion): boolean => isConstant(script, each);
    const safety = unknownIn(script, format, isConstantIn).length === 0 ? "safe" : "unsafe";
    return { start, end, message, fix: { title: "Print it with %s", edits, safety } as const };
  }

  /** The value has nothing in it that printf or the shell would read. */
  function isConstant(script: ShellScript, { name, operator, kind }: ShellExpansion): boolean {
    const value = model.scope(node).lookup(name);
    const isPlain = kind === "variable" && operator === "" && value.kind === "text";
    if (!isPlain || changesOf(script, name).length > 0) return false;
    return !/^-|[%\\\s*?[]/.test(value.text) && value.text !== "";
  }

  function isHarmless({ name, operator, kind }: ShellExpansion): boolean {
    if (kind !== "variable" || operator !== "") return kind === "arithmetic";
    if (/f(?:or)?ma?t/i.test(name)) return true;
    const value = model.scope(node).lookup(name);
    return value.kind === "text" && !/[%\\]/.test(value.text);
  }
}

/** `"a $B\n"` -> `"a %s\n" "$B"`; or why not. */
function formatEdits(
  model: Model,
  node: Instruction,
  script: ShellScript,
  format: ShellWord,
): Fix["edits"] | string {
  const { text } = model.dockerfile;
  const { expansions, quotes } = wordFacts(script);
  const [quote] = within(quotes, format);
  const isQuoted =
    quote?.kind === "double" && quote.start === format.start && quote.end === format.end;
  const parts = topmost(within(expansions, format));
  const joined = parts.find(({ start }) => opensEscape.test(text.slice(format.start, start)));
  if (joined !== undefined)
    return `the backslash in front of \`${joined.text}\` makes one character of it and the value`;
  const [first] = parts;
  const isAlone = first?.start === format.start && first.end === format.end;
  if (!isQuoted && !isAlone) return "the format is put together from several parts";
  if (/["'\\]/.test(first?.operand ?? "") && isAlone) return "its operand has quotes";
  const values = parts.map(({ start, end }) => ` "${text.slice(start, end)}"`).join("");
  const isText =
    parts.length === 1 && first?.start === format.start + 1 && first.end === format.end - 1;
  const conversion = quoteFor(model, node, script, "%s") ?? "%s";
  const edits =
    isAlone || isText
      ? [{ start: format.start, end: format.end, text: conversion + values }]
      : [
          ...parts.map(({ start, end }) => ({ start, end, text: "%s" })),
          { start: format.end, end: format.end, text: values },
        ];
  return takesText(model, node, script, '"') && areVerbatim(script, edits)
    ? edits
    : "it stands in a text that has quotes or line ends of its own";
}

/** An escape that a value behind it may be a part of: `\\`, `\\1`, `\\x4`. */
const opensEscape = /\\(?:[0-7]{0,3}|x[\da-f]?|u[\da-f]{0,7})$/i;

/** Those that are in no other. */
function topmost(expansions: readonly ShellExpansion[]): readonly ShellExpansion[] {
  let end = 0;
  return expansions.filter((each) => {
    const isInside = each.start < end;
    if (!isInside) ({ end } = each);
    return !isInside;
  });
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
