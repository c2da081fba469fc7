import { defineRule, type Fix } from "../lint/rule.ts";
import { inCaseOf } from "../syntax/keywordCase.ts";
import type { Model } from "../syntax/model.ts";
import type { ShellCommand, ShellScript } from "../syntax/shell.ts";
import { placeOf } from "../syntax/shellStructure.ts";
import type { Instruction, Span } from "../syntax/tree.ts";

export default defineRule({
  name: "pipefail",
  severity: "info",
  strict: "warning",
  category: "run",
  aliases: { hadolint: "DL4006" },
  triggers: true,
  options: {
    everyPipe: {
      type: "boolean",
      default: false,
      summary:
        "Whether every RUN with a pipe counts, not only the first of a stage that downloads.",
    },
  },
  profiles: { hadolint: { options: { everyPipe: true } } },
  sources: [
    "https://docs.docker.com/build/building/best-practices/#using-pipes",
    "https://www.gnu.org/software/bash/manual/bash.html#Pipelines",
    "https://github.com/hadolint/hadolint/wiki/DL4006",
  ],
  summary: "A pipe hides the failure of its left side because the shell runs without pipefail.",
  why: `A pipeline has the status of its last command. If a download on the left breaks off, the right side works on what it got,
    and the build goes on as if nothing had happened. With the option pipefail, which bash, busybox ash and dash from 0.5.13 have,
    the pipeline fails when any part of it does. Builders that write images in the OCI format ignore SHELL, podman without
    \`--format docker\` for one: there, set the option in the RUN.`,
  examples: [
    {
      bad: "FROM debian:12\nRUN curl -f https://example.com/a.tgz [|||] tar xz\nRUN wget -qO- b | sh\n",
      fixed:
        'FROM debian:12\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN curl -f https://example.com/a.tgz | tar xz\nRUN wget -qO- b | sh\n',
    },
    {
      bad: "from alpine:3.20\r\nrun apk add curl && \\\r\n  curl -f a [|||] sh && b | c\r\n",
      fixed:
        'from alpine:3.20\r\nshell ["/bin/ash", "-o", "pipefail", "-c"]\r\nrun apk add curl && \\\r\n  curl -f a | sh && b | c\r\n',
    },
    { bad: "FROM example/base\nONBUILD RUN A=$(git ls-remote a [|||] cut -f1)\n", says: "`git`" },
    { bad: "FROM debian:12\nRUN <<EOF\nset -e\ngpg -d a [|||] tar x\nEOF\n" },
    { bad: "FROM debian:12\nRUN sudo ssh a tar c . [|||] tar x\nRUN aws s3 cp a - | sh\n" },
    {
      bad: "FROM debian:12\nRUN a [|||] b\nRUN { b; c; } [|||] d; e | true\nRUN f || g\n",
      options: { everyPipe: true },
    },
    {
      bad: 'FROM debian:12\nSHELL ["/bin/sh", "-o", "pipefail", "-c"]\nRUN a [|||] b\n',
      options: { everyPipe: true },
    },
    { good: 'FROM debian:12\nSHELL ["/bin/bash", "-eo", "pipefail", "-c"]\nRUN curl a | sh\n' },
    { good: 'FROM alpine\nSHELL ["/bin/ash", "-euxo", "pipefail", "-c"]\nRUN curl a | sh\n' },
    { good: 'FROM alpine\nSHELL ["/bin/sh", "-o", "pipefail", "-c"]\nRUN curl a | sh\n' },
    { good: "FROM debian:12\nRUN set -o pipefail && curl a | sh\n" },
    { good: "FROM debian:12\nRUN <<EOF\n#!/bin/bash\nset -eo pipefail\ncurl a | sh\nEOF\n" },
    { good: 'FROM debian:12\nSHELL ["pwsh", "-Command"]\nRUN curl a | sh\n' },
    { good: "FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nRUN curl a | find b\n" },
    { good: 'FROM debian:12\nSHELL ["fish", "-c"]\nRUN curl a | sh\n' },
    { good: "FROM debian:12\nRUN curl -fO a || wget a\n" },
    { good: "FROM debian:12\nRUN yes | apt-get install -y curl && ls | grep a\n" },
    // the failure does not matter, or is wanted
    { good: "FROM debian:12\nRUN curl a | true; curl a | head -n1\n" },
  ],
  visit: {
    block({ instructions }, { model, options, report }) {
      for (const node of instructions) {
        const run = node.name === "ONBUILD" ? node.trigger : node;
        const script = run?.name === "RUN" ? model.script(run) : undefined;
        if (run === undefined || !script?.source.text.includes("|")) continue;
        if (hasPipefail(model, run, script, options.everyPipe)) continue;
        const left = riskyCommand(script);
        const pipe =
          (left && pipeBehind(left, model)) ??
          (options.everyPipe ? pipeIn(script, model) : undefined);
        if (pipe === undefined) continue;
        const what = left === undefined ? "the left side of the pipe" : `\`${left.program}\``;
        const message = `The shell hides it when ${what} fails, because it runs without pipefail.`;
        report(pipe, message, fixOf(run, model));
        if (!options.everyPipe) return;
      }
    },
  },
});

