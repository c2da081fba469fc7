import { oneWordCommands } from "../data/oneWordCommands.ts";
import { defineRule, type RuleContext } from "../lint/rule.ts";
import { memoize } from "../syntax/memoize.ts";
import { runScripts } from "../syntax/runScripts.ts";
import type { ShellCommand } from "../syntax/shell.ts";
import { commandsWithin, wordFacts, type ShellExpansion } from "../syntax/shellExpansions.ts";
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
    { bad: "FROM alpine:3.20\nRUN mkdir [|$(cat /name)|]\n", says: "`$(cat /name)`" },
    {
      bad: "FROM alpine:3.20\nRUN ls; \\\n  [ [|`cat /a`|] = b ] && curl -o /a https://example.com/[|$(cat /v)|].tgz\n",
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
    { bad: "FROM debian:12\nRUN make -j[|$(nproc)|]\n", options: { all: true } },
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
    for (const expansion of wordFacts(script).expansions) {
      const { kind, quoted, context, text } = expansion;
      if (kind !== "command" || quoted) continue;
      const isSplit =
        context === "argument" ||
        context === "array" ||
        (context === "declaration" && all && model.dialect(node) !== "bash");
      if (!isSplit) continue;
      const inside = commandsWithin(script, expansion);
      if (all ? /^(?:seq|pgrep)$/.test(inside[0]?.program ?? "") : isMeant(expansion, inside))
        continue;
      report(
        expansion,
        `The output of \`${shortened(text)}\` is split at blanks and expanded as a pattern.`,
      );
    }
  }
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 50)}…${text.startsWith("`") ? "`" : ")"}` : text;
}

/** Programs that take as many names as there are. */
const takesLists: ReadonlySet<string> = new Set(
  "add apt-mark cat chmod chown cp echo eval export gem kill ls mv npm pip pip3 printf rm set strip touch unset update-alternatives usermod".split(
    " ",
  ),
);
const verbs: ReadonlySet<string> = new Set([
  "add",
  "del",
  "install",
  "purge",
  "remove",
  "in",
  "download",
  "uninstall",
  "erase",
  "autoremove",
  "build-dep",
  "manual",
  "test",
]);

function isMeant(
  { command, word, text }: ShellExpansion,
  inside: readonly ShellCommand[],
): boolean {
  const [first, second, third] = inside;
  if (first !== undefined && third === undefined && isOneWord(first, second)) return true;
  if (command === undefined) return true;
  if (hasVerb(command)) return true;
  return takesLists.has(command.program) && word?.text === text;
}

const hasVerb = memoize(({ args }: ShellCommand) =>
  args.some(({ literal }) => literal !== undefined && verbs.has(literal)),
);

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
