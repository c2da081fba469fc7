import { buildChecks, experimentalChecks, fileChecks } from "../data/directives.ts";
import { defineRule, type Fix, type Report } from "../lint/rule.ts";
import {
  belongsToTop,
  checkComments,
  type CheckComment,
  type CheckName,
  type CheckOption,
} from "../syntax/checkComments.ts";
import { nearestName } from "../syntax/editDistance.ts";

export default defineRule({
  name: "effective-check",
  severity: "warning",
  category: "directives",
  aliases: {},
  sources: [
    "https://docs.docker.com/reference/dockerfile/#check",
    "https://docs.docker.com/reference/build-checks/",
    "https://github.com/moby/buildkit/releases/tag/dockerfile%2F1.21.0",
  ],
  summary: "A `# check=` names an unknown rule or key, or stands where it has no effect.",
  why: `BuildKit compares the names of checks letter by letter and says nothing about one that it does not know, so the warnings
    that the line was to silence stay. An unknown option is worse: at the top of the file it ends the build, above an instruction
    the whole comment is dropped. There, only \`skip\` and \`experimental\` count, only in the first such comment, and only from version
    1.21 of the frontend on. What stands behind a blank is the reason.`,
  examples: [
    {
      bad: "# check=skip=[|jsonargsrecommended|]\nFROM alpine:3.20\n",
      fixed: "# check=skip=JSONArgsRecommended\nFROM alpine:3.20\n",
    },
    {
      bad: "# check=skip=StageNameCasing,[|FromAsCassing|];error=true why\r\nFROM alpine:3.20\r\n",
      fixed: "# check=skip=StageNameCasing,FromAsCasing;error=true why\r\nFROM alpine:3.20\r\n",
    },
    {
      bad: "# check=skip=[|ALL|]\nFROM alpine:3.20\n",
      fixed: "# check=skip=all\nFROM alpine:3.20\n",
    },
    { bad: "# check=skip=UndefinedVar,[|all|]\nFROM alpine:3.20\n", says: "alone" },
    {
      bad: "# check=[|Skip|]=all\nFROM alpine:3.20\n",
      fixed: "# check=skip=all\nFROM alpine:3.20\n",
    },
    { bad: "# check=[|JSONArgsRecommended|]\nFROM alpine:3.20\n", says: "ends the build" },
    { bad: "# check=error=[|yes|]\nFROM alpine:3.20\n", says: "true or false" },
    { bad: "# check=skip=UndefinedVar[|,|] StageNameCasing\nFROM alpine:3.20\n", says: "blank" },
    { bad: "# check=skip=[|InvalidDefinitionDescription|]\nFROM alpine:3.20\n" },
    { bad: "# check=experimental=[|UndefinedVar|]\nFROM alpine:3.20\n" },
    { bad: "FROM alpine:3.20\n# check=[|error=true|]\nCMD ls\n", says: "whole file" },
    { bad: "FROM alpine:3.20\n# check=skip=[|NoEmptyContinuation|]\nCMD ls\n", says: "top" },
    { bad: "FROM alpine:3.20\n# check=[|warn|]=a;skip=all\nCMD ls\n", says: "dropped" },
    { bad: "FROM alpine:3.20\n# check=skip=all\n[|# check=skip=all|]\nCMD ls\n", says: "first" },
    { bad: "FROM alpine:3.20\n  [|# check=skip=all|]\nCMD ls\n", says: "blank before" },
    { bad: " [|# check=skip=all|]\nFROM alpine:3.20\n", says: "blank before" },
    { bad: "FROM alpine:3.20\nRUN ls \\\n[|# check=skip=all|]\n  /b\n", says: "inside" },
    { bad: "FROM alpine:3.20\n[|# check=skip=all|]\n#\nCMD ls\n", says: "empty comment" },
    { bad: "FROM alpine:3.20\n[|# check=skip=all|]\n", says: "no instruction" },
    {
      bad: "# syntax=docker/dockerfile:1.20\nFROM alpine:3.20\n[|# check=skip=all|]\nCMD ls\n",
      says: "1.21",
    },
    { good: "# check=skip=StageNameCasing UndefinedVar is a reason\nFROM alpine:3.20\n" },
    { good: "# check=skip=all;experimental=all;error=True\nFROM alpine:3.20\n" },
    { good: "#!/usr/bin/env x\n# CHECK = skip=all\nFROM alpine:3.20\n" },
    {
      good: "FROM alpine:3.20\n# check=skip=JSONArgsRecommended // small image\n\n# about\nCMD ls\n",
    },
    { good: "FROM alpine:3.20\n# check=experimental=InvalidDefinitionDescription\nARG A\n" },
    // left to leading-directive
    { good: "# about\n# check=error=true\nFROM alpine:3.20\n" },
  ],
  visit: {
    document({ dockerfile }, { report }) {
      for (const check of checkComments(dockerfile)) {
        if (belongsToTop(check, dockerfile)) continue;
        const useless = check.why && reasons[check.why];
        if (useless !== undefined) report(check, `This comment has no effect: ${useless}.`);
        else for (const option of check.options) checkOption(check, option, report);
      }
    },
  },
});

