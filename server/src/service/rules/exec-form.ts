import { defineRule, type Report } from "../lint/rule.ts";
import { execForm, type ExecForm } from "../syntax/execForm.ts";
import type { Model } from "../syntax/model.ts";
import type { Instruction, InstructionOf, Span } from "../syntax/tree.ts";

interface Context {
  readonly model: Model;
  readonly report: Report;
  readonly options: { readonly healthcheck: boolean; readonly allowShell: boolean };
}

export default defineRule({
  name: "exec-form",
  severity: "info",
  strict: "warning",
  category: "runtime",
  aliases: { hadolint: "DL3025", buildkit: "JSONArgsRecommended" },
  options: {
    report: {
      type: "choice",
      choices: ["started", "every"],
      default: "started",
      summary:
        "Whether only what the image starts counts, without the forms that need a shell on purpose, or every shell form.",
    },
    healthcheck: {
      type: "boolean",
      default: false,
      summary: "Whether HEALTHCHECK is to have the exec form, too.",
    },
    allowShell: {
      type: "boolean",
      default: true,
      summary: "Whether an instruction SHELL says that the shell is meant.",
    },
  },
  profiles: {
    hadolint: { options: { report: "every", healthcheck: true, allowShell: false } },
    buildkit: { options: { report: "every" } },
  },
  sources: [
    "https://docs.docker.com/reference/build-checks/json-args-recommended/",
    "https://docs.docker.com/reference/dockerfile/#shell-and-exec-form",
    "https://github.com/hadolint/hadolint/wiki/DL3025",
  ],
  summary:
    "CMD or ENTRYPOINT is in shell form, so the program is a child of a shell and gets no signals.",
  why: `In shell form the container's first process is /bin/sh, which does not pass signals on: \`docker stop\` waits for its
    time-out and kills the program, which has no chance to end cleanly. The exec form, a JSON array, starts the program
    itself. Where a shell is needed, start the program with \`exec\`, or set SHELL to say that the shell is meant.`,
  examples: [
    {
      bad: "FROM node:24\nCMD [|node server.js|]\n",
      fixed: 'FROM node:24\nCMD ["node", "server.js"]\n',
    },
    {
      bad: "FROM node:24\r\n  entrypoint   [|/app/run \\\r\n    --name 'a \"b\" c' --dir=C:\\\\x|]  \r\n",
      fixed:
        'FROM node:24\r\n  entrypoint   ["/app/run", "--name", "a \\"b\\" c", "--dir=C:\\\\x"]  \r\n',
    },
    {
      bad: "FROM node:24\nCMD [|gosu app node server.js|]",
      fixed: 'FROM node:24\nCMD ["gosu", "app", "node", "server.js"]',
    },
    // the stage that the image is built FROM is shipped too
    {
      bad: "FROM node:24 AS base\nCMD [|node server.js|]\n\nFROM base\nUSER app\n",
      fixed: 'FROM node:24 AS base\nCMD ["node", "server.js"]\n\nFROM base\nUSER app\n',
    },
    {
      bad: "FROM node:24\nCMD [|node $APP|]\n",
      refused: "Not rewritten: the variable or command in `$APP`",
    },
    {
      bad: "FROM node:24\nCMD [|node a.js \\`date\\`$(date)|]\n",
      refused: "the variable or command",
    },
    { bad: "FROM node:24\nCMD [|one | two|]\n", refused: "a pipe" },
    { bad: "FROM node:24\nCMD [|one && two|]\n", refused: "`&&` needs a shell" },
    { bad: "FROM node:24\nCMD [|one; two|]\n", refused: "`;` needs a shell" },
    { bad: "FROM node:24\nCMD [|one &|]\n", refused: "`&` needs a shell" },
    { bad: "FROM node:24\nCMD [|(one)|]\n", refused: "a compound command needs a shell" },
    { bad: "FROM node:24\nCMD [|one > /log|]\n", refused: "the redirect `>` needs a shell" },
    { bad: "FROM node:24\nCMD [|ls *.js|]\n", refused: "the pattern in `*.js` needs a shell" },
    { bad: "FROM node:24\nCMD [|ls ~/a|]\n", refused: "the pattern in `~/a` needs a shell" },
    { bad: 'FROM node:24\nCMD [|node "$APP/a.js"|]\n', refused: "the variable or command" },
    { bad: "FROM node:24\nCMD [|A=1 node a.js|]\n", refused: "the assignment to `A`" },
    { bad: "FROM node:24\nCMD [|cd /app|]\n", refused: "`cd` is part of the shell" },
    { bad: "FROM node:24\nCMD [|echo 'a\\tb'|]\n", refused: "the shell's own `echo`" },
    { bad: "FROM node:24\nCMD [|node a.js # why|]\n", refused: "the comment in it" },
    { bad: "FROM node:24\nCMD [|node \\\n# why\n  a.js|]\n", refused: "the comment in it" },
    { bad: "FROM node:24\nCMD [|node 'a.js|]\n", refused: "the shell would not understand it" },
    { bad: "FROM node:24\nCMD [|['node', 'a.js']|]\n", refused: "no valid JSON" },
    { bad: 'FROM node:24\nCMD [|["node", "a.js"|]\n', refused: "no valid JSON" },
    { bad: 'FROM node:24\nCMD [|[ "node", "a.js"|]\n', refused: "no valid JSON" },
    { bad: "FROM node:24\nCMD [|[ node, a.js ]|]\n", refused: "no valid JSON" },
    { bad: 'FROM node:24\nCMD [|"node", "a.js"]|]\n', refused: "no valid JSON" },
    { bad: "FROM node:24\nCMD [|[ -f /a ]|]\n", refused: "`[` is part of the shell" },
    { bad: "FROM node:24\nCMD [|[[ -f /a ]]|]\n", refused: "a compound command needs a shell" },
    { bad: "FROM node:24\nCMD [|echo -e hello|]\n", refused: "the shell's own `echo`" },
    { bad: "FROM node:24\nCMD [|printf 'a\\n'|]\n", refused: "the shell's own `printf`" },
    { bad: "FROM node:24\nCMD [|test -f /a|]\n", refused: "the shell's own `test`" },
    { bad: "FROM node:24\nCMD [|echo hi|]\n", fixed: 'FROM node:24\nCMD ["echo", "hi"]\n' },
    {
      bad: "FROM httpd:2.4\nCMD [|apachectl -k graceful|]\n",
      fixed: 'FROM httpd:2.4\nCMD ["apachectl", "-k", "graceful"]\n',
    },
    // CMD is no command here
    {
      bad: 'FROM node:24\nENTRYPOINT ["foo"]\nCMD [|bar "baz"|]\n',
      refused: '`foo` a shell as its arguments: "/bin/sh", "-c", "bar \\"baz\\"".',
    },
    {
      bad: "FROM node:24\nENTRYPOINT []\nCMD [|node a.js|]\n",
      fixed: 'FROM node:24\nENTRYPOINT []\nCMD ["node", "a.js"]\n',
    },
    {
      bad: "FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nCMD [|app.exe /q|]\n",
      refused: "its shell (cmd)",
    },
    {
      bad: 'FROM node:24\nENTRYPOINT [|node a.js|]\nCMD ["--help"]\n',
      refused: "Not rewritten: CMD would become its arguments",
    },
    {
      bad: "FROM node:24\nENTRYPOINT\nCMD [|node a.js|]\n",
      fixed: 'FROM node:24\nENTRYPOINT\nCMD ["node", "a.js"]\n',
    },
    // a shell that is the ENTRYPOINT has no use for CMD
    { bad: "FROM node:24\nENTRYPOINT [|node a.js|]\nCMD b\n", refused: "CMD would become" },
    { good: 'FROM node:24\nENTRYPOINT ["node"]\nCMD ["server.js"]\n' },
    { good: "FROM node:24\nCMD\n" },
    { good: "FROM node:24\nCMD []\n" },
    // the program takes the shell's place and gets the signals
    { good: "FROM node:24\nCMD exec node $APP\n" },
    { good: "FROM node:24\nCMD cd /app && exec node server.js\n" },
    { good: 'FROM node:24\nSHELL ["/bin/bash", "-c"]\nCMD node server.js\n' },
    {
      good: 'FROM node:24 AS base\nSHELL ["/bin/bash", "-c"]\n\nFROM base\nCMD node server.js\n',
    },
    { good: "FROM node:24\nHEALTHCHECK CMD curl -f http://localhost\nONBUILD CMD node a.js\n" },
    // what never takes effect
    { good: 'FROM node:24\nCMD a\nCMD ["b"]\n' },
    { good: 'FROM node:24 AS base\nENTRYPOINT a\nCMD b\n\nFROM base\nENTRYPOINT ["c"]\n' },
    // a stage that is not shipped
    { good: "FROM node:24 AS test\nCMD npm test\n\nFROM node:24\n" },
    {
      bad: "FROM node:24 AS test\nCMD [|npm test|]\nFROM node:24\nCMD [|a|]\n[|CMD|]\nCMD [|exec b|]\n",
      options: { report: "every" },
    },
    {
      bad: "HEALTHCHECK CMD [|a|]\nFROM node:24\nHEALTHCHECK --retries=2 CMD [|a|]\n",
      options: { report: "every", healthcheck: true },
      refused: "is in shell form",
    },
    {
      good: 'FROM node:24\nHEALTHCHECK NONE\nHEALTHCHECK CMD ["a"]\nCMD []\n',
      options: { report: "every", healthcheck: true },
    },
    {
      bad: 'FROM node:24\nSHELL ["/bin/bash", "-c"]\nCMD [|node server.js|]\n',
      options: { allowShell: false },
    },
    {
      good: 'FROM node:24 AS base\nSHELL ["/bin/bash", "-c"]\nFROM base\nCMD a\n',
      options: { report: "every" },
    },
  ],
  visit: {
    document(model, context) {
      const reported = new Set(reportStarted(model, context));
      if (context.options.report === "started") return;
      for (const node of model.dockerfile.instructions) {
        const isWanted =
          node.name === "CMD" ||
          node.name === "ENTRYPOINT" ||
          (node.name === "HEALTHCHECK" && context.options.healthcheck && hasCommand(node));
        if (!isWanted || reported.has(node) || !isShellForm(model, node, context)) continue;
        context.report(
          commandSpan(node),
          `${node.name} is in shell form: a shell runs it, which keeps signals such as SIGTERM to itself.`,
        );
      }
    },
  },
});

