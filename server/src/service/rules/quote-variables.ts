import { defineRule, type RuleContext } from "../lint/rule.ts";
import { environmentValues, presumedValues } from "../syntax/buildVariables.ts";
import { runScripts } from "../syntax/runScripts.ts";
import { wordFacts, type ShellExpansion } from "../syntax/shellExpansions.ts";
import { valueKinds } from "../syntax/shellValues.ts";
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
    { bad: "FROM alpine:3.20\nARG NAME\nRUN mkdir [|$NAME|]\n", says: "`$NAME`" },
    {
      bad: "FROM alpine:3.20\nRUN v=$(cat /v); \\\n  curl https://example.com/[|${v%.*}|].tgz && [ [|$v|] = 1 ]\n",
    },
    { good: 'FROM alpine:3.20\nARG NAME\nRUN mkdir "$NAME" "a/${NAME}"\n' },
    { good: "FROM alpine:3.20\nENV VERSION=1.2\nRUN curl https://example.com/$VERSION.tgz\n" },
    { bad: 'FROM alpine:3.20\nENV VERSION="1 2"\nRUN ls [|$VERSION|]\n' },
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
    { bad: "FROM alpine:3.20\nRUN apk add [|$PACKAGES|]\n", options: { all: true } },
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
    for (const expansion of split) {
      if (kinds.get(expansion.start) === "one" || (!all && isElsewhere(expansion))) continue;
      report(
        expansion,
        `The value of \`${expansion.text}\` is split at blanks and expanded as a pattern.`,
      );
    }
  }
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
