import { defineRule, type Fix } from "../lint/rule.ts";
import { hasCommentInside } from "../syntax/commentInside.ts";
import { execForm } from "../syntax/execForm.ts";
import type { Model } from "../syntax/model.ts";
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
    {
      bad: 'FROM node:24\nENTRYPOINT [|node a.js|]\nCMD ["--help"]\n',
      fixed: 'FROM node:24\nENTRYPOINT ["node", "a.js"]\nCMD ["--help"]\n',
    },
    {
      bad: "FROM node:24\nCMD a\nENTRYPOINT [|exec node \\\n  a.js|]\n",
      refused: "No fix: CMD is in shell form, too",
    },
    {
      bad: 'FROM node:24 AS base\r\nENTRYPOINT [|node \\\r\n  a.js|]\r\nFROM base\r\nCMD ["--help"]\r\n',
      fixed:
        'FROM node:24 AS base\r\nENTRYPOINT ["node", "a.js"]\r\nFROM base\r\nCMD ["--help"]\r\n',
    },
    {
      bad: 'FROM node:24\nENTRYPOINT [|exec node "$APP"|]\nCMD ["--help"]\n',
      fixed:
        'FROM node:24\nENTRYPOINT ["/bin/sh", "-c", "exec node \\"$APP\\" \\"$@\\"", "sh"]\nCMD ["--help"]\n',
    },
    {
      bad: 'FROM node:24\nENTRYPOINT [|a && node b|]\nCMD ["--help"]\n',
      refused: "No fix: `&&` needs a shell",
    },
    {
      bad: 'FROM node:24\nENTRYPOINT exec node a.js "[|$@|]"\n',
      says: "`$@`",
      fixed: 'FROM node:24\nENTRYPOINT ["/bin/sh", "-c", "exec node a.js \\"$@\\"", "sh"]\n',
    },
    {
      bad: "FROM node:24\nENTRYPOINT node \\\n# why\n a.js [|$@|]\n",
      refused: "No fix: the comment in it",
    },
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
        const message = "ENTRYPOINT in shell form starts its program without the arguments of CMD.";
        const fix = cmd.json === undefined ? cmdInShell : takeArguments(model, entrypoint);
        if (typeof fix === "string") report(body, `${message} No fix: ${fix}.`);
        else report(body, message, fix);
      } else if (parameters !== undefined) {
        const message = `\`${logical.text.slice(...parameters.logical)}\` lacks the first argument here: in shell form that is the shell's \`$0\`.`;
        const isShell = cmd !== undefined && cmd.json === undefined;
        const fix = isShell ? cmdInShell : nameShell(model, entrypoint, text.trim());
        if (typeof fix === "string") report(parameters, `${message} No fix: ${fix}.`);
        else report(parameters, message, fix);
      }
    },
  },
});

const cmdInShell = "CMD is in shell form, too, and would give it a shell as its arguments";

/** The exec form; for one command that needs a shell, a shell that hands on its arguments. */
function takeArguments(model: Model, node: Instruction): Fix | string {
  const form = execForm(model, node);
  if (form.refusal === undefined) return execFix(node, form.text);
  const { commands = [], parts = [], errors = [] } = model.script(node) ?? {};
  const [command] = commands;
  const isOne =
    parts.length === 1 &&
    parts[0]?.kind === "command" &&
    errors.length === 0 &&
    command?.start === parts[0].start &&
    !command.background &&
    command.name !== undefined &&
    command.end === parts[0].end &&
    command.redirects.length === 0 &&
    !/^(?:cd|exit|export|\.|source|eval|set|(?:ba|da|a)?sh)$/.test(command.program);
  const text = node.logical.text.slice(node.bodyStart).trim();
  return isOne && !text.startsWith("[") ? nameShell(model, node, `${text} "$@"`) : form.refusal;
}

/** The exec form of the shell, which gives `$0` a name of its own. */
function nameShell(model: Model, node: Instruction, text: string): Fix | string {
  const script = model.script(node);
  if (script === undefined) return `its shell (${model.dialect(node)}) has other parameters`;
  if (hasCommentInside(model.dockerfile, node) || script.hasComment)
    return "the comment in it would be lost";
  const shell = model.shell(node)?.words ?? [];
  const name = shell[0]?.split("/").at(-1) ?? "sh";
  const words = [...shell, text, name].map((word) => JSON.stringify(word));
  return execFix(node, `[${words.join(", ")}]`);
}

function execFix({ body }: Instruction, text: string): Fix {
  return { title: "Use the exec form", edits: [{ ...body, text }], safety: "unsafe" };
}

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
