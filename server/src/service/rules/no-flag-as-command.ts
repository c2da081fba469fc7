import { defineRule, type Fix, type RuleContext } from "../lint/rule.ts";
import { firstIndex } from "../syntax/firstIndex.ts";
import type { ShellScript, ShellWord } from "../syntax/shell.ts";
import type { Instruction } from "../syntax/tree.ts";

export default defineRule({
  name: "no-flag-as-command",
  severity: "error",
  category: "shell",
  aliases: { shellcheck: "SC2215" },
  triggers: true,
  sources: [
    "https://www.shellcheck.net/wiki/SC2215",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_09_01",
  ],
  summary: "A line begins with a flag, so it runs as a command: a continuation was lost.",
  why: `A command ends at the end of its line, unless a backslash continues it, and at \`&&\` or \`;\`. What follows is a command of its own: a
    program with the name of the flag, which does not exist, while the command before ran without its flags.`,
  examples: [
    {
      bad: "FROM alpine\nRUN <<EOF\ncurl https://example.com/a\n  [|--output|] a\n  [|-f|]\nEOF\n",
      fixed: "FROM alpine\nRUN <<EOF\ncurl https://example.com/a \\\n  --output a \\\n  -f\nEOF\n",
    },
    {
      bad: "FROM alpine\nRUN apt-get install && \\\n  [|-y|] git\n",
      says: "`-y`",
      fixed: "FROM alpine\nRUN apt-get install \\\n  -y git\n",
    },
    {
      bad: "FROM alpine\r\nONBUILD RUN make; \\\r\n# why\r\n [|-j4|] && ls\r\n",
      fixed: "FROM alpine\r\nONBUILD RUN make \\\r\n# why\r\n -j4 && ls\r\n",
    },
    { bad: "FROM alpine\nRUN make; [|-j4|]\n", fixed: "FROM alpine\nRUN make -j4\n" },
    { bad: "FROM alpine\nHEALTHCHECK CMD [|-f|] /a\n", refused: "runs as a command" },
    { bad: "FROM alpine\nRUN make || [|-j4|]\n", refused: "runs as a command" },
    { bad: "FROM alpine\nRUN <<EOF\nmake # all\n[|-j4|]\nEOF\n", refused: "runs as a command" },
    { good: "FROM alpine\nRUN curl \\\n  --output a \\\n  https://example.com/a && rm -- -y\n" },
    // the arguments of ENTRYPOINT
    { good: 'FROM alpine\nENTRYPOINT ["make"]\nCMD ["-j4"]\n' },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

function check(node: Instruction, { model, report }: RuleContext): void {
  const script = model.script(node);
  if (script === undefined || script.errors.length > 0) return;
  for (const { name, wrappers } of script.commands) {
    if (name === undefined || wrappers.length > 0 || !/^--?[A-Za-z]/.test(name.text)) continue;
    report(
      name,
      `\`${name.text}\` runs as a command: the line or command before it has ended.`,
      continueFix(model, script, name),
    );
  }
}

/** Makes it an argument of the simple command before it. */
function continueFix(
  { dockerfile: { text } }: RuleContext["model"],
  { parts, source }: ShellScript,
  { start }: ShellWord,
): Fix | undefined {
  const index = firstIndex(parts, (part) => part.start >= start);
  const [before, own] = [parts[index - 1], parts[index]];
  if (
    own?.start !== start ||
    before?.kind !== "command" ||
    before.background ||
    own.operator === "||"
  )
    return undefined;
  const gap = text.slice(before.end, start);
  const [separator] = /^[ \t]*(?:&&|;)(?!;)/.exec(gap) ?? [];
  const edit =
    separator !== undefined
      ? { start: before.end, end: before.end + separator.length, text: "" }
      : { start: before.end, end: before.end, text: " \\" };
  const isLine = /^\n[ \t]*$/.test(gap) && text[before.end - 1] !== "\r";
  if (
    (separator === undefined && !isLine) ||
    !source.isVerbatim({ ...edit, start: before.end - 1 })
  )
    return undefined;
  return { title: "Continue the command before it", edits: [edit], safety: "unsafe" };
}
