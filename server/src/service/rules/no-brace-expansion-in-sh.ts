import { basesOption } from "../data/shellOptions.ts";
import { defineRule, type Fix, type RuleContext } from "../lint/rule.ts";
import { posixScript } from "../syntax/posixScript.ts";
import { wordFacts, type ShellGlob } from "../syntax/shellExpansions.ts";
import type { ShellScript } from "../syntax/shell.ts";
import type { Instruction } from "../syntax/tree.ts";

export default defineRule({
  name: "no-brace-expansion-in-sh",
  severity: "warning",
  category: "shell",
  aliases: { shellcheck: "SC3009" },
  triggers: true,
  options: { bases: basesOption },
  profiles: { hadolint: { options: { bases: "any" } } },
  sources: [
    "https://www.shellcheck.net/wiki/SC3009",
    "https://www.gnu.org/software/bash/manual/bash.html#Brace-Expansion",
  ],
  summary: "`{a,b}` is not expanded by POSIX sh.",
  why: `RUN uses /bin/sh, which is dash on Debian and Ubuntu and busybox on Alpine. Both take the braces as they are, so \`mkdir\` makes
    one folder with braces and a comma in its name, \`rm\` removes nothing, and often no error says so. Write the words out, or set
    SHELL to bash.`,
  examples: [
    {
      bad: "FROM debian:12\nRUN mkdir -p /a/[|{b,c}|]/d\n",
      fixed: "FROM debian:12\nRUN mkdir -p /a/b/d /a/c/d\n",
      says: "dash",
    },
    {
      bad: "FROM alpine\nONBUILD RUN make && \\\n  rm [|{x,y}|].txt\n",
      fixed: "FROM alpine\nONBUILD RUN make && \\\n  rm x.txt y.txt\n",
      says: "busybox",
    },
    { bad: "FROM example/base\nRUN for i in [|{1..3}|]; do make $i; done\n" },
    { bad: "FROM fedora:42\nRUN mkdir [|{a,b}|]\n", options: { bases: "any" } },
    { good: "FROM fedora:42\nRUN mkdir {a,b}\n" },
    { good: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN mkdir {a,b}\n' },
    { good: "FROM debian:12\nRUN echo '{a,b}' \"{c,d}\" ${A:-b,c} && A={b,c}\n" },
    { good: "FROM debian:12\nRUN awk {print} a && find . -exec rm {} + && { make; }\n" },
    // these read the braces themselves
    {
      good: "FROM debian:12\nRUN curl -O https://example.com/{a,b} && grep -E a{1,2} b && find . -regex a{1,2}\n",
    },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

/** Programs whose own patterns have braces. */
const readers: ReadonlySet<string> = new Set(["awk", "curl", "egrep", "grep", "jq", "rg", "sed"]);

function check(
  node: Instruction,
  { model, options, report }: RuleContext<{ readonly bases: typeof basesOption }>,
): void {
  const found = posixScript(model, node, { knownBy: ["bash"], bases: options.bases });
  if (found === undefined || !found.script.source.text.includes("{")) return;
  for (const glob of wordFacts(found.script).globs) {
    if (glob.kind !== "brace" || glob.quoted || readers.has(glob.command?.program ?? "")) continue;
    if (glob.command?.program === "find" && /^\{\d*,\d*\}$/.test(glob.text)) continue;
    if (glob.context !== "argument" && glob.context !== "list" && glob.context !== "name") continue;
    const message = `\`${glob.text}\` is not expanded by ${found.shell}; it stays as it is.`;
    report(glob, message, fixOf(glob, found.script));
  }
}

/** The words that bash would make of it, where the word is a plain one. */
function fixOf({ word, text }: ShellGlob, { source }: ShellScript): Fix | undefined {
  if (word === undefined || !source.isVerbatim(word) || !/^\{[\w.,/-]+\}$/.test(text))
    return undefined;
  const [before = "", after = "", more] = word.text.split(text);
  if (text.includes("..") || more !== undefined || !/^[\w./-]*$/.test(before + after))
    return undefined;
  const words = text.slice(1, -1).split(",");
  return {
    title: "Write the words out",
    edits: [
      {
        start: word.start,
        end: word.end,
        text: words.map((each) => before + each + after).join(" "),
      },
    ],
    safety: "unsafe",
  };
}
