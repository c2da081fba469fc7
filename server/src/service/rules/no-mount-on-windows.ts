import { defineRule } from "../lint/rule.ts";
import { systemOf } from "../syntax/stageSystem.ts";

export default defineRule({
  name: "no-mount-on-windows",
  severity: "error",
  category: "windows",
  aliases: {},
  triggers: true,
  sources: [
    "https://docs.docker.com/reference/dockerfile/#run---mount",
    "https://docs.docker.com/build/building/multi-platform/",
  ],
  summary: "RUN --mount fails in Windows containers.",
  why: `Mounts of RUN are made by the Linux worker of BuildKit. In a Windows stage the step fails when it is its turn, after the base image,
    which is often several gigabytes, has been pulled. Copy the files, or download them in the same RUN.`,
  examples: [
    {
      bad: "FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN [|--mount=type=cache,target=C:/cache|] dir\n",
      says: "Windows",
    },
    {
      bad: "FROM --platform=windows/amd64 example.com/base\nRUN [|--mount=type=secret,id=a|] [|--mount=type=ssh|] dir\n",
    },
    {
      bad: "FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS a\nFROM a\nRUN [|--mount=type=bind,target=C:/b|] dir\n",
    },
    {
      bad: "FROM mcr.microsoft.com/windows/servercore:ltsc2022\nONBUILD RUN [|--mount=type=ssh|] dir\n",
    },
    { good: "FROM alpine:3.20\nRUN --mount=type=ssh ls\n" },
    { good: "FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN dir\n" },
    { good: "FROM --platform=$TARGETPLATFORM example.com/a:nanoserver\nRUN --mount=type=ssh ls\n" },
  ],
  visit: {
    RUN(node, { model, report }) {
      const mounts = node.flags.filter(({ name }) => name === "mount");
      if (mounts.length === 0 || systemOf(model, node) !== "windows") return;
      for (const flag of mounts)
        report(flag, "This RUN fails: Windows containers have no --mount.");
    },
  },
});