/** Reports what the image starts; what a later instruction or a later stage replaces never runs. */
function reportStarted(model: Model, context: Context): readonly Instruction[] {
  if (model.target === undefined) return [];
  const { entrypoint, cmd } = model.config(model.target);
  return [entrypoint, cmd]
    .filter((node) => node !== undefined)
    .filter(
      (node) =>
        node.body.start !== node.body.end &&
        isShellForm(model, node, context) &&
        !endsWithExec(model, node) &&
        reportCommand(node, { entrypoint, cmd }, context),
    );
}

interface Start {
  readonly entrypoint: Instruction | undefined;
  readonly cmd: Instruction | undefined;
}

/** Whether there was something to say. */
function reportCommand(node: Instruction, { entrypoint, cmd }: Start, context: Context): boolean {
  const { model } = context;
  const [program] = entrypoint?.json?.strings ?? [];
  if (node === entrypoint && cmd !== undefined) {
    reportShellForm(node, { refusal: "CMD would become its arguments" }, context);
  } else if (node === entrypoint || !isUsed(entrypoint)) {
    reportShellForm(node, execForm(model, node), context);
  } else if (program !== undefined) reportArguments(node, program.value, context);
  else return false;
  return true;
}

/** In the default shell, not in one that SHELL asks for. */
function isShellForm(model: Model, node: Instruction, { options }: Context): boolean {
  const isMeant = options.allowShell && model.shell(node)?.instruction !== undefined;
  return node.json === undefined && !isMeant;
}

