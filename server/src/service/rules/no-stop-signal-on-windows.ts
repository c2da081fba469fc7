import { defineRule } from "../lint/rule.ts";
import { systemOf } from "../syntax/stageSystem.ts";
import { wholeLines } from "../syntax/wholeLines.ts";

export default defineRule({
  name: "no-stop-signal-on-windows",
  severity: "warning",
  category: "windows",
  aliases: {},
  triggers: true,
  sources: [
    "https://docs.docker.com/reference/dockerfile/#stopsignal",
    "https://docs.docker.com/reference/cli/docker/container/stop/",
  ],
  summary: "STOPSIGNAL has no effect in Windows containers.",
  why: `Windows has no signals: a container is asked to end by a console event of the system, and whatever STOPSIGNAL says is stored and never used. A program that
    has to end in an orderly way listens for that event.`,
  examples: [
    {
      bad: "FROM mcr.microsoft.com/windows/servercore:ltsc2022\n[|STOPSIGNAL|] SIGTERM\n",
      fixed: "FROM mcr.microsoft.com/windows/servercore:ltsc2022\n",
    },
    {
      bad: "FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS a\nFROM a\n[|STOPSIGNAL|] 9\nCMD a\n",
      fixed: "FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS a\nFROM a\nCMD a\n",
    },
    { bad: "FROM mcr.microsoft.com/windows/servercore:ltsc2022\nONBUILD [|STOPSIGNAL|] 9\n" },
    { good: "FROM alpine:3.20\nSTOPSIGNAL SIGINT\n" },
    { good: "FROM --platform=$TARGETPLATFORM example.com/a:nanoserver\nSTOPSIGNAL SIGINT\n" },
  ],
  visit: {
    STOPSIGNAL(node, { model, report }) {
      if (systemOf(model, node) !== "windows") return;
      const edits = wholeLines(model.dockerfile, node).map((line) => ({ ...line, text: "" }));
      const fix = { title: "Remove STOPSIGNAL", edits, safety: "unsafe" } as const;
      const message = "STOPSIGNAL does nothing in a Windows stage.";
      report(node.keyword, message, node.onbuild ? undefined : fix);
    },
  },
});
