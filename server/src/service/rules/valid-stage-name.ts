import { defineRule, type Fix } from "../lint/rule.ts";
import { memoize } from "../syntax/memoize.ts";
import type { Model } from "../syntax/model.ts";
import { freeNames, namedReferences, nameSpans } from "../syntax/stageNames.ts";

export default defineRule({
  name: "valid-stage-name",
  severity: "error",
  category: "stages",
  aliases: { utils: "INVALID_BUILD_STAGE_NAME" },
  sources: [
    "https://docs.docker.com/reference/dockerfile/#from",
    "https://docs.docker.com/build/building/multi-stage/#name-your-build-stages",
  ],
  summary: "A stage name starts with a digit or holds a character that is not allowed.",
  why: `The name of a stage begins with a letter and goes on with letters, digits, -, _ and dots. The build stops at any other
name. Variables are not expanded in it: a name has to be known before the build, so that --from and --target can mean it.`,
  examples: [
    {
      bad: "FROM node:24 AS [|1s|]\nFROM a:1\nCOPY --from=1S /a /b\n",
      says: "begins with a letter",
      fixed: "FROM node:24 AS stage-1s\nFROM a:1\nCOPY --from=stage-1s /a /b\n",
    },
    {
      bad: "FROM node:24 AS [|build/app|]\r\nFROM node:24 as \\\r\n# why\r\n [|_x|]\r\nFROM build-app AS [|0|]\r\nRUN --mount=from=_x,target=/a ls",
      fixed:
        "FROM node:24 AS build-app2\r\nFROM node:24 as \\\r\n# why\r\n x\r\nFROM build-app AS stage-0\r\nRUN --mount=from=x,target=/a ls",
    },
    {
      bad: "ARG NAME=x\nFROM node:24 AS [|$NAME|]\nFROM a AS [|b-${NAME}|]\n",
      fixed: "ARG NAME=x\nFROM node:24 AS name\nFROM a AS b-name\n",
    },
    {
      bad: 'FROM node:24 AS [|1s|]\nFROM a:1\nCOPY --from=1"s" /a /b\n',
      refused: "No fix: a reference to it is written in another way",
    },
    { good: "FROM node:24 AS build-1_a.b\nFROM a AS x\n" },
    { good: "FROM node:24 AS Build\n" },
  ],
  visit: {
    syntax(problem, { model, report }) {
      const fix = renamings(model).get(problem.start);
      if (typeof fix === "string") report(problem, `${problem.message} No fix: ${fix}.`);
      else report(problem, problem.message, fix);
    },
  },
});

const allowed = /^[a-z][-\w.]*$/i;

/** How each stage with such a name gets another, or why not, by the place of the name. */
const renamings = memoize((model: Model): ReadonlyMap<number, Fix | string> => {
  const freeName = freeNames(model);
  const references = namedReferences(model);
  const found = new Map<number, Fix | string>();
  for (const stage of model.stages) {
    const { stageName } = stage.from;
    if (stageName === undefined || allowed.test(stageName.value)) continue;
    const spans = nameSpans(model, stage, references.get(stage) ?? []);
    if (spans === undefined) {
      found.set(stageName.start, "a reference to it is written in another way");
      continue;
    }
    const text = freeName(allowedName(stageName.value));
    const edits = spans.map((span) => ({ ...span, text }));
    found.set(stageName.start, { title: `Name the stage ${text}`, edits, safety: "unsafe" });
  }
  return found;
});

function allowedName(name: string): string {
  const plain = name
    .replaceAll(/\$\{?(\w+)[^}]*\}?/g, (_, variable: string) => variable.toLowerCase())
    .replaceAll(/[^-\w.]+/g, "-")
    .replaceAll(/^[-_.]+|[-_.]+$/g, "");
  return /^[a-z]/i.test(plain) ? plain : `stage-${plain}`.replace(/-$/, "");
}