/** What fetches from elsewhere, and often fails for reasons outside the file. */
const reachingOut: ReadonlySet<string> = new Set([
  "aria2c",
  "aws",
  "curl",
  "git",
  "gpg",
  "gsutil",
  "scp",
  "ssh",
  "wget",
]);

/** Right sides that end the pipe early on purpose, or do not care. */
const carefree: ReadonlySet<string> = new Set(["head", "true", ":"]);

/** The first command that reaches out and has its output piped into one that cares. */
function riskyCommand(script: ShellScript): ShellCommand | undefined {
  const { commands } = script;
  return commands.find((command, index) => {
    if (!reachingOut.has(command.program) || !isPipe(placeOf(script, command).after)) return false;
    let next = index + 1;
    while ((commands[next]?.start ?? Infinity) < command.end) next += 1;
    return !carefree.has(commands[next]?.program ?? "");
  });
}

function isPipe(operator: string): boolean {
  return operator === "|" || operator === "|&";
}

/** The first pipe of the script, whatever stands on its sides. */
function pipeIn(script: ShellScript, model: Model): Span | undefined {
  for (const command of script.commands) {
    const { before, after } = placeOf(script, command);
    if (isPipe(after)) return pipeBehind(command, model);
    if (!isPipe(before)) continue;
    const start = model.dockerfile.text.lastIndexOf("|", command.start - 1);
    return { start, end: start + 1 };
  }
  return undefined;
}

/** The `|` behind a command. */
function pipeBehind({ end }: Span, { dockerfile }: Model): Span | undefined {
  const start = dockerfile.text.indexOf("|", end);
  return start === -1 ? undefined : { start, end: start + 1 };
}

/** Whether SHELL or the script sets the option; hadolint believes it of some shells and in the same stage only. */
function hasPipefail(
  model: Model,
  node: Instruction,
  { commands, source }: ShellScript,
  everyPipe: boolean,
): boolean {
  const shell = model.shell(node);
  const [program = "", ...words] = shell?.words ?? [];
  const isSet = words.some(
    (word, index) => word === "pipefail" && /^-[a-z]*o$/i.test(words[index - 1] ?? ""),
  );
  if (!everyPipe) {
    if (isSet || !source.text.includes("pipefail")) return isSet;
    return commands.some(
      ({ program: name, args }) =>
        /^(?:set|(?:ba|a)?sh)$/.test(name) && args.some(({ text }) => text === "pipefail"),
    );
  }
  const isOwn = shell?.instruction?.stage === node.stage;
  return isSet && isOwn && /^\/(?:usr\/(?:local\/)?)?bin\/(?:bash|zsh|ash)$/.test(program);
}

/** SHELL in front of the instruction, where the base is known to have the shell. */
function fixOf(node: Instruction, model: Model): Fix | undefined {
  const { json, heredocs, onbuild } = node;
  if (model.shell(node)?.instruction !== undefined || onbuild) return undefined;
  if (json !== undefined || heredocs.length > 0) return undefined;
  const shell = model.runningShell(node) === "busybox" ? "/bin/ash" : "/bin/bash";
  if (model.runningShell(node) === undefined) return undefined;
  const text = `${inCaseOf(node.keyword, "SHELL")} ["${shell}", "-o", "pipefail", "-c"]${model.dockerfile.eol}`;
  return {
    title: "Set SHELL with pipefail",
    edits: [{ start: node.start, end: node.start, text }],
    safety: "unsafe",
  };
}