function hasCommand({ kind, commandStart, logical }: InstructionOf<"HEALTHCHECK">): boolean {
  return kind?.text.toUpperCase() === "CMD" && logical.text.slice(commandStart).trim() !== "";
}

function commandSpan(node: Instruction): Span {
  if (node.name === "HEALTHCHECK")
    return node.logical.spanOf(node.commandStart, node.logical.text.trimEnd().length);
  return node.body.start === node.body.end ? node.keyword : node.body;
}

/** An empty ENTRYPOINT is none. */
function isUsed(entrypoint: Instruction | undefined): boolean {
  if (entrypoint === undefined) return false;
  const { json, body } = entrypoint;
  return json === undefined ? body.start !== body.end : json.strings.length > 0;
}

/** With an ENTRYPOINT in exec form, CMD is no command. */
function reportArguments(cmd: Instruction, program: string, { model, report }: Context): void {
  const text = cmd.logical.text.slice(cmd.bodyStart).trim();
  const words = [...(model.shell(cmd)?.words ?? []), text].map((word) => JSON.stringify(word));
  report(
    cmd.body,
    `CMD gives ENTRYPOINT's \`${program}\` a shell as its arguments: ${words.join(", ")}. Write what it is to get as a JSON array.`,
  );
}

function reportShellForm(node: Instruction, form: ExecForm, { model, report }: Context): void {
  const { name, body } = node;
  const program = model.script(node)?.commands[0]?.name;
  const what = program === undefined ? "its program" : `\`${program.text}\``;
  const message = `${name} starts ${what} under a shell, which keeps signals such as SIGTERM to itself.`;
  if (form.refusal !== undefined) {
    report(body, `${message} Not rewritten: ${form.refusal}.`);
  } else {
    const edits = [{ ...body, text: form.text }];
    report(body, message, { title: "Use the exec form", edits, safety: "unsafe" });
  }
}

/** The last command replaces the shell. */
function endsWithExec(model: Model, node: Instruction): boolean {
  const script = model.script(node);
  const part = script?.parts.at(-1);
  if (script === undefined || part?.kind !== "command") return false;
  const last = script.commands.find(({ start }) => start === part.start);
  return last?.wrappers[0] === "exec";
}
