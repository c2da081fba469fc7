import { defineRule } from "../lint/rule.ts";

export default defineRule({
  name: "valid-healthcheck",
  severity: "error",
  category: "syntax",
  aliases: { utils: ["UNKNOWN_TYPE", "HEALTHCHECK_CMD_ARGUMENT_MISSING", "ARGUMENT_UNNECESSARY"] },
  sources: ["https://docs.docker.com/reference/dockerfile/#healthcheck"],
  summary: "HEALTHCHECK names neither CMD nor NONE, has no command, or gives NONE arguments.",
  why: `The builder refuses the file. Behind the flags comes the word CMD and then the command, which is often left out because no other instruction
    needs such a word; or NONE, which switches off the check of the base image and stands alone.`,
  examples: [
    { bad: "FROM alpine:3.20\nHEALTHCHECK [|curl|] -f http://localhost\n", says: "CMD or NONE" },
    { bad: "FROM alpine:3.20\nHEALTHCHECK --interval=5s [|curl|] http://localhost\n" },
    { bad: "FROM alpine:3.20\nHEALTHCHECK [|CMD|]\n", says: "needs a command" },
    { bad: "FROM alpine:3.20\nHEALTHCHECK [|CMD|] []\n" },
    { bad: "FROM alpine:3.20\nHEALTHCHECK NONE [|curl localhost|]\n", says: "alone" },
    { bad: "FROM alpine:3.20\nONBUILD HEALTHCHECK [|TEST|]\n" },
    { good: "FROM alpine:3.20\nHEALTHCHECK none\nHEALTHCHECK cmd ls\n" },
    { good: 'FROM alpine:3.20\nHEALTHCHECK --retries=1 CMD ["ls"]\nONBUILD HEALTHCHECK NONE\n' },
  ],
  visit: {
    syntax(problem, { report }) {
      report(problem, problem.message);
    },
  },
});
