import { defineRule, type Fix, type RuleContext } from "../lint/rule.ts";
import { environmentValues, presumedValues } from "../syntax/buildVariables.ts";
import type { Model } from "../syntax/model.ts";
import { quotedWord, type Quoting } from "../syntax/quotedWord.ts";
import { runScripts } from "../syntax/runScripts.ts";
import type { ShellScript, ShellWord } from "../syntax/shell.ts";
import { within, wordFacts, type ShellExpansion } from "../syntax/shellExpansions.ts";
import { valueKinds, type ValueKind } from "../syntax/shellValues.ts";
import { hasBlanks, takesSeveral } from "../syntax/wordLists.ts";
import { wipingVariable } from "../syntax/wipingPaths.ts";
import type { Instruction } from "../syntax/tree.ts";

const options = {
  all: {
    type: "boolean",
    default: false,
    summary: "Whether names that mean lists count too; variables of ARG and ENV never do then.",
  },
} as const;

export default defineRule({
  name: "quote-variables",
  severity: "off",
  strict: "hint",
  category: "shell",
  aliases: { shellcheck: "SC2086" },
  triggers: true,
  options,
  profiles: { hadolint: { options: { all: true } } },
  sources: [
    "https://www.shellcheck.net/wiki/SC2086",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_06_05",
  ],
  summary: "An unquoted variable is split at blanks and expanded as a pattern.",
  why: `A value with a blank becomes several arguments, one with \`*\` the names of files, and an empty one no argument at all. Double quotes keep the
    value as it is. Where the file says what the value is and it is one plain word, nothing is reported, and neither for names that stand for lists, such
    as CFLAGS or PACKAGES.`,
  examples: [
    {
      bad: "FROM alpine:3.20\nARG NAME\nRUN mkdir [|$NAME|]\n",
      says: "`$NAME`",
      fixed: 'FROM alpine:3.20\nARG NAME\nRUN mkdir "$NAME"\n',
    },
    {
      bad: "FROM alpine:3.20\r\nRUN v=$(cat /v); \\\r\n  # why\r\n  curl https://example.com/[|${v%.*}|]-[|$v|].tgz && [ [|$v|] = 1 ]\r\n",
      fixed:
        'FROM alpine:3.20\r\nRUN v=$(cat /v); \\\r\n  # why\r\n  curl "https://example.com/${v%.*}-$v.tgz" && [ "$v" = 1 ]\r\n',
    },
    {
      bad: 'FROM alpine:3.20\nRUN make CC=[|$A|] --prefix="/a"[|$B|] \'c\'[|$C|]/*.c "$D"d[|$E|] [|$F|]"f" ~/[|$G|]\\ g\n',
      fixed:
        'FROM alpine:3.20\nRUN make CC="$A" --prefix="/a$B" \'c\'"$C"/*.c "$D"d"$E" "$F""f" ~/"$G"\\ g\n',
    },
    {
      bad: 'FROM alpine:3.20\nRUN <<EOF\nls "/a/$A"/[|$B|]/"c"\nsh -c \'ls [|$C|]/d\'\nEOF\n',
      fixed: 'FROM alpine:3.20\nRUN <<EOF\nls "/a/$A/$B/c"\nsh -c \'ls "$C/d"\'\nEOF\n',
    },
    {
      bad: 'FROM alpine:3.20\nRUN ls [|${A:-"b c"}|]\n',
      refused: 'No fix: quotes or escapes inside `${A:-"b c"}`',
    },
    {
      bad: 'FROM alpine:3.20\nRUN ["sh", "-c", "ls [|$A|]"]\n',
      refused: "No fix: the word stands in a text that has quotes",
    },
    {
      bad: "FROM alpine:3.20\nRUN apk add [|$A|]\n",
      refused: "No fix: `apk` may be meant to get several words",
    },
    {
      bad: "FROM alpine:3.20\nRUN v='a b'; v=\"$v c\"; ls [|$v|]\n",
      refused: "No fix: its value has blanks",
    },
    { good: 'FROM alpine:3.20\nARG NAME\nRUN mkdir "$NAME" "a/${NAME}"\n' },
    { good: "FROM alpine:3.20\nENV VERSION=1.2\nRUN curl https://example.com/$VERSION.tgz\n" },
    {
      bad: 'FROM alpine:3.20\nENV VERSION="1 2"\nRUN ls [|$VERSION|]\n',
      refused: "No fix: its value has blanks",
    },
    {
      bad: "FROM alpine:3.20\nENV A=\nRUN ls [|$A|]\n",
      refused: "No fix: without a value it would be an empty argument",
    },
    {
      good: "FROM alpine:3.20\nRUN if [ -d /a ]; then v=1; else v=2; fi; ls $v; case $A in b) exit 1;; esac\n",
    },
    { bad: "FROM alpine:3.20\nRUN if [ -d /a ]; then v=1; else v=$(ls); fi; ls [|$v|]\n" },
    {
      good: "FROM alpine:3.20\nRUN echo $((A + 1)) $? $# $$ $! ${#A} && B=$A && [ -z ${A+x} ] && cat < $A\n",
    },
    { good: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN [[ $A == b ]] && export B=$A\n' },
    {
      good: "FROM alpine:3.20\nRUN make $CFLAGS $MAKE_OPTS && apk add $PACKAGES $BUILD_DEPS $EXTRA_ARGS\n",
    },
    { good: "FROM alpine:3.20\nRUN rm -rf $DIR/*\n" },
    { good: "FROM alpine:3.20\nARG TARGETARCH\nRUN ls /a/$TARGETARCH\n" },
    {
      bad: "FROM alpine:3.20\nRUN apk add [|$PACKAGES|]\n",
      options: { all: true },
      refused: "No fix: `PACKAGES` is a list",
    },
    {
      bad: "FROM alpine:3.20\nRUN cat < [|$A|]\n",
      options: { all: true },
      fixed: 'FROM alpine:3.20\nRUN cat < "$A"\n',
    },
    { good: "FROM alpine:3.20\nARG NAME\nRUN mkdir $NAME\n", options: { all: true } },
    { good: "FROM alpine:3.20\nRUN for f in $A; do ls; done; for i in 1 2; do ls $i; done; $A\n" },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

const lists =
  /(?:FLAGS|OPTS|OPTIONS|ARGS|PACKAGES|PKGS|DEPS|LIST|MODULES|EXTENSIONS|EXTRAS|FILES)$/i;

function check(
  node: Instruction,
  { model, options: { all }, report }: RuleContext<typeof options>,
): void {
  for (const script of runScripts(model, node, all ? "hadolint" : "own")) {
    if (!script.source.text.includes("$")) continue;
    const isBash = model.dialect(node) === "bash";
    const split = wordFacts(script).expansions.filter(
      (each) => isSplit(each, isBash) || (all && isTarget(each)),
    );
    if (split.length === 0) continue;
    const initial = all ? presumedValues(model, node) : environmentValues(model, node);
    const kinds = valueKinds(script, initial);
    const isFound = (expansion: ShellExpansion): boolean =>
      kinds.get(expansion.start) !== "one" && (all || !isElsewhere(expansion));
    const found = split.filter(isFound);
    if (found.length === 0) continue;
    const known = all ? valueKinds(script, environmentValues(model, node)) : kinds;
    const cure = cures({ model, node, script, known, isBash, found });
    for (const expansion of found) {
      const message = `The value of \`${expansion.text}\` is split at blanks and expanded as a pattern.`;
      const fix = cure(expansion);
      if (typeof fix === "string") report(expansion, `${message} No fix: ${fix}.`);
      else report(expansion, message, fix);
    }
  }
}

interface Found {
  readonly model: Model;
  readonly node: Instruction;
  readonly script: ShellScript;
  readonly known: ReadonlyMap<number, ValueKind>;
  readonly isBash: boolean;
  readonly found: readonly ShellExpansion[];
}

/** The fix of each expansion, or why there is none. Those in one word have the same one. */
function cures(context: Found): (expansion: ShellExpansion) => Fix | string {
  const { model, node, script, known, isBash, found } = context;
  const reasons = new Map(found.map((each) => [each.start, refuse(each, context)]));
  const words = new Map<ShellWord["start"], Quoting>();
  const isWanted = ({ start }: ShellExpansion): boolean =>
    reasons.has(start) && reasons.get(start) === undefined;
  const isHarmless = ({ start, kind }: ShellExpansion): boolean =>
    !reasons.has(start) && (kind === "arithmetic" || known.get(start) === "one");
  const isSafe = (expansion: ShellExpansion): boolean =>
    known.get(expansion.start) === "one" ||
    (known.get(expansion.start) === "none" && expansion.word?.text !== expansion.text) ||
    (expansion.context === "redirect" && !isBash && model.runningShell(node) !== undefined);
  return (expansion) => {
    const { word } = expansion;
    const reason = reasons.get(expansion.start);
    if (word === undefined || reason !== undefined) return reason ?? "it is no part of a word";
    const quoting =
      words.get(word.start) ?? quotedWord(model, node, script, { word, isWanted, isHarmless });
    words.set(word.start, quoting);
    if (quoting.refusal !== undefined) return quoting.refusal;
    const together = within(found, word).filter(isWanted);
    const safety = together.every(isSafe) ? "safe" : "unsafe";
    return { title: "Put double quotes around it", edits: quoting.edits, safety };
  };
}

/** Why quotes would be wrong: where the value may be meant as several words, or none. */
function refuse(expansion: ShellExpansion, { model, node, script, known }: Found) {
  const { name, command, word, text, context } = expansion;
  if (context === "redirect") return undefined;
  if (lists.test(name)) return `\`${name}\` is a list, to go by its name`;
  if (word?.text === text) {
    if (known.get(expansion.start) === "none" && !isTest(command))
      return "without a value it would be an empty argument";
    if (command !== undefined && takesSeveral(command, word))
      return `\`${command.program || text}\` may be meant to get several words from it`;
  }
  return hasBlanks(model, node, script, name)
    ? `its value has blanks, and may be meant as several words`
    : undefined;
}

/** They fail where a word is missing, and not where it is empty. */
function isTest(command: ShellExpansion["command"]): boolean {
  return command?.program === "[" || command?.program === "test";
}

/** A list, or what guarded-rm says. */
function isElsewhere({ name, command, word }: ShellExpansion): boolean {
  if (lists.test(name)) return true;
  return command !== undefined && word !== undefined && wipingVariable(command, word) !== undefined;
}

/** Always one word. */
const plain =
  /^(?:[?#$!-]|BASHPID|COLUMNS|EUID|LINENO|LINES|OPTIND|PPID|RANDOM|SECONDS|SHLVL|UID)$/;

function isSplit(expansion: ShellExpansion, isBash: boolean): boolean {
  const { context } = expansion;
  const isIn =
    context === "argument" || context === "array" || (context === "declaration" && !isBash);
  return isIn && isBare(expansion);
}

/** POSIX shells take the name of a file as it is, bash does not. */
function isTarget(expansion: ShellExpansion): boolean {
  return expansion.context === "redirect" && isBare(expansion);
}

function isBare({ kind, name, operator, quoted, index }: ShellExpansion): boolean {
  if (kind !== "variable" || quoted || plain.test(name) || name === "@" || name === "*")
    return false;
  return operator !== "length" && !operator.endsWith("+") && index !== "@" && index !== "*";
}
