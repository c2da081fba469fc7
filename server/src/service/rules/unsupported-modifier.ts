import { defineRule } from "../lint/rule.ts";

export default defineRule({
  name: "unsupported-modifier",
  severity: "error",
  category: "syntax",
  aliases: { utils: "UNSUPPORTED_MODIFIER" },
  sources: [
    "https://docs.docker.com/reference/dockerfile/#environment-replacement",
    "https://docs.docker.com/build/dockerfile/release-notes/#170",
  ],
  summary: "A `${name…}` uses a modifier that the builder does not know.",
  why: `The builder knows \`:-\`, \`-\`, \`:+\`, \`+\`, \`:?\`, \`?\` and, since frontend 1.7, the patterns \`#\`, \`##\`, \`%\`, \`%%\`, \`/\` and \`//\`. What shells have beyond
    them, such as substrings or upper case, fails the build. Compute such values in a RUN, or escape the dollar sign where it is text.`,
  examples: [
    { bad: "FROM alpine:3.20\nENV A=[|${B:x}|]\n", says: "`:x`" },
    { bad: "FROM alpine:3.20\nENV A=[|${B^^}|]\n", says: "`^`" },
    { bad: "FROM alpine:3.20\nCOPY [|${B:0:2}|] /c\n" },
    { bad: "FROM alpine:3.20\nLABEL a=[|${B[0]}|]\n" },
    { bad: "FROM alpine:3.20\nUSER [|${}|]\n", says: "no name" },
    { bad: "FROM alpine:3.20\nEXPOSE [|${PORT:}|]\n" },
    { bad: "FROM alpine:3.20\nENV A=[|${B/x}|]\n", says: "second `/`" },
    { bad: "FROM alpine:3.20\nARG T=[|${Env:TEMP}|]\n" },
    { bad: "FROM alpine:3.20\nCOPY <<EOF /run.sh\necho [|${1,,}|]\nEOF\n" },
    { good: "FROM alpine:3.20\nENV A=${B:-1}${B-1}${B:+1}${B+1}${B:?no}${B?no}\n" },
    { good: "FROM alpine:3.20\nENV A=${B#x}${B##x}${B%x}${B%%x}${B/x/y}${B//x/y}\n" },
    { good: "FROM alpine:3.20\nENV A=\\${B^^} C='${D^^}'\n" },
    { good: 'FROM alpine:3.20\nRUN echo ${B^^}\nCMD echo ${B:0:2}\nENTRYPOINT ["${B^^}"]\n' },
    { good: "FROM alpine:3.20\nCOPY <<'EOF' /run.sh\necho ${1,,}\nEOF\n" },
  ],
  visit: {
    syntax(problem, { report }) {
      report(problem, problem.message);
    },
  },
});
