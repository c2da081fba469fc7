import { oneWordCommands } from "../data/oneWordCommands.ts";
import { defineRule, type RuleContext } from "../lint/rule.ts";
import { environmentValues } from "../syntax/buildVariables.ts";
import { lastMendsAll } from "../syntax/joinedFix.ts";
import { once } from "../syntax/memoize.ts";
import type { Model } from "../syntax/model.ts";
import { quotedWord, type Quoting } from "../syntax/quotedWord.ts";
import { runScripts } from "../syntax/runScripts.ts";
import type { ShellCommand, ShellScript } from "../syntax/shell.ts";
import {
  commandsWithin,
  within,
  wordFacts,
  type ShellExpansion,
} from "../syntax/shellExpansions.ts";
import { valueKinds } from "../syntax/shellValues.ts";
import { hasListVerb, takesList, takesSeveral } from "../syntax/wordLists.ts";
import type { Instruction } from "../syntax/tree.ts";

const options = {
  all: {
    type: "boolean",
    default: false,
    summary: "Whether outputs of one word and lists that are meant to be split count too.",
  },
} as const;

export default defineRule({
  name: "quote-command-substitution",
  severity: "hint",
  strict: "info",
  category: "shell",
  aliases: { shellcheck: "SC2046" },
  triggers: true,
  options,
  profiles: { hadolint: { options: { all: true } } },
  sources: [
    "https://www.shellcheck.net/wiki/SC2046",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_06_05",
  ],
  summary: "The output of an unquoted command substitution is split at blanks.",
  why: `The shell splits the output at every blank and line end and expands \`*\` and \`?\` in it, so one name becomes several, or the argument is
    missing when there is no output. Double quotes keep it in one piece. Lists of packages or files are meant to be split, and some commands only ever
    print one word; those are not reported.`,
  examples: [
    {
      bad: "FROM alpine:3.20\nRUN mkdir [|$(cat /name)|]\n",
      says: "`$(cat /name)`",
      fixed: 'FROM alpine:3.20\nRUN mkdir "$(cat /name)"\n',
    },
    {
      bad: "FROM alpine:3.20\r\nRUN ls; \\\r\n# why\r\n  [ [|`cat /a`|] = b ] && curl -o /a https://example.com/[|$(cat \\\r\n /v)|]/$(uname -m).tgz\r\n",
      fixed:
        'FROM alpine:3.20\r\nRUN ls; \\\r\n# why\r\n  [ "`cat /a`" = b ] && curl -o /a "https://example.com/$(cat \\\r\n /v)/$(uname -m).tgz"\r\n',
    },
    {
      bad: "FROM alpine:3.20\nRUN <<EOF\nmkdir -p a=[|$(cat /a)|] /b/[|$(cat /b)|]*\nEOF\n",
      fixed: 'FROM alpine:3.20\nRUN <<EOF\nmkdir -p a="$(cat /a)" /b/"$(cat /b)"*\nEOF\n',
    },
    {
      bad: 'FROM alpine:3.20\nRUN mkdir [|`cat "/name"`|]\n',
      refused: "No fix: quotes or escapes inside",
    },
    {
      bad: 'FROM alpine:3.20\nRUN ["sh", "-c", "mkdir [|$(cat /name)|]"]\n',
      refused: "No fix: the word stands in a text that has quotes",
    },
    {
      good: 'FROM alpine:3.20\nRUN mkdir "$(cat /name)" && A=$(cat /a) && case $(cat /a) in b) ls;; esac > $(cat /c)\n',
    },
    {
      good: "FROM debian:12\nRUN make -j$(nproc) && curl -O https://example.com/$(uname -m)-$(dpkg --print-architecture)\n",
    },
    {
      good: "FROM debian:12\nRUN ls /$(. /etc/os-release; echo $ID) && ./configure $(test $A = b && echo --c)\n",
    },
    {
      good: "FROM debian:12\nRUN chown $(id -u) /a && cd $(mktemp -d) && ls $(date +%F) $(which git) $(command -v g)\n",
    },
    {
      bad: "FROM debian:12\nRUN make -j[|$(nproc)|]\n",
      options: { all: true },
      fixed: 'FROM debian:12\nRUN make "-j$(nproc)"\n',
    },
    // hadolint shows the last of a RUN
    {
      bad: "FROM debian:12\nRUN ls a[|$(nproc)|] b[|$(arch)|]-[|$(arch)|] && ls c[|$(uname -s)|]\n",
      options: { all: true },
      fixed: 'FROM debian:12\nRUN ls "a$(nproc)" "b$(arch)-$(arch)" && ls "c$(uname -s)"\n',
    },
    {
      bad: "FROM debian:12\nRUN apt-get install [|$(cat /list)|]\n",
      options: { all: true },
      refused: "No fix: `apt-get` may be meant to get several words",
    },
    {
      bad: "FROM debian:12\nRUN ./configure [|$(test $A = b && echo --c)|]\n",
      options: { all: true },
      refused: "No fix: without an output it would be an empty argument",
    },
    {
      good: "FROM debian:12\nRUN apt-get install -y $(cat /list) && apk del $(cat /l) && rm $(find / -name a) && for f in $(ls); do ls; done\n",
    },
    { good: "FROM alpine:3.20\nRUN $(cat /command) && eval $(ssh-agent)\n" },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

function check(
  node: Instruction,
  { model, options: { all }, report }: RuleContext<typeof options>,
): void {
  for (const script of runScripts(model, node, all ? "hadolint" : "own")) {
    if (!/\$\(|`/.test(script.source.text)) continue;
    const isFound = (expansion: ShellExpansion): boolean => {
      const { kind, quoted, context } = expansion;
      if (kind !== "command" || quoted) return false;
      const isSplit =
        context === "argument" ||
        context === "array" ||
        (context === "declaration" && all && model.dialect(node) !== "bash");
      if (!isSplit) return false;
      const inside = commandsWithin(script, expansion);
      return all ? !/^(?:seq|pgrep)$/.test(inside[0]?.program ?? "") : !isMeant(expansion, inside);
    };
    const found = wordFacts(script).expansions.filter(isFound);
    const quoting = quotings(model, node, script, found);
    const places = found.map((expansion) => {
      const { start, end } = expansion;
      const message = `The output of \`${shortened(expansion.text)}\` is split at blanks and expanded as a pattern.`;
      const { edits, refusal } = quoting(expansion);
      if (edits === undefined)
        return { start, end, message: `${message} No fix: ${refusal}.`, fix: undefined };
      const { word = expansion } = expansion;
      const isSafe = within(found, word).every(
        (each) => isOneOutput(script, each) && (word.text !== each.text || isFilled(script, each)),
      );
      const safety = isSafe ? "safe" : "unsafe";
      return { start, end, message, fix: { title, edits, safety } as const };
    });
    for (const { message, fix, ...place } of all ? lastMendsAll(places) : places)
      report(place, message, fix);
  }
}

const title = "Put double quotes around it";

/** How to quote each of the expansions; those in one word are quoted together. */
function quotings(
  model: Model,
  node: Instruction,
  script: ShellScript,
  found: readonly ShellExpansion[],
): (expansion: ShellExpansion) => Quoting {
  const reasons = new Map(found.map((each) => [each.start, refuse(script, each)]));
  const known = once(() => valueKinds(script, environmentValues(model, node)));
  const isWanted = ({ start }: ShellExpansion): boolean =>
    reasons.has(start) && reasons.get(start) === undefined;
  const isHarmless = (expansion: ShellExpansion): boolean =>
    !reasons.has(expansion.start) &&
    (expansion.kind === "arithmetic" ||
      isOneOutput(script, expansion) ||
      known().get(expansion.start) === "one");
  return ({ start, word }) => {
    const refusal = reasons.get(start);
    if (word === undefined || refusal !== undefined)
      return { refusal: refusal ?? "it is no part of a word" };
    return quotedWord(model, node, script, { word, isWanted, isHarmless });
  };
}

/** Why quotes would be wrong: where the output may be meant as several words, or none. */
function refuse(script: ShellScript, expansion: ShellExpansion): string | undefined {
  const { word, text, command } = expansion;
  if (word === undefined || word.text !== text || isFilled(script, expansion)) return undefined;
  if (isOneOutput(script, expansion)) {
    // a test fails where a word is missing, and not where it is empty
    const isTest = command?.program === "[" || command?.program === "test";
    return isTest ? undefined : "without an output it would be an empty argument";
  }
  const isList = command === undefined || takesList(command) || takesSeveral(command, word);
  return isList
    ? `\`${command?.program || text}\` may be meant to get several words from it`
    : undefined;
}

/** Whatever their arguments. */
const neverEmpty: ReadonlySet<string> = new Set(["arch", "date", "nproc", "pwd", "uname"]);

function isFilled(script: ShellScript, expansion: ShellExpansion): boolean {
  const [first, second] = commandsWithin(script, expansion);
  return second === undefined && neverEmpty.has(first?.program ?? "");
}

function isOneOutput(script: ShellScript, expansion: ShellExpansion): boolean {
  if (expansion.kind !== "command") return false;
  const [first, second, third] = commandsWithin(script, expansion);
  return first !== undefined && third === undefined && isOneWord(first, second);
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 50)}…${text.startsWith("`") ? "`" : ")"}` : text;
}

/** Whether the output is one word, or meant to be several. */
function isMeant(expansion: ShellExpansion, inside: readonly ShellCommand[]): boolean {
  const { command, word, text } = expansion;
  const [first, second, third] = inside;
  if (first !== undefined && third === undefined && isOneWord(first, second)) return true;
  if (command === undefined) return true;
  if (hasListVerb(command)) return true;
  return takesList(command) && word?.text === text;
}

/** `then` runs behind it: `. /etc/os-release; echo $ID`, `test a = b && echo --flag`. */
function isOneWord(
  { program, args, wrappers }: ShellCommand,
  then: ShellCommand | undefined,
): boolean {
  const [first] = args;
  if (then !== undefined) {
    if (then.program !== "echo" || then.args.length !== 1) return false;
    return program === "test" || program === "[" || (first?.text.endsWith("os-release") ?? false);
  }
  // `command -v git`
  if (wrappers.includes("command")) return true;
  if (program === "date") return first !== undefined && !/\s/.test(first.literal ?? " ");
  return oneWordCommands.has(program) || oneWordCommands.has(`${program} ${first?.text ?? ""}`);
}
