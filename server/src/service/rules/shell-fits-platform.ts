import { defineRule } from "../lint/rule.ts";
import type { RuleContext } from "../lint/rule.ts";
import { linuxCommands, windowsCommands } from "../data/systemCommands.ts";
import { systemOf } from "../syntax/stageSystem.ts";
import type { Model } from "../syntax/model.ts";
import type { Instruction, JsonForm, Span } from "../syntax/tree.ts";

const drive = /^[A-Za-z]:[\\/]/;

export default defineRule({
  name: "shell-fits-platform",
  severity: "warning",
  category: "windows",
  aliases: {},
  triggers: true,
  sources: [
    "https://docs.docker.com/reference/dockerfile/#shell",
    "https://learn.microsoft.com/en-us/virtualization/windowscontainers/manage-docker/manage-windows-dockerfile",
  ],
  summary: "A Linux command or path stands in a Windows stage, or the reverse.",
  why: `The command does not exist there: cmd and PowerShell have no package managers and permissions of Linux, and Linux has neither Windows' shells nor drive
    letters. Usually a part of another file was copied, or the base image was changed. On Linux, PowerShell is called pwsh.`,
  examples: [
    {
      bad: "FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN [|apt-get|] update && [|chmod|] 755 a\n",
      says: "Windows stage",
    },
    {
      bad: 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nSHELL ["powershell", "-Command"]\nRUN mkdir a; [|apk|] add git\n',
    },
    {
      bad: 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nENTRYPOINT [[|"/bin/sh"|], "-c", "a"]\n',
    },
    { bad: "FROM ubuntu:24.04\nRUN [|powershell|] -Command ls\n", says: "pwsh" },
    { bad: 'FROM alpine:3.20\nCMD [[|"C:\\\\app\\\\a.exe"|]]\n' },
    { bad: "FROM debian:12\nWORKDIR [|C:\\app|]\n" },
    { bad: "FROM --platform=linux/amd64 example.com/base\nRUN [|cmd.exe|] /c dir\n" },
    { good: "FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN echo apt-get & dir\n" },
    // a shell that brings Linux programs along
    {
      good: 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nSHELL ["C:/git/bin/bash.exe", "-c"]\nRUN chmod 755 a\n',
    },
    { good: "FROM ubuntu:24.04\nRUN pwsh -Command ls && echo powershell\n" },
    // images that exist for both systems
    { good: "FROM golang:1.25\nRUN powershell ls\n" },
    { good: "FROM --platform=$TARGETPLATFORM example.com/a:nanoserver\nRUN apt-get update\n" },
  ],
  visit: {
    command({ program, name }, node, { model, report }) {
      if (name === undefined || !isForeign(program, name.literal)) return;
      if (systemOf(model, node) !== "linux") return;
      const advice = program.startsWith("powershell") ? ", where PowerShell is called pwsh" : "";
      report(
        name,
        `\`${name.literal ?? program}\` is for Windows, and this is a Linux stage${advice}.`,
      );
    },
    WORKDIR({ words: [word], ...node }, { model, report }) {
      if (
        word === undefined ||
        !drive.test(word.text) ||
        systemOf(model, node as Instruction) !== "linux"
      )
        return;
      report(word, `\`${word.text}\` is a path of Windows, and this is a Linux stage.`);
    },
    RUN: checkWindows,
    CMD: checkWindows,
    ENTRYPOINT: checkWindows,
  },
});

function isForeign(program: string, text: string | undefined): boolean {
  return windowsCommands.has(program) || (text !== undefined && drive.test(text));
}

const commandPattern = new RegExp(`(?:^|[;&|({])\\s*(${linuxCommands.join("|")})(?=\\s)`, "g");

interface Found extends Span {
  readonly value: string;
}

/** No shell tree is known of cmd and PowerShell: the first words of their commands are looked at. */
function checkWindows(node: Instruction, { model, report }: RuleContext): void {
  const found = node.json === undefined ? linuxWords(model, node) : linuxProgram(node.json);
  if (found.length === 0 || systemOf(model, node) !== "windows") return;
  for (const { start, end, value } of found)
    report({ start, end }, `\`${value}\` is for Linux, and this is a Windows stage.`);
}

function linuxProgram({ strings: [program] }: JsonForm): readonly Found[] {
  return program !== undefined && /^\/(?:usr\/)?s?bin\//.test(program.value) ? [program] : [];
}

function linuxWords(model: Model, node: Instruction): readonly Found[] {
  const dialect = model.dialect(node);
  if (dialect !== "cmd" && dialect !== "powershell") return [];
  const { logical, bodyStart } = node;
  const matches = logical.text.slice(bodyStart).matchAll(commandPattern);
  return [...matches].map(({ 0: all, 1: value = "", index }) => {
    const end = bodyStart + index + all.length;
    return { ...logical.spanOf(end - value.length, end), value };
  });
}
