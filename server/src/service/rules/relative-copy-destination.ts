import { defineRule, type Fix } from "../lint/rule.ts";
import { baseEnvironment } from "../syntax/baseEnvironment.ts";
import { isAbsolutePath } from "../syntax/copyPaths.ts";
import { linesAbove } from "../syntax/linesAbove.ts";
import type { Model } from "../syntax/model.ts";
import type { Stage } from "../syntax/stage.ts";
import type { Instruction, Word } from "../syntax/tree.ts";
import { runsWindows } from "../syntax/windows.ts";

export default defineRule({
  name: "relative-copy-destination",
  severity: "info",
  strict: "warning",
  category: "context",
  aliases: { hadolint: "DL3045" },
  options: {
    anyBase: {
      type: "boolean",
      default: false,
      summary: "Whether a base image known to set a working directory is no excuse.",
    },
    copyOnly: { type: "boolean", default: false, summary: "Whether ADD is left alone." },
  },
  profiles: { hadolint: { options: { anyBase: true, copyOnly: true } } },
  sources: [
    "https://docs.docker.com/reference/dockerfile/#copy",
    "https://docs.docker.com/build/building/best-practices/#workdir",
    "https://github.com/hadolint/hadolint/wiki/DL3045",
  ],
  summary: "COPY or ADD goes to a relative path although no WORKDIR was set.",
  why: `A relative destination counts from the working directory. Where the file sets none it is the base image's, mostly
the root: files then lie between bin and etc, and another base image moves them. A WORKDIR above says where they go.`,
  examples: [
    {
      bad: "FROM debian\nCOPY app [|app|]\n",
      says: "`app`",
      fixed: "FROM debian\nCOPY app /app\n",
    },
    { bad: "FROM debian\nCOPY . [|.|]\n", fixed: "FROM debian\nCOPY . /\n" },
    {
      bad: 'FROM debian\nADD ["a", [|"b/"|]]\nCOPY a [|"./b"|]\nWORKDIR /srv\nCOPY a b\n',
      fixed: 'FROM debian\nADD ["a", "/b/"]\nCOPY a "/b"\nWORKDIR /srv\nCOPY a b\n',
    },
    {
      bad: "FROM team/app\r\nCOPY a b \\\r\n# why\r\n  [|./|]\r\nCOPY <<EOF [|c|]\r\nd\r\nEOF\r\n",
      fixed: "FROM team/app\r\nCOPY a b \\\r\n# why\r\n  /\r\nCOPY <<EOF /c\r\nd\r\nEOF\r\n",
    },
    { bad: "FROM debian\nCOPY a [|../b|]\n", refused: "which no WORKDIR above it sets" },
    { bad: "FROM debian AS a\nWORKDIR /srv\nFROM debian\nCOPY --from=a /srv/x [|x|]\n" },
    { bad: "FROM node:24\nCOPY package.json [|./|]\n" },
    { bad: "FROM mcr.microsoft.com/dotnet/sdk:10.0\nCOPY . [|src|]\n" },
    { bad: "FROM debian\nONBUILD COPY . [|app|]\n" },
    { bad: "FROM golang:1.26\nCOPY . [|app|]\n", options: { anyBase: true } },
    { good: "FROM golang:1.26 AS a\nCOPY go.mod app/\nFROM redis\nCOPY a b\n" },
    { good: "FROM debian AS a\nWORKDIR srv\nFROM a AS b\nFROM b\nCOPY a b\n" },
    { good: 'FROM debian\nCOPY a /b\nCOPY a "/b"\nCOPY a $DIR/b\nCOPY a ${DIR}\n' },
    { good: 'FROM servercore\nCOPY a d:\\b\nCOPY a "c:\\b"\nCOPY a C:/b\n' },
    { good: "FROM debian\nONBUILD WORKDIR /srv\nONBUILD COPY . .\n" },
    { good: "FROM debian\nADD a b\n", options: { copyOnly: true } },
  ],
  visit: {
    document(model, { options, report }) {
      const set = new Set<Stage>();
      for (const { stage, instructions } of model.blocks) {
        let isSet =
          stage !== undefined &&
          (isBuiltOn(stage, set) ||
            (!options.anyBase && baseEnvironment(model, stage)?.workdir !== undefined));
        for (const each of instructions) {
          const node = each.name === "ONBUILD" ? each.trigger : each;
          if (node?.name === "WORKDIR") isSet = true;
          if (isSet) break;
          if (node?.name !== "COPY" && (node?.name !== "ADD" || options.copyOnly)) continue;
          const { destination } = node;
          if (destination === undefined || isAbsolutePath(destination.value)) continue;
          if (destination.value.startsWith("$")) continue;
          report(
            destination,
            `\`${destination.value}\` counts from the working directory, which no WORKDIR above it sets.`,
            ...fixesFor(model, stage, each, destination),
          );
        }
        if (isSet && stage !== undefined) set.add(stage);
      }
    },
  },
});

/** The path from the root, where the working directory mostly is, or a WORKDIR. None for triggers and Windows. */
function fixesFor(
  model: Model,
  stage: Stage | undefined,
  node: Instruction,
  { start, end, value }: Word,
): readonly Fix[] {
  if (stage === undefined || node.name === "ONBUILD" || runsWindows(model, stage)) return [];
  const { dockerfile } = model;
  const at = linesAbove(dockerfile, node);
  const workdir: Fix = {
    title: "Add WORKDIR /app",
    edits: [{ start: at, end: at, text: `WORKDIR /app${dockerfile.eol}` }],
    safety: "unsafe",
  };
  const written = dockerfile.text.slice(start, end);
  const inner = written.replace(/^(["'])(.*)\1$/s, "$2");
  const [dots = ""] = /^\.(?:\/+|$)/.exec(value) ?? [];
  if (inner !== value || /(?:^|\/)\.\.(?:\/|$)/.test(value)) return [];
  const from = start + written.indexOf(inner);
  const edits = [{ start: from, end: from + dots.length, text: "/" }];
  return [{ title: "Write the path from the root", edits, safety: "unsafe" }, workdir];
}

function isBuiltOn({ base }: Stage, stages: ReadonlySet<Stage>): boolean {
  return base.kind === "stage" && stages.has(base.stage);
}
