import { defineRule, type RuleContext } from "../lint/rule.ts";
import { brokenArray } from "../syntax/brokenArray.ts";
import type { Instruction } from "../syntax/tree.ts";

export default defineRule({
  name: "valid-json-form",
  severity: "error",
  category: "syntax",
  aliases: { utils: "JSON_IN_SINGLE_QUOTES" },
  triggers: true,
  sources: [
    "https://docs.docker.com/reference/dockerfile/#exec-form",
    "https://docs.docker.com/reference/dockerfile/#copy",
  ],
  summary: "Arguments look like a JSON array but are none, so a shell runs them as text.",
  why: `An array that is no valid JSON is not refused: RUN, CMD and ENTRYPOINT hand it to the shell, which looks for a program called \`[\` or \`['node',\`,
    and COPY, ADD and VOLUME take its pieces for file names. JSON knows double quotes only, no comma behind the last string, and backslashes
    in pairs. An array of anything but strings makes the build fail, and is an error.`,
  examples: [
    {
      bad: "FROM alpine:3.20\nCMD [|['node', 'a.js']|]\n",
      severity: "warning",
      says: "single quotes",
      fixed: 'FROM alpine:3.20\nCMD ["node", "a.js"]\n',
    },
    {
      bad: 'FROM alpine:3.20\nENTRYPOINT [|["node", "a.js",]|]\n',
      says: "the last string",
      fixed: 'FROM alpine:3.20\nENTRYPOINT ["node", "a.js"]\n',
    },
    {
      bad: 'FROM alpine:3.20\nCMD [|["node" "a.js"]|]\n',
      says: "no valid JSON",
      severity: "warning",
    },
    { bad: 'FROM alpine:3.20\nRUN [|["ls", "-l"|]\n', says: "bracket" },
    { bad: "FROM alpine:3.20\nCMD [|[node, a.js]|]\n", says: "double quotes" },
    {
      bad: "FROM alpine:3.20\nCOPY [|['a b', '/srv/']|]\n",
      fixed: 'FROM alpine:3.20\nCOPY ["a b", "/srv/"]\n',
    },
    { bad: "FROM alpine:3.20\nVOLUME [|['/data']|]\n" },
    {
      bad: '# escape=`\nFROM mcr.microsoft.com/windows/nanoserver\nCMD [|["C:\\app\\a.exe"]|]\n',
      says: "backslash",
    },
    { bad: 'FROM alpine:3.20\nCMD [|"node", "a.js"]|]\n' },
    { bad: "FROM alpine:3.20\nHEALTHCHECK CMD [|['ls']|]\n" },
    { bad: "FROM alpine:3.20\nONBUILD CMD [|['ls']|]\n" },
    // the build fails
    { bad: "FROM alpine:3.20\nCMD [|[1, 2]|]\n", says: "nothing but strings" },
    // tests of the shell, and patterns
    {
      good: "FROM alpine:3.20\nRUN [ -f /a ] && ls\nRUN [ \"$A\" = b ] || ls\nRUN [[ -f /a ]]\nRUN [ 'a' ]\n",
    },
    { good: "FROM alpine:3.20\nCOPY [a-c]*.txt /srv/\n" },
    // valid-shell has these
    { good: "FROM alpine:3.20\nSHELL ['/bin/sh']\n" },
    { good: 'FROM alpine:3.20\nCMD []\nRUN ["ls"]\nENTRYPOINT [ "a" ]\n' },
  ],
  visit: {
    syntax(problem, { report }) {
      report(problem, problem.message);
    },
    RUN: check,
    CMD: check,
    ENTRYPOINT: check,
    HEALTHCHECK: check,
    COPY: check,
    ADD: check,
    VOLUME: check,
  },
});

function check(node: Instruction, { model, reportAs }: RuleContext): void {
  const array = brokenArray(model.dockerfile, node);
  if (array === undefined) return;
  const { name } = node;
  const isFile = name === "COPY" || name === "ADD" || name === "VOLUME";
  const effect = isFile ? `${name} takes it for paths` : "a shell runs it as text";
  const message = `This is no valid JSON, so ${effect}: ${array.reason}.`;
  const { mended, start, end } = array;
  const edits = mended === undefined ? [] : [{ start, end, text: mended }];
  const fix = { title: "Write valid JSON", edits, safety: "unsafe" } as const;
  reportAs("warning", array, message, mended === undefined ? undefined : fix);
}
