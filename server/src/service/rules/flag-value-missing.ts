import { defineRule } from "../lint/rule.ts";

export default defineRule({
  name: "flag-value-missing",
  severity: "error",
  category: "syntax",
  aliases: { utils: "FLAG_MISSING_VALUE" },
  sources: [
    "https://docs.docker.com/reference/dockerfile/#copy",
    "https://docs.docker.com/reference/dockerfile/#run---mount",
  ],
  summary: "A flag that needs a value has none.",
  why: `The builder refuses the file. A value is joined to its flag by an equals sign: behind a blank it would count as the first source or as the
    command. Flags that are true or false stand alone, but not with an equals sign and nothing behind it.`,
  examples: [
    { bad: "FROM alpine:3.20\nCOPY [|--from|] build /a /b\n", says: "--from=\u2026" },
    { bad: "FROM alpine:3.20\nCOPY [|--chown|] 1:1 a b\n" },
    { bad: "FROM alpine:3.20\nCOPY [|--link=|] a b\n", says: "=true or =false" },
    { bad: "FROM alpine:3.20\nRUN [|--mount|] type=ssh ls\n" },
    { bad: "FROM alpine:3.20\nRUN [|--network=|] ls\n" },
    { bad: "FROM alpine:3.20\nHEALTHCHECK [|--interval|] 5s CMD ls\n" },
    { bad: "FROM [|--platform|] linux/amd64 alpine:3.20\n" },
    { good: "FROM alpine:3.20\nCOPY --link --parents a b\n" },
    { good: "FROM alpine:3.20\nADD --keep-git-dir --unpack a b\n" },
    // as if they were not written
    { good: "FROM alpine:3.20\nCOPY --chown= --from= a b\n" },
  ],
  visit: {
    syntax(problem, { report }) {
      report(problem, problem.message);
    },
  },
});
