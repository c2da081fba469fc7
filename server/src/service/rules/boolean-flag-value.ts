import { defineRule } from "../lint/rule.ts";

export default defineRule({
  name: "boolean-flag-value",
  severity: "error",
  category: "syntax",
  aliases: { utils: ["FLAG_EXPECTED_BOOLEAN_VALUE", "FLAG_INVALID_LINK_VALUE"] },
  sources: [
    "https://docs.docker.com/reference/dockerfile/#copy---link",
    "https://docs.docker.com/reference/dockerfile/#add---keep-git-dir",
  ],
  summary: "A boolean flag has a value that is neither true nor false.",
  why: `The builder refuses the file: of --link, --parents, --keep-git-dir and --unpack it takes true and false, in any case, and nothing
    that other tools take, such as yes or 1. Variables are not replaced here. The flag alone, without a value, means true.`,
  examples: [
    { bad: "FROM alpine:3.20\nCOPY --link=[|yes|] a b\n", says: "true or false, not yes" },
    { bad: "FROM alpine:3.20\nCOPY --parents=[|1|] a b\n" },
    { bad: "FROM alpine:3.20\nADD --keep-git-dir=[|on|] https://example.com/a.git /a\n" },
    { bad: "FROM alpine:3.20\nADD --unpack=[|$UNPACK|] a.tar /a\n" },
    { bad: "FROM alpine:3.20\nONBUILD COPY --link=[|no|] a b\n" },
    { good: "FROM alpine:3.20\nCOPY --link --parents=false a b\n" },
    { good: "FROM alpine:3.20\nADD --unpack=TRUE --link=False a.tar /a\n" },
  ],
  visit: {
    syntax(problem, { report }) {
      report(problem, problem.message);
    },
  },
});
