import { defineRule } from "../lint/rule.ts";

export default defineRule({
  name: "valid-healthcheck-flag",
  severity: "error",
  category: "syntax",
  aliases: {
    utils: [
      "FLAG_AT_LEAST_ONE",
      "FLAG_INVALID_DURATION",
      "FLAG_LESS_THAN_1MS",
      "FLAG_MISSING_DURATION",
      "FLAG_UNKNOWN_UNIT",
      "INVALID_SYNTAX",
    ],
  },
  sources: [
    "https://docs.docker.com/reference/dockerfile/#healthcheck",
    "https://pkg.go.dev/time#ParseDuration",
  ],
  summary: "A duration or count of HEALTHCHECK cannot be read, or is too small.",
  why: `The builder refuses the file. A duration is a number with a unit, h, m, s, ms, us or ns, or several of them such as 1m30s; a number alone means
    nothing, except 0. It is at least one millisecond, or 0 for the default. Variables are not replaced here.`,
  examples: [
    { bad: "FROM alpine:3.20\nHEALTHCHECK --interval=[|5|] CMD ls\n", says: "30s or 1m30s" },
    { bad: "FROM alpine:3.20\nHEALTHCHECK --timeout=[|5sec|] CMD ls\n" },
    { bad: "FROM alpine:3.20\nHEALTHCHECK --interval=[|10us|] CMD ls\n", says: "1ms" },
    { bad: "FROM alpine:3.20\nHEALTHCHECK --start-period=[|-5s|] CMD ls\n" },
    { bad: "FROM alpine:3.20\nHEALTHCHECK --start-interval=[|1x|] CMD ls\n" },
    { bad: "FROM alpine:3.20\nHEALTHCHECK --retries=[|three|] CMD ls\n", says: "a number" },
    { bad: "FROM alpine:3.20\nHEALTHCHECK --retries=[|-1|] CMD ls\n" },
    { bad: "FROM alpine:3.20\nHEALTHCHECK --retries=[|1.5|] CMD ls\n" },
    { bad: "FROM alpine:3.20\nHEALTHCHECK --interval=[|$EVERY|] CMD ls\n" },
    { bad: "FROM alpine:3.20\nONBUILD HEALTHCHECK --retries=[|x|] CMD ls\n" },
    {
      good: "FROM alpine:3.20\nHEALTHCHECK --interval=1m30s --timeout=1.5h --start-period=500ms --start-interval=2s CMD ls\n",
    },
    // the defaults
    { good: "FROM alpine:3.20\nHEALTHCHECK --interval=0s --timeout=0 --retries=0 CMD ls\n" },
    { good: "FROM alpine:3.20\nHEALTHCHECK --interval=1500us --timeout=2000\u00b5s CMD ls\n" },
  ],
  visit: {
    syntax(problem, { report }) {
      report(problem, problem.message);
    },
  },
});
