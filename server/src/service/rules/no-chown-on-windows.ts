import { defineRule } from "../lint/rule.ts";
import type { RuleContext } from "../lint/rule.ts";
import { systemOf } from "../syntax/stageSystem.ts";
import type { Copy } from "../syntax/tree.ts";

export default defineRule({
  name: "no-chown-on-windows",
  severity: "warning",
  category: "windows",
  aliases: {},
  triggers: true,
  sources: [
    "https://docs.docker.com/reference/dockerfile/#copy---chown---chmod",
    "https://docs.docker.com/reference/dockerfile/#add",
  ],
  summary: "`--chown` has no effect in a Windows stage.",
  why: `--chown sets the user and group numbers of Linux files. Windows has access lists instead, so the build goes on and the owner
    stays what it was. Set permissions with icacls in a RUN where they matter.`,
  examples: [
    {
      bad: "FROM mcr.microsoft.com/windows/servercore:ltsc2022\nCOPY [|--chown=app|] a b\n",
      fixed: "FROM mcr.microsoft.com/windows/servercore:ltsc2022\nCOPY a b\n",
    },
    {
      bad: "FROM --platform=windows/amd64 example.com/base\nADD --link [|--chown=1:1|] a b\n",
      fixed: "FROM --platform=windows/amd64 example.com/base\nADD --link a b\n",
    },
    { bad: "FROM golang:1.25-nanoserver-ltsc2022 AS a\nFROM a\nCOPY [|--chown=app|] a b\n" },
    {
      bad: "FROM mcr.microsoft.com/powershell:lts-windowsservercore-1809\nONBUILD COPY [|--chown=app|] a b\n",
    },
    { good: "FROM alpine:3.20\nCOPY --chown=app a b\n" },
    {
      good: "FROM --platform=$TARGETPLATFORM example.com/nanoserver-or-not\nCOPY --chown=app a b\n",
    },
    { good: "# escape=`\nFROM example.com/base\nCOPY --chown=app a b\n" },
  ],
  visit: {
    COPY: check,
    ADD: check,
  },
});

function check(node: Copy, { model, report }: RuleContext): void {
  const at = node.flags.findIndex(({ name }) => name === "chown");
  const flag = node.flags[at];
  if (flag === undefined || systemOf(model, node) !== "windows") return;
  const { end: start } = node.flags[at - 1] ?? node.keyword;
  const edits = [{ start, end: flag.end, text: "" }];
  const isPlain = !model.dockerfile.text.slice(start, flag.end).includes("\n");
  const fix = { title: "Remove --chown", edits, safety: "unsafe" } as const;
  report(flag, "--chown does nothing in a Windows stage.", isPlain ? fix : undefined);
}
