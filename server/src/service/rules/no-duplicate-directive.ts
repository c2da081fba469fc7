import { defineRule } from "../lint/rule.ts";

export default defineRule({
  name: "no-duplicate-directive",
  severity: "error",
  category: "directives",
  aliases: { utils: "DUPLICATED_ESCAPE_DIRECTIVE" },
  sources: ["https://docs.docker.com/reference/dockerfile/#parser-directives"],
  summary: "A parser directive is given twice.",
  why: `The builder reads \`syntax\`, \`escape\` and \`check\` from the comments at the top of the file and stops with an error when
    one of them comes again, even with the same value. Names are equal in every letter case. Options of \`check\` belong into one
    line, with a semicolon between them.`,
  examples: [
    { bad: "# escape=`\n# [|escape|]=`\nFROM alpine:3.20\n", says: "second time" },
    { bad: "# check=skip=all\r\n#[|CHECK|] = error=true\r\nFROM alpine:3.20\r\n" },
    {
      bad: "# syntax=docker/dockerfile:1\n# escape=`\n# [|syntax|]=docker/dockerfile:1\nFROM alpine:3.20\n",
    },
    {
      good: "# syntax=docker/dockerfile:1\n# escape=`\n# check=skip=all;error=true\nFROM alpine:3.20\n",
    },
    // behind the blank line it is a comment
    { good: "# escape=`\n\n# escape=`\nFROM alpine:3.20\n" },
  ],
  visit: {
    syntax(problem, { report }) {
      report(problem, problem.message);
    },
  },
});
