import { defineRule } from "../lint/rule.ts";

export default defineRule({
  name: "closed-variable",
  severity: "error",
  category: "syntax",
  aliases: {},
  sources: ["https://docs.docker.com/reference/dockerfile/#environment-replacement"],
  summary: "A `${` has no closing brace.",
  why: `Where the builder replaces variables it stops at a \`\${\` that nothing closes, so the build fails at this instruction. A brace that was meant as
    text needs the escape character before the dollar sign. Commands of RUN, CMD and ENTRYPOINT are read by a shell instead.`,
  examples: [
    { bad: "FROM alpine:3.20\nENV A=[|${HOME|]\n", says: "no closing brace" },
    { bad: "FROM alpine:3.20\nCOPY app /srv/[|${TARGET|]\n" },
    { bad: "FROM alpine:3.20\nWORKDIR [|${A|]:-${B}\n" },
    { bad: "FROM alpine:[|${TAG|]\n" },
    { bad: 'FROM alpine:3.20\nLABEL a="[|${B|]" c=d\n' },
    { bad: "FROM alpine:3.20\nCOPY --chown=[|${OWNER|] a b\n" },
    { bad: 'FROM alpine:3.20\nVOLUME ["[|${DATA|]"]\n' },
    { bad: "FROM alpine:3.20\nCOPY <<EOF /a\nhome = [|${HOME|]\nEOF\n" },
    { good: "FROM alpine:3.20\nARG A=${B:-${C:-d}}\nENV D=\\${E F='${G'\n" },
    // the shell's own business
    { good: "FROM alpine:3.20\nRUN echo ${HOME\nCMD echo ${HOME\n" },
    { good: "FROM alpine:3.20\nCOPY <<'EOF' /a\n${HOME\nEOF\n" },
  ],
  visit: {
    syntax(problem, { report }) {
      report(problem, problem.message);
    },
  },
});
