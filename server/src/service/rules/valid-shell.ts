import { defineRule } from "../lint/rule.ts";

export default defineRule({
  name: "valid-shell",
  severity: "error",
  category: "syntax",
  aliases: { utils: ["SHELL_JSON_FORM", "SHELL_REQUIRES_ONE"] },
  sources: ["https://docs.docker.com/reference/dockerfile/#shell"],
  summary: "SHELL needs a JSON array with at least one string.",
  why: `The builder refuses the file. SHELL has no other form, since what reads the other form is just what it sets: the program and its arguments,
    each in double quotes, and the option such as -c that makes the program read a command.`,
  examples: [
    {
      bad: "FROM alpine:3.20\nSHELL [|/bin/bash -o pipefail -c|]\n",
      fixed: 'FROM alpine:3.20\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\n',
    },
    { bad: "FROM alpine:3.20\nSHELL [|[]|]\n", says: "at least one" },
    { bad: "FROM alpine:3.20\nSHELL [|['/bin/bash', '-c']|]\n", refused: "JSON array" },
    { bad: 'FROM alpine:3.20\nSHELL [|["/bin/bash", "-c"|]\n' },
    { bad: "FROM alpine:3.20\nONBUILD SHELL [|/bin/bash|]\n" },
    { good: 'FROM alpine:3.20\nSHELL ["/bin/bash", "-c"]\nSHELL [ "a" ]\n' },
  ],
  visit: {
    syntax(problem, { model, report }) {
      const { start, end, message } = problem;
      const text = model.dockerfile.text.slice(start, end);
      if (!/^[\w./:=+-]+(?: +[\w./:=+-]+)*$/.test(text)) return report(problem, message);
      const array = JSON.stringify(text.split(/ +/)).replaceAll('","', '", "');
      const edits = [{ start, end, text: array }];
      report(problem, message, { title: "Use a JSON array", edits, safety: "unsafe" });
    },
  },
});
