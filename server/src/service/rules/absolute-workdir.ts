import { defineRule, type Fix, type Report } from "../lint/rule.ts";
import { expandWord } from "../syntax/expandWord.ts";
import type { Model } from "../syntax/model.ts";
import { cleanPath } from "../syntax/paths.ts";
import type { Stage } from "../syntax/stage.ts";
import type { Instruction, Word } from "../syntax/tree.ts";

export default defineRule({
  name: "absolute-workdir",
  severity: "info",
  strict: "warning",
  category: "runtime",
  aliases: {
    hadolint: "DL3000",
    buildkit: "WorkdirRelativePath",
    trivy: "DS-0009",
    checkov: "CKV_DOCKER_10",
    utils: "WORKDIR_IS_NOT_ABSOLUTE",
  },
  triggers: true,
  options: {
    report: {
      type: "choice",
      choices: ["first", "every", "linux"],
      default: "first",
      summary:
        "Which relative paths count: those that nothing in the file has decided, every one, or the undecided as Linux reads them (drives are no roots, variables of the base image are empty).",
    },
  },
  profiles: {
    hadolint: { options: { report: "every" } },
    buildkit: { options: { report: "linux" } },
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
    {
      bad: 'WORKDIR [|a|]\nFROM node:24\nWORKDIR /a\nWORKDIR [|"b"|]\nONBUILD WORKDIR [|c|]\n',
      options: { report: "every" },
    },
    { good: "FROM node:24\nWORKDIR 'C:\\'\nWORKDIR \"$A\"\n", options: { report: "every" } },
    {
      bad: "FROM node:24\nWORKDIR [|C:\\app|]\nWORKDIR b\nFROM node:24\nWORKDIR [|$HOME|]\n",
      options: { report: "linux" },
      refused: "No fix",
    },
    { good: "FROM node:24\nARG A=/a\nWORKDIR ${A}b\nWORKDIR c\n", options: { report: "linux" } },
    {
      good: "FROM --platform=windows/amd64 node:24\nWORKDIR C:/app\n",
      options: { report: "linux" },
    },
  ],
  visit: {
    WORKDIR(node, { model, options, report }) {
      const [word] = node.words;
      if (options.report !== "every" || word === undefined || !relative.test(word.text)) return;
      reportPath(model, node, word, report);
    },
    stage(stage, { model, options, report }) {
      const node = firstWorkdir(stage);
      const [word] = node?.words ?? [];
      if (options.report === "every" || node === undefined || word === undefined) return;
      const isAbsolute =
        options.report === "linux"
          ? isAbsoluteOnLinux(model, node, word)
          : !relative.test(word.text);
      // the first one decides about those that follow
      const [, ...ancestors] = model.lineage(stage);
      if (isAbsolute || ancestors.some((each) => firstWorkdir(each) !== undefined)) return;
      reportPath(model, node, word, report);
    },
  },
});

function firstWorkdir({ instructions }: Stage): Instruction | undefined {
  return instructions.find(({ name }) => name === "WORKDIR");
}

/** Neither absolute, in Unix or Windows spelling, nor decided by a variable that it begins with. */
const relative = /^["']?(?![/\\$]|[A-Za-z]:)[^"']/;

/** As BuildKit sees it where it builds for Linux and knows nothing of the base image. */
function isAbsoluteOnLinux(model: Model, node: Instruction, { text }: Word): boolean {
  const { platform } = model.stageOf(node) ?? {};
  if (platform?.text?.startsWith("windows")) return !relative.test(text);
  const path = expandWord(text, model.dockerfile.escape, (name) => {
    const value = model.scope(node).lookup(name);
    return value.kind === "unknown" ? { kind: "unset" } : value;
  });
  return path === undefined || path.startsWith("/");
}

function reportPath(model: Model, node: Instruction, word: Word, report: Report): void {
  const parent = model.workdir(node);
  const folder = parent === undefined ? "a folder that only the base image knows" : `\`${parent}\``;
  const message = `WORKDIR \`${word.value}\` is relative to ${folder}.`;
  const refusal = node.onbuild ? "the file that builds on the image decides" : refuse(word, parent);
  if (refusal !== undefined) report(word, `${message} No fix: ${refusal}.`);
  else report(word, message, fixFor(model, word, parent));
}

/** What a path begins with that says nothing. */
const opening = /^(["']?)((?:\.\/+)*)/;

function refuse({ text, value }: Word, parent: string | undefined): string | undefined {
  if (!relative.test(text)) return "Windows or a variable decides";
  if (parent !== undefined) return undefined;
  if (value.startsWith("~")) return "`~` is no home folder here";
  return /^\.\.?(?:\/|$)/.test(cleanPath(value))
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