/** `invalid` is said at the option that is. */
const reasons: Readonly<Record<NonNullable<CheckComment["why"]>, string | undefined>> = {
  indented: "with a blank before it BuildKit does not find it",
  inside: "it stands inside an instruction, and not above one",
  old: "the pinned frontend reads `# check=` above an instruction from 1.21 on only",
  parted: "an empty comment stands between it and the instruction",
  second: "only the first `# check=` above an instruction counts",
  last: "no instruction follows",
  invalid: undefined,
};

const keys = ["skip", "experimental", "error"];

function checkOption(check: CheckComment, option: CheckOption, report: Report): void {
  const { key, names = [], isValid, start, end } = option;
  const isFile = check.scope === "file";
  const cost = isFile ? "it ends the build" : "the whole comment is dropped";
  if (!isValid && keys.includes(key.name) && names.length > 0) {
    const [first, last] = [names[0] ?? key, names.at(-1) ?? key];
    report({ start: first.start, end: last.end }, `error is true or false: ${cost}.`);
  } else if (!isValid) {
    const list = "skip, experimental and error, each with = and a value";
    const fix = names.length > 0 ? rename(key, keys) : undefined;
    report(
      key.name === "" ? { start, end: end + 1 } : key,
      `The options of check are ${list}: ${cost}.`,
      fix,
    );
  } else if (key.name === "error") {
    if (!isFile)
      report(option, "error counts for the whole file, and only in the line at its top.");
  } else for (const name of names) checkName(check, option, name, report);
}

function checkName(
  { scope, reason }: CheckComment,
  { key, names = [], end }: CheckOption,
  each: CheckName,
  report: Report,
): void {
  const { name } = each;
  const isExperimental = experimentalChecks.has(name);
  if (name === "all") {
    if (names.length > 1) report(each, "all means every check only where it stands alone.");
  } else if (name === "") {
    const isCut = each === names.at(-1) && names.length > 1 && reason !== "";
    if (isCut)
      report({ start: end - 1, end }, `The list ends at the blank: ${reason} is no part of it.`);
  } else if (!buildChecks.includes(name))
    report(each, `BuildKit has no check ${name}.`, rename(each, [...buildChecks, "all"]));
  else if (key.name === "experimental") {
    if (!isExperimental) report(each, `${name} is not experimental: it runs anyway.`);
  } else if (isExperimental)
    report(
      each,
      `${name} runs only where \`experimental\` asks for it, and skip does not reach it.`,
    );
  else if (scope !== "file" && fileChecks.has(name))
    report(each, `${name} is about the whole file: it can be skipped at the top only.`);
}

function rename(where: CheckName, names: readonly string[]): Fix | undefined {
  const name = nearestName(where.name, names);
  if (name === undefined) return undefined;
  const edits = [{ start: where.start, end: where.end, text: name }];
  return { title: `Write ${name}`, edits, safety: "unsafe" };
}
