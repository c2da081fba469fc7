import { defineRule, type RuleContext } from "../lint/rule.ts";
import { runScripts } from "../syntax/runScripts.ts";
import type { ShellScript } from "../syntax/shell.ts";
import { wordFacts, within } from "../syntax/shellExpansions.ts";
import { changesOf } from "../syntax/shellVariables.ts";
import { wipingVariable } from "../syntax/wipingPaths.ts";
import type { Instruction } from "../syntax/tree.ts";

export default defineRule({
  name: "guarded-rm",
  severity: "warning",
  category: "shell",
  aliases: { shellcheck: "SC2115" },
  triggers: true,
  sources: [
    "https://www.shellcheck.net/wiki/SC2115",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_06_02",
  ],
  summary: "Removing a path that begins with a variable wipes / if the variable is empty.",
  why: `Nothing but the variable stands between \`rm -rf "$DIR/"*\` and \`rm -rf /*\`. An ARG without a default or a misspelt name is enough, and the
    image loses files that are missed much later. \`\${DIR:?}\` stops with an error instead when the variable is empty.`,
  examples: [
    {
      bad: 'FROM alpine:3.20\nARG DIR\nRUN rm -rf [|"$DIR"/*|]\n',
      says: "`${DIR:?}`",
      fixed: 'FROM alpine:3.20\nARG DIR\nRUN rm -rf "${DIR:?}"/*\n',
    },
    {
      bad: "FROM alpine:3.20\r\nRUN ls; rm -fR \\\r\n# why\r\n  [|${DIR}/|] a; rm --recursive [|$B/*|]",
      fixed:
        "FROM alpine:3.20\r\nRUN ls; rm -fR \\\r\n# why\r\n  ${DIR:?}/ a; rm --recursive ${B:?}/*",
    },
    {
      bad: 'FROM alpine:3.20\nRUN <<EOF\ndir=$(cat /a)\nrm -r [|"$dir/"|]\nEOF\n',
      fixed: 'FROM alpine:3.20\nRUN <<EOF\ndir=$(cat /a)\nrm -r "${dir:?}/"\nEOF\n',
    },
    { bad: "FROM alpine:3.20\nRUN rm -rf [|$DI\\\nR/|]\n", refused: "stops there" },
    { good: 'FROM alpine:3.20\nRUN rm -rf "${DIR:?}/"* "${DIR:-/tmp/a}/"*\n' },
    { good: "FROM alpine:3.20\nENV DIR=/opt/app\nRUN rm -rf $DIR/*\n" },
    { good: "FROM alpine:3.20\nRUN d=/opt/app && rm -rf $d/* && t=$(mktemp -d) && rm -r $t/\n" },
    { good: "FROM alpine:3.20\nRUN rm -rf $DIR $DIR/lib /a/$DIR/ && rm $DIR/*\n" },
    { good: "FROM alpine:3.20\nRUN for d in /a /b; do rm -rf $d/*; done\n" },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

function check(node: Instruction, { model, report }: RuleContext): void {
  for (const script of runScripts(model, node, "own")) {
    for (const command of script.commands) {
      if (command.program !== "rm") continue;
      for (const word of command.args) {
        const name = wipingVariable(command, word);
        if (name === undefined || isSet(script, name)) continue;
        const value = model.scope(node).lookup(name);
        if (value.kind === "text" && value.text !== "") continue;
        const message = `If \`${name}\` is empty, \`${word.text}\` is everything below /; \`\${${name}:?}\` stops there.`;
        const [expansion] = within(wordFacts(script).expansions, word);
        const isFixed = expansion !== undefined && script.source.isVerbatim(expansion);
        report(
          word,
          message,
          isFixed
            ? {
                title: "Stop where the variable is empty",
                edits: [{ start: expansion.start, end: expansion.end, text: `\${${name}:?}` }],
                safety: "unsafe",
              }
            : undefined,
        );
      }
    }
  }
}

/** Whether the script gives it a value that is never empty: a constant, or the name of a new file. */
function isSet(script: ShellScript, name: string): boolean {
  const changes = changesOf(script, name);
  return (
    changes.length > 0 &&
    changes.every(
      ({ kind, value }) =>
        kind === "loop" ||
        (value?.literal ?? "") !== "" ||
        /^"?\$\((?:mktemp|pwd)\b/.test(value?.text ?? ""),
    )
  );
}
