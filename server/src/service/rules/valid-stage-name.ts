import { defineRule } from "../lint/rule.ts";

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
    { bad: "FROM node:24 AS [|1s|]\n", says: "begins with a letter" },
    { bad: "FROM node:24 AS [|build/app|]\nFROM node:24 AS [|_x|]\r\nFROM a AS [|0|]\n" },
    { bad: "ARG NAME=x\nFROM node:24 AS [|$NAME|]\nFROM a AS [|b-${NAME}|]\n" },
    { good: "FROM node:24 AS build-1_a.b\nFROM a AS x\n" },
    { good: "FROM node:24 AS Build\n" },
  ],
  visit: {
    syntax(problem, { report }) {
      report(problem, problem.message);
    },
  },
});
