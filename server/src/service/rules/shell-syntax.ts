import { defineRule, type RuleContext } from "../lint/rule.ts";
import { causeOf } from "../syntax/shellMistakes.ts";
import type { Instruction } from "../syntax/tree.ts";

export default defineRule({
  name: "shell-syntax",
  severity: "error",
  category: "shell",
  aliases: { hadolint: "DL1000", shellcheck: ["SC1072", "SC1073", "SC1070", "SC1133"] },
  triggers: true,
  sources: [
    "https://docs.docker.com/reference/dockerfile/#shell-form",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html",
    "https://www.gnu.org/software/bash/manual/bash.html#Shell-Syntax",
  ],
  summary: "The shell cannot read the command, so it fails when it runs.",
  why: `A shell reads a whole script before it runs it, or stops at the first place that it does not understand: a RUN ends the
    build there, a CMD ends the container as soon as it starts. Only POSIX shells and bash are checked, never PowerShell or
    cmd, and where our own reading of the script may be what is wrong, nothing is said. As long as the mistake stands, rules that
    need the whole script stay silent.`,
  examples: [
    { bad: "FROM alpine:3.20\nRUN echo [|'hello|] world\n" },
    { bad: 'FROM alpine:3.20\nRUN echo [|"a|] \\\n  b && ls\n' },
    { bad: "FROM alpine:3.20\nRUN if [ -f /a ]; then cat [|/a|]\n" },
    { bad: "FROM alpine:3.20\nRUN apk update \\\n  [|&&|] \\\n  && apk upgrade\n" },
    { bad: "FROM alpine:3.20\nRUN apk update [|&&|]\n" },
    { bad: "FROM alpine:3.20\nRUN echo [|$(|]date\n" },
    { bad: "FROM alpine:3.20\nRUN echo [|${HOME|]\n" },
    { bad: "FROM alpine:3.20\nRUN echo `date` [|`date|]\n" },
    { bad: "FROM alpine:3.20\nRUN for i in a b; [|echo|] $i; done\n" },
    { bad: "FROM alpine:3.20\nRUN <<EOF\nif true; then\n  [|fi|]\nEOF\n" },
    { bad: "FROM alpine:3.20\r\nRUN <<EOF\r\nwhile true; do\r\n  ls\r\n[|done|]\r\nEOF\r\n" },
    { bad: 'FROM alpine:3.20\nCMD ["sh", "-c", "echo \\"a\\" [||||] | cat"]\n' },
    { bad: "FROM alpine:3.20\nHEALTHCHECK CMD [ -f /a ] [||||]\n" },
    { bad: "FROM alpine:3.20\nONBUILD RUN (ls [|a|]\n" },
    { bad: "FROM alpine:3.20\nRUN echo $(a [|&&|])\n" },
    {
      good: 'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN a=(b "c d") && [[ $a == b* ]] && diff <(ls /a) <(ls /b)\n',
    },
    { good: "FROM alpine:3.20\nRUN cat <<EOF > /a && ls\nit's $(\nEOF\n" },
    { good: "FROM alpine:3.20\nRUN <<-EOF\n\tcat <<END\n\tit's\n\tEND\n\tEOF\n" },
    { good: "FROM alpine:3.20\r\nRUN cat <<EOF > /a && ls\r\nit's\r\nEOF\r\n" },
    {
      good: "FROM alpine:3.20\nRUN case $(uname -m) in \\\n    x86_64) a=b ;; \\\n    (arm64|aarch64) a='c d' ;; \\\n  esac && ls $a\n",
    },
    { good: "FROM alpine:3.20\nRUN echo a \\\n  # b's\n  && echo c\n" },
    // plain text for POSIX shells, and none for bash
    { good: 'FROM alpine:3.20\nRUN echo "${A:-it\'s}"\n' },
    {
      bad: 'FROM alpine:3.20\nSHELL ["/bin/bash", "-c"]\nRUN [[ $A == b [|c|] ]] && ls\n',
    },
    { bad: "FROM fedora:42\nRUN [[ $A == b [|c|] ]] && ls\n" },
    // rules with a word for it report these
    { good: "FROM alpine:3.20\nRUN ls & ; If true; Then ls; Fi\n" },
    { good: "FROM alpine:3.20\nRUN f(a) { ls; }; if[ -f /a ]; then ls; fi\n" },
    { good: "FROM alpine:3.20\nRUN <<EOF\n#!/usr/bin/env python3\nprint('(')\nEOF\n" },
    { good: 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nRUN if exist "a" (del a)\n' },
    { good: 'FROM alpine:3.20\nSHELL ["pwsh", "-c"]\nRUN if ($a) { ls }\n' },
    { good: 'FROM alpine:3.20\nRUN ["echo", "(", "\'"]\nCMD []\n' },
  ],
  visit: { RUN: check, CMD: check, ENTRYPOINT: check, HEALTHCHECK: check },
});

function check(node: Instruction, { model, report }: RuleContext): void {
  const script = model.script(node);
  const [error] = script?.errors ?? [];
  if (script === undefined || error === undefined || error.rejectedBy === "none") return;
  if (
    error.rejectedBy === "bash" &&
    model.dialect(node) !== "bash" &&
    model.runningShell(node) !== "bash"
  )
    return;
  if (causeOf(script, error) !== undefined) return;
  const note = script.source.text.includes("\r\n")
    ? " Its lines end with a carriage return, which a shell takes for a part of the words."
    : "";
  report(error, `The shell cannot read this ${node.name}: ${error.message}.${note}`);
}
