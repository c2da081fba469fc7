import { defineRule, type Fix } from "../lint/rule.ts";
import type { Model } from "../syntax/model.ts";
import { cleanPath } from "../syntax/paths.ts";
import type { Stage } from "../syntax/stage.ts";
import type { Instruction, Word } from "../syntax/tree.ts";

export default defineRule({
  name: "absolute-workdir",
  severity: "info",
  category: "runtime",
  aliases: {
    hadolint: "DL3000",
    buildkit: "WorkdirRelativePath",
    trivy: "DS-0009",
    checkov: "CKV_DOCKER_10",
    utils: "WORKDIR_IS_NOT_ABSOLUTE",
  },
  sources: [
    "https://docs.docker.com/reference/build-checks/workdir-relative-path/",
    "https://docs.docker.com/build/building/best-practices/#workdir",
    "https://github.com/hadolint/hadolint/wiki/DL3000",
  ],
  summary: "WORKDIR is relative and depends on what the base image set.",
  why: `A relative WORKDIR continues the one before it. Where the file has set none, that is the base image's, which nobody
    sees here and which may change with the next release of the image. A relative path behind an absolute one in the same
    file is clear and fine.`,
  examples: [
    {
      bad: "FROM node:24\nWORKDIR [|app|]\n",
      fixed: "FROM node:24\nWORKDIR /app\n",
    },
    {
      bad: 'FROM node:24\r\nWORKDIR [|"./my app"|]\r\n',
      fixed: 'FROM node:24\r\nWORKDIR "/my app"\r\n',
    },
    { bad: "FROM node:24\nWORKDIR [|app/$NAME|]", fixed: "FROM node:24\nWORKDIR /app/$NAME" },
    { bad: "FROM node:24\nWORKDIR [|.app|]\n", fixed: "FROM node:24\nWORKDIR /.app\n" },
    // nothing set it before: the same folder
    { bad: "FROM scratch\nWORKDIR [|app|]\n", fixed: "FROM scratch\nWORKDIR /app\n" },
    // the first one decides about those that follow
    {
      bad: "FROM node:24\nWORKDIR [|a|]\nWORKDIR b\n",
      fixed: "FROM node:24\nWORKDIR /a\nWORKDIR b\n",
    },
    {
      bad: "FROM node:24 AS a\nWORKDIR /a\n\nFROM node:24\nWORKDIR [|b|]\n",
      fixed: "FROM node:24 AS a\nWORKDIR /a\n\nFROM node:24\nWORKDIR /b\n",
    },
    {
      bad: "FROM node:24\nWORKDIR [|../app|]\n",
      refused: "No fix: only the base image says where",
    },
    { bad: "FROM node:24\nWORKDIR [|.|]\n", refused: "No fix: only the base image says where" },
    { bad: "FROM node:24\nWORKDIR [|~/app|]\n", refused: "No fix: `~` is no home folder here" },
    { good: "FROM node:24\nWORKDIR /app\nWORKDIR src\n" },
    { good: "FROM node:24 AS base\nWORKDIR /app\n\nFROM base\nWORKDIR src\n" },
    { good: 'FROM node:24\nWORKDIR "/my app"\n' },
    { good: "FROM node:24\nWORKDIR $HOME/x\n" },
    { good: 'FROM node:24\nWORKDIR "${APP}"\n' },
    { good: "FROM node:24\nWORKDIR\n" },
    { good: "# escape=`\nFROM windows/nanoserver\nWORKDIR C:\\app\n" },
    { good: "FROM windows/nanoserver\nWORKDIR c:/app\n" },
    { good: 'FROM windows/nanoserver\nWORKDIR "C:\\\\app"\n' },
    { good: "# escape=`\nFROM windows/nanoserver\nWORKDIR \\app\n" },
    { good: "FROM node:24\nONBUILD WORKDIR app\n" },
  ],
  visit: {
    stage(stage, { model, report }) {
      const node = firstWorkdir(stage);
      const [word] = node?.words ?? [];
      if (node === undefined || word === undefined || !relative.test(word.text)) return;
      // the first one decides about those that follow
      const [, ...ancestors] = model.lineage(stage);
      if (ancestors.some((each) => firstWorkdir(each) !== undefined)) return;
      const parent = model.workdir(node);
      const message = `WORKDIR \`${word.value}\` is relative to ${parent === undefined ? "a folder that only the base image knows" : `\`${parent}\``}.`;
      const refusal = parent === undefined ? refuse(word.value) : undefined;
      if (refusal !== undefined) report(word, `${message} No fix: ${refusal}.`);
      else report(word, message, fixFor(model, word, parent));
    },
  },
});

function firstWorkdir({ instructions }: Stage): Instruction | undefined {
  return instructions.find(({ name }) => name === "WORKDIR");
}

/** Neither absolute, in Unix or Windows spelling, nor decided by a variable that it begins with. */
const relative = /^["']?(?![/\\$]|[A-Za-z]:)[^"']/;
/** What a path begins with that says nothing. */
const opening = /^(["']?)((?:\.\/+)*)/;

function refuse(path: string): string | undefined {
  if (path.startsWith("~")) return "`~` is no home folder here";
  return /^\.\.?(?:\/|$)/.test(cleanPath(path))
    ? "only the base image says where that is"
    : undefined;
}

/** The path from the folder before it where that is known, else from the root. */
function fixFor(
  { dockerfile }: Model,
  { start, text }: Word,
  parent: string | undefined,
): Fix | undefined {
  const [whole = "", quote = "", dots = ""] = opening.exec(text) ?? [];
  if (!dockerfile.text.startsWith(whole, start)) return undefined;
  const from = start + quote.length;
  const edits = [
    { start: from, end: from + dots.length, text: `${parent?.replace(/\/$/, "") ?? ""}/` },
  ];
  return {
    title: "Make the path absolute",
    edits,
    safety: parent === undefined ? "unsafe" : "safe",
  };
}
