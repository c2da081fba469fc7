import { defineRule, type Fix } from "../lint/rule.ts";
import type { Model } from "../syntax/model.ts";
import { parseShell, type ShellScript } from "../syntax/shell.ts";
import { verbatim } from "../syntax/sourceText.ts";
import type { Heredoc, Instruction } from "../syntax/tree.ts";

export default defineRule({
  name: "heredoc-errexit",
  severity: "warning",
  category: "run",
  aliases: {},
  triggers: true,
  sources: [
    "https://docs.docker.com/reference/dockerfile/#here-documents",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#set",
  ],
  summary: "A RUN heredoc of several commands goes on after a failing one because errexit is off.",
  why: `The lines of a heredoc are a script, and a shell runs the next command of a script whatever became of the one before. Only
    the status of the last command counts: if an earlier one fails, the build goes on with a broken layer and keeps it in the
    cache. \`set -e\` in the first line, or \`&&\` between the commands, stops at the first failure.`,
  examples: [
    {
      bad: "FROM alpine\nRUN [|<<EOF|]\napk update\napk add git\nEOF\n",
      fixed: "FROM alpine\nRUN <<EOF\nset -e\napk update\napk add git\nEOF\n",
    },
    {
      bad: "FROM alpine\r\nRUN [|<<-'EOF'|]\r\n\t#!/bin/sh -x\r\n\tmake; make install\r\n\tEOF\r\n",
      fixed:
        "FROM alpine\r\nRUN <<-'EOF'\r\n\t#!/bin/sh -x\r\n\tset -e\r\n\tmake; make install\r\n\tEOF\r\n",
    },
    {
      bad: "FROM debian:12\nONBUILD RUN bash -x [|<<EOF|] && make c\nmake a\nmake b\nEOF\n",
      fixed: "FROM debian:12\nONBUILD RUN bash -x <<EOF && make c\nset -e\nmake a\nmake b\nEOF\n",
    },
    { bad: "FROM alpine\nRUN [|<<EOF|]\nif [ -f a ]; then make a; fi\nmake b\nEOF\n" },
    { good: "FROM alpine\nRUN <<EOF\n# all of it\nset -eux\napk update\napk add git\nEOF\n" },
    { good: "FROM alpine\nRUN <<EOF\nset -o errexit\napk update\napk add git\nEOF\n" },
    { good: "FROM alpine\nRUN <<EOF\n#!/bin/sh -e\napk update\napk add git\nEOF\n" },
    {
      good: 'FROM alpine\nSHELL ["/bin/sh", "-ec"]\nRUN <<EOF\napk update\napk add git\nEOF\n',
    },
    { good: "FROM debian:12\nRUN bash -e <<EOF\nmake a\nmake b\nEOF\n" },
    { good: "FROM alpine\nRUN <<EOF\napk add git\nEOF\n" },
    { good: "FROM alpine\nRUN <<EOF\napk update &&\n  apk add git\nEOF\n" },
    { good: "FROM alpine\nRUN <<EOF\nA=b\necho $A\nmake a || exit 1\nmake b\nEOF\n" },
    // no shell reads it
    { good: "FROM python\nRUN <<EOF\n#!/usr/bin/env python3\nimport a\na.b()\nEOF\n" },
    { good: "FROM python\nRUN python3 <<EOF\nimport a\na.b()\nEOF\n" },
    { good: "FROM alpine\nRUN cat <<EOF > /a && tee /b <<EOF2\na b\nc d\nEOF\ne f\ng h\nEOF2\n" },
    { good: "FROM alpine\nCOPY <<EOF /a.sh\nmake a\nmake b\nEOF\n" },
    { good: 'FROM alpine\nSHELL ["pwsh", "-Command"]\nRUN <<EOF\nOne\nTwo\nEOF\n' },
  ],
  visit: {
    RUN(node, { model, report }) {
      for (const heredoc of node.heredocs) {
        const script = scriptIn(heredoc, node, model);
        if (script === undefined || script.errors.length > 0 || !goesOn(script)) continue;
        const message =
          "The shell goes on after a failing command of this heredoc; `set -e` is missing.";
        report(heredoc.operator, message, fixOf(heredoc, model));
      }
    },
  },
});

/** What a shell without errexit reads from a heredoc; undefined where none does. */
function scriptIn(heredoc: Heredoc, node: Instruction, model: Model): ShellScript | undefined {
  const script = model.script(node);
  if (script === undefined) return undefined;
  const { operator, body, content } = heredoc;
  if (node.body.start === operator.start && node.body.end === operator.end) {
    const words = model.shell(node)?.words.slice(1) ?? [];
    const hasErrexit = /^#!.*\s-[a-z]*e/.test(content) || words.some((word) => errexit.test(word));
    return hasErrexit ? undefined : script;
  }
  const reader = script.commands.find(({ redirects }) =>
    redirects.some(({ start }) => start === operator.start),
  );
  if (reader === undefined || !/^(?:ba|da|a)?sh$/.test(reader.program)) return undefined;
  // with a script's name as its argument the heredoc is only input
  if (reader.args.some(({ text }) => errexit.test(text) || !/^-[a-z]*$/.test(text)))
    return undefined;
  return parseShell(verbatim(model.dockerfile.text, body));
}

const errexit = /^-[a-z]*e|^errexit$/;

/** Whether one of its statements may fail and another one still runs. */
function goesOn({ parts, commands }: ShellScript): boolean {
  const programs = new Map(commands.map(({ start, end, program }) => [`${start} ${end}`, program]));
  const isRisky = parts.some(({ start, end, operator }, index) => {
    const behind = parts[index + 1]?.operator;
    if (behind === undefined || behind === "&&" || behind === "||" || operator === "||")
      return false;
    const program = programs.get(`${start} ${end}`);
    return program === undefined || !harmless.has(program);
  });
  if (!isRisky) return false;
  return !commands.some(
    ({ program, args }) => program === "set" && args.some(({ text }) => errexit.test(text)),
  );
}

/** They hardly ever fail; "" is an assignment. */
const harmless: ReadonlySet<string> = new Set([
  "",
  ":",
  "alias",
  "echo",
  "export",
  "printf",
  "set",
  "true",
  "umask",
]);

function fixOf({ body, chomp }: Heredoc, { dockerfile }: Model): Fix {
  const text = dockerfile.text.slice(body.start, body.end);
  const [shebang = ""] = /^\t*#![^\n]*\n/.exec(text) ?? [];
  const [tabs = ""] = chomp ? (/^\t*/.exec(text) ?? []) : [];
  const at = body.start + shebang.length;
  return {
    title: "Add set -e",
    edits: [{ start: at, end: at, text: `${tabs}set -e${text.includes("\r\n") ? "\r\n" : "\n"}` }],
    safety: "unsafe",
  };
}
