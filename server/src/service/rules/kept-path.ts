import { defineRule, type Fix, type RuleContext } from "../lint/rule.ts";
import { rootStage } from "../syntax/baseEnvironment.ts";
import { pathAt } from "../syntax/copyPaths.ts";
import type { InstructionOf, Word } from "../syntax/tree.ts";

export default defineRule({
  name: "kept-path",
  severity: "warning",
  category: "variables",
  aliases: {},
  sources: [
    "https://docs.docker.com/reference/dockerfile/#env",
    "https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html",
  ],
  summary: "ENV PATH drops the old path.",
  why: `ENV replaces the variable. If the new value does not hold \`$PATH\`, the folders of the base image are no longer searched:
the next RUN finds neither ls nor apt-get, and a container neither its shell nor its program.`,
  examples: [
    {
      bad: "FROM alpine\nENV PATH=[|/app/bin|]\n",
      fixed: "FROM alpine\nENV PATH=/app/bin:$PATH\n",
    },
    {
      bad: 'FROM alpine\nENV A=b PATH=[|"/app/bin:/opt/bin"|]\n',
      fixed: 'FROM alpine\nENV A=b PATH="/app/bin:/opt/bin:$PATH"\n',
    },
    { bad: "FROM alpine\nARG DIR=/app\nENV PATH [|$DIR/bin|]\nARG PATH=[|/b|]\n" },
    { good: "FROM alpine\nENV PATH=/a:$PATH\nENV PATH=/a:${PATH}\nENV PATH /a:${PATH:+b}\n" },
    {
      good: "FROM alpine\nENV PATH=/a:/usr/sbin:/usr/bin:/sbin:/bin\nARG OLD\nENV PATH=/a:$OLD GOPATH=/go\n",
    },
    { good: "FROM scratch\nENV PATH=/app\n" },
    { good: "FROM alpine\nENV OLD=$PATH\nARG PATH\nENV PATH=/a:$OLD PATHS=/b\n" },
    {
      good: "# escape=`\nFROM mcr.microsoft.com/windows/servercore:ltsc2022\nENV PATH=C:\\a;%PATH%\n",
    },
  ],
  visit: {
    ENV: check,
    ARG: check,
  },
});

function check(node: InstructionOf<"ENV" | "ARG">, { model, report }: RuleContext): void {
  const stage = model.stageOf(node);
  for (const { key, value } of node.pairs) {
    if (key.value.toUpperCase() !== "PATH" || value === undefined || stage === undefined) continue;
    if (/\$\{?PATH\b|%PATH%/i.test(value.text)) continue;
    const path = pathAt(model, node, value);
    if (
      path === undefined ||
      /(?:^|[:;])\/(?:usr\/)?bin\/?(?:[:;]|$)/.test(path) ||
      /system32/i.test(path)
    )
      continue;
    if (rootStage(model, stage).base.kind === "scratch") continue;
    report(
      value,
      `PATH becomes \`${path}\` alone: the folders of the base image are dropped.`,
      node.name === "ENV" ? keepFix(value) : undefined,
    );
  }
}

function keepFix({ start, end, text }: Word): Fix | undefined {
  if (end - start !== text.length || !/^(?:[^"'\\`;]+|"[^"'\\`;]+")$/.test(text)) return undefined;
  const at = text.endsWith('"') ? end - 1 : end;
  return {
    title: "Keep the old path",
    edits: [{ start: at, end: at, text: ":$PATH" }],
    safety: "unsafe",
  };
}
