import { defineRule } from "../lint/rule.ts";

export default defineRule({
  name: "closed-quotes",
  severity: "error",
  category: "syntax",
  aliases: { utils: ["SYNTAX_MISSING_SINGLE_QUOTE", "SYNTAX_MISSING_DOUBLE_QUOTE"] },
  sources: [
    "https://docs.docker.com/reference/dockerfile/#env",
    "https://docs.docker.com/reference/dockerfile/#environment-replacement",
  ],
  summary: "A quote in a word that the builder reads is never closed.",
  why: `The builder stops at the word: it looks for the other quote and finds the end of the instruction. An apostrophe needs an escape character
    or double quotes around it. COPY, ADD and VOLUME split at blanks even inside quotes; there a JSON array holds names with blanks.`,
  examples: [
    { bad: 'FROM alpine:3.20\nENV GREETING=[|"|]hello\n', says: "double quote" },
    { bad: "FROM alpine:3.20\nLABEL note=it[|'|]s\n", says: "single quote" },
    { bad: "FROM alpine:3.20\nENV NOTE it[|'|]s late\n" },
    { bad: 'FROM alpine:3.20\nARG A=1 B=[|"|]2 C=3\n' },
    { bad: "FROM alpine:3.20\nENV A=1 \\\n    B=[|'|]x\n" },
    { bad: 'FROM alpine:3.20\nCOPY [|"|]a b" /srv/\n', says: "JSON array" },
    { bad: 'FROM alpine:3.20\nUSER [|"|]app\n' },
    { bad: 'FROM alpine:3.20\nLABEL [|"|]a=b\n' },
    // the escape character of the file
    { bad: '# escape=`\nFROM alpine:3.20\nENV A=[|"|]C:\\data`"\n' },
    { good: 'FROM alpine:3.20\nENV A="say \\"hi\\"" B=it\\\'s C="it\'s"\n' },
    { good: '# escape=`\nFROM alpine:3.20\nENV A="C:\\" B=it`\'s\n' },
    { good: "FROM alpine:3.20\nENV A=1 \\\n  # it's a comment\n  B=2\n" },
    // text for a shell
    { good: "FROM alpine:3.20\nRUN echo \"a\nCMD echo it's\n" },
    { good: "FROM alpine:3.20\nONBUILD USER app\nMAINTAINER Pat O'Neil\n" },
  ],
  visit: {
    syntax(problem, { report }) {
      report(problem, problem.message);
    },
  },
});
