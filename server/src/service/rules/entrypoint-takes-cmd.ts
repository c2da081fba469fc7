import { defineRule } from "../lint/rule.ts";
import type { Instruction, Span } from "../syntax/tree.ts";

export default defineRule({
  name: "entrypoint-takes-cmd",
  severity: "warning",
  category: "runtime",
  aliases: {},
  sources: ["https://docs.docker.com/reference/dockerfile/#shell-form-entrypoint-example"],
  summary: "ENTRYPOINT is in shell form, so CMD and run arguments are ignored.",
  why: `The shell form hands ENTRYPOINT's text to \`/bin/sh -c\`. What CMD or the command line of \`docker run\` adds become
    parameters of that shell, the first of them its \`$0\`, and the program gets none of them. In exec form they are the
    program's arguments.`,
  examples: [
    { bad: 'FROM node:24\nENTRYPOINT [|node a.js|]\nCMD ["--help"]\n' },
    { bad: "FROM node:24\nCMD a\nENTRYPOINT [|exec node \\\n  a.js|]\n" },
    { bad: 'FROM node:24 AS base\nENTRYPOINT [|node a.js|]\nFROM base\nCMD ["--help"]\n' },
    { bad: 'FROM node:24\nENTRYPOINT exec node a.js "[|$@|]"\n', says: "`$@`" },
    { bad: "FROM node:24\nENTRYPOINT node a.js [|$*|]\n", says: "`$*`" },
    { bad: "FROM node:24\nENTRYPOINT node ${A} [|${@}|]\n" },
    { good: "FROM node:24\nENTRYPOINT node a.js\n" },
    { good: 'FROM node:24\nENTRYPOINT ["node"]\nCMD ["a.js"]\n' },
    // an ENTRYPOINT resets the CMD of the stages below it
    { good: 'FROM node:24 AS base\nCMD ["a"]\nFROM base\nENTRYPOINT node a.js\n' },
    // the parameters are meant, from the first on
    { good: 'FROM node:24\nENTRYPOINT exec node a.js "$0" "$@"\nCMD ["a"]\n' },
    { good: "FROM node:24\nENTRYPOINT sh -c 'node \"$@\"' -- a\n" },
    { good: 'FROM node:24\nENTRYPOINT set -- a b; node "$@"\n' },
    { good: "FROM node:24\nENTRYPOINT []\nCMD a\n" },
    { good: "FROM node:24\nENTRYPOINT\nCMD a\n" },
    { good: "FROM node:24 AS test\nENTRYPOINT a\nCMD b\nFROM node:24\n" },
    // not what starts
    { good: 'FROM node:24\nENTRYPOINT a\nENTRYPOINT ["b"]\nCMD ["c"]\n' },
  ],
  visit: {
    document(model, { report }) {
      if (model.target === undefined) return;
      const { entrypoint, cmd } = model.config(model.target);
      if (entrypoint === undefined || entrypoint.json !== undefined) return;
      const { body, logical, bodyStart } = entrypoint;
      const text = logical.text.slice(bodyStart);
      if (body.start === body.end || /\$\{?0/.test(text)) return;
      const parameters = parametersIn(entrypoint, text);
      if (cmd !== undefined && cmd.body.start !== cmd.body.end && parameters === undefined) {
        report(body, `ENTRYPOINT in shell form starts its program without the arguments of CMD.`);
      } else if (parameters !== undefined) {
        report(
          parameters,
          `\`${logical.text.slice(...parameters.logical)}\` lacks the first argument here: in shell form that is the shell's \`$0\`.`,
        );
      }
    },
  },
});

interface Parameters extends Span {
  readonly logical: readonly [number, number];
}

/** `$@` or `$*` outside single quotes, in a script that does not set the parameters itself. */
function parametersIn({ logical, bodyStart }: Instruction, text: string): Parameters | undefined {
  if (/\bset\s+--|\(\)|'[^']*\$[@*{]/.test(text)) return undefined;
  const match = /\$(?:[@*]|\{[@*]\})/.exec(text);
  if (match === null) return undefined;
  const from = bodyStart + match.index;
  const to = from + match[0].length;
  return { ...logical.spanOf(from, to), logical: [from, to] };
}
