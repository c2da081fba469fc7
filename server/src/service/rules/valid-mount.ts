import { defineRule } from "../lint/rule.ts";

export default defineRule({
  name: "valid-mount",
  severity: "error",
  category: "syntax",
  aliases: {},
  sources: ["https://docs.docker.com/reference/dockerfile/#run---mount"],
  summary: "A RUN --mount has an unknown type, an unknown key or lacks a required one.",
  why: `The builder stops before the command runs. Types are bind, cache, tmpfs, secret and ssh, and each has keys of its own: bind, cache and tmpfs need
    a target, a secret needs a name. What variables stand for is left to the build, but \`from\` takes none.`,
  examples: [
    {
      bad: "FROM alpine:3.20\nRUN --mount=type=[|cach|],target=/a ls\n",
      says: "bind, cache",
      fixed: "FROM alpine:3.20\nRUN --mount=type=cache,target=/a ls\n",
    },
    {
      bad: "FROM alpine:3.20\nRUN --mount=type=cache,[|taget=/a|] ls\n",
      fixed: "FROM alpine:3.20\nRUN --mount=type=cache,target=/a ls\n",
    },
    { bad: "FROM alpine:3.20\nRUN [|--mount=type=cache|] ls\n", says: "needs a target" },
    { bad: "FROM alpine:3.20\nRUN [|--mount=source=a|] ls\n" },
    { bad: "FROM alpine:3.20\nRUN [|--mount=type=secret|] ls\n", says: "an id" },
    { bad: "FROM alpine:3.20\nRUN --mount=type=cache,[|target|] ls\n", says: "target=\u2026" },
    {
      bad: "FROM alpine:3.20\nRUN --mount=type=bind,target=/a,[|sharing=locked|] ls\n",
      says: "no key sharing",
    },
    { bad: "FROM alpine:3.20\nRUN --mount=type=cache,target=/a,sharing=[|lock|] ls\n" },
    {
      bad: "FROM alpine:3.20\nRUN --mount=type=cache,target=/a,uid=[|app|] ls\n",
      says: "a number",
    },
    { bad: "FROM alpine:3.20\nRUN --mount=type=cache,target=/a,ro=[|maybe|] ls\n" },
    { bad: "FROM alpine:3.20\nRUN --mount=type=tmpfs,target=/a,size=[|big|] ls\n" },
    { bad: "FROM alpine:3.20\nRUN --mount=type=cache,[|target=/|] ls\n", says: "root" },
    { bad: "FROM alpine:3.20\nARG S\nRUN --mount=from=[|$S|],target=/a ls\n", says: "variable" },
    { bad: "FROM alpine:3.20\nONBUILD RUN [|--mount=type=tmpfs|] ls\n" },
    {
      good: 'FROM alpine:3.20\nRUN --mount=dst=/a,src=b,type=bind,rw --mount=type=cache,"destination=/a",readonly ls\n',
    },
    {
      good: "FROM alpine:3.20\nRUN --mount=type=secret,id=a,required --mount=type=secret,target=/a --mount=type=ssh ls\n",
    },
    {
      good: "FROM alpine:3.20\nRUN --mount=type=tmpfs,target=/a,size=64m --mount=type=cache,target=/b,mode=0755,uid=1,gid=1,sharing=locked ls\n",
    },
    {
      good: "FROM alpine:3.20\nARG T\nRUN --mount=type=$T,target=/a --mount=type=cache,target=$T,sharing=$T ls\n",
    },
  ],
  visit: {
    syntax(problem, { report }) {
      const { meant, message } = problem;
      report(
        problem,
        message,
        meant && { title: `Write ${meant.text}`, edits: [meant], safety: "unsafe" },
      );
    },
  },
});
