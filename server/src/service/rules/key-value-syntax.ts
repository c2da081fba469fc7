import { defineRule } from "../lint/rule.ts";

export default defineRule({
  name: "key-value-syntax",
  severity: "error",
  category: "syntax",
  aliases: { utils: ["SYNTAX_MISSING_EQUALS", "SYNTAX_MISSING_NAMES"] },
  sources: [
    "https://docs.docker.com/reference/dockerfile/#env",
    "https://docs.docker.com/reference/dockerfile/#label",
  ],
  summary: "A pair of ENV, LABEL or ARG lacks its equals sign or its name.",
  why: `The builder refuses the file. As soon as the first word of ENV or LABEL has an equals sign, all others need one too, so a value with blanks
    stands in quotes. Without any, the first word is the name and the rest is the value. ARG takes names alone.`,
  examples: [
    { bad: "FROM alpine:3.20\nENV A=1 [|B|]\n", says: "no =" },
    { bad: "FROM alpine:3.20\nLABEL title=My [|shop|] a=b\n" },
    { bad: "FROM alpine:3.20\nENV [|A|]\n", says: "no value" },
    { bad: "FROM alpine:3.20\nENV [|=1|]\n", says: "a name" },
    { bad: "FROM alpine:3.20\nARG [|=1|]\n" },
    { bad: "FROM alpine:3.20\nENV A=1 \\\n    [|B|] \\\n    C=3\n" },
    { bad: "FROM alpine:3.20\nONBUILD ENV A=1 [|B|]\n" },
    { bad: 'FROM alpine:3.20\nENV [|{"a":1}|]\n' },
    { good: "FROM alpine:3.20\nENV A some words\nLABEL a b c\n" },
    // the old form, whatever follows
    { good: "FROM alpine:3.20\nENV A b=c\nENV a = b\n" },
    { good: 'FROM alpine:3.20\nLABEL "my title"=x \'b c\'=d ""=e\n' },
    { good: 'FROM alpine:3.20\nENV A={"b":"c"} B=[1,2]\nARG A B=1 C=\n' },
  ],
  visit: {
    syntax(problem, { report }) {
      report(problem, problem.message);
    },
  },
});
