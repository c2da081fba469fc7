import { defineRule } from "../lint/rule.ts";

export default defineRule({
  name: "unknown-flag",
  severity: "error",
  category: "syntax",
  aliases: {
    utils: [
      "UNKNOWN_ADD_FLAG",
      "UNKNOWN_COPY_FLAG",
      "UNKNOWN_FROM_FLAG",
      "UNKNOWN_HEALTHCHECK_FLAG",
    ],
  },
  sources: [
    "https://docs.docker.com/reference/dockerfile/",
    "https://docs.docker.com/build/dockerfile/release-notes/",
  ],
  summary: "A flag does not exist for its instruction.",
  why: `The builder refuses the file. Flags stand between the keyword and the first other word, in lower case; behind that word they belong to the
    command or are file names. Some exist for one instruction only, such as --parents for COPY and --checksum for ADD.`,
  examples: [
    {
      bad: "FROM alpine:3.20\nCOPY [|--form=build|] a b\n",
      says: "did you mean --from?",
      fixed: "FROM alpine:3.20\nCOPY --from=build a b\n",
    },
    {
      bad: "FROM [|--plaform=linux/amd64|] alpine:3.20\n",
      fixed: "FROM --platform=linux/amd64 alpine:3.20\n",
    },
    {
      bad: "FROM alpine:3.20\nHEALTHCHECK [|--RETRIES=3|] CMD ls\n",
      fixed: "FROM alpine:3.20\nHEALTHCHECK --retries=3 CMD ls\n",
    },
    { bad: "FROM alpine:3.20\nRUN [|--privileged|] ls\n", says: "it has --mount" },
    { bad: "FROM alpine:3.20\nADD [|--from=a|] b c\n" },
    { bad: "FROM alpine:3.20\nCOPY [|--checksum=a|] b c\n" },
    { bad: "FROM alpine:3.20\nUSER [|--x|] app\n", says: "it has none" },
    { bad: "FROM alpine:3.20\nONBUILD COPY [|--chwon=1|] a b\n" },
    {
      good: "FROM alpine:3.20\nADD --unpack --link --keep-git-dir --chmod=1 --exclude=a --checksum=sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa https://example.com/a.tar b\n",
    },
    {
      good: "FROM alpine:3.20\nCOPY --parents --exclude=a --link a b\nRUN --device=gpu --security=insecure ls\n",
    },
    // behind the first word they are something else
    { good: "FROM alpine:3.20\nRUN ls --all\nCOPY -- --odd b\nHEALTHCHECK CMD ls --all\n" },
    { good: "# syntax=example.com/my/frontend\nFROM alpine:3.20\nCOPY --new a b\n" },
  ],
  visit: {
    syntax(problem, { report }) {
      const { meant, message } = problem;
      report(
        problem,
        message,
        meant && { title: `Write --${meant.text}`, edits: [meant], safety: "unsafe" },
      );
    },
  },
});
