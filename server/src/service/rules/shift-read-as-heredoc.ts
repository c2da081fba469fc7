import { defineRule } from "../lint/rule.ts";

export default defineRule({
  name: "shift-read-as-heredoc",
  severity: "error",
  category: "syntax",
  aliases: {},
  sources: [
    "https://docs.docker.com/reference/dockerfile/#here-documents",
    "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_06_04",
  ],
  summary: "An arithmetic or quoted `<<` in a RUN is taken by the builder for a heredoc.",
  why: `Before a shell sees the command the builder looks for heredocs, and any \`<<\` behind a blank is one for it, in arithmetic and in nested quotes
    as well. It then looks for a line that ends the heredoc and refuses the file. Without blanks around it the operator is left alone.`,
  examples: [
    {
      bad: "FROM alpine:3.20\nRUN echo $(( a [|<< b|] ))\n",
      says: "for a heredoc",
      fixed: "FROM alpine:3.20\nRUN echo $(( a<<b ))\n",
    },
    {
      bad: "FROM alpine:3.20\nRUN echo $((1 [|<<3|] ))\n",
      fixed: "FROM alpine:3.20\nRUN echo $((1<<3 ))\n",
    },
    {
      bad: "FROM alpine:3.20\nRUN (( x = y [|<< 4|] )) && ls\nUSER app\n",
      fixed: "FROM alpine:3.20\nRUN (( x = y<<4 )) && ls\nUSER app\n",
    },
    // a number would be the heredoc's file descriptor
    { bad: "FROM alpine:3.20\nRUN (( x = 1 [|<< 4|] ))\n", refused: "for a heredoc" },
    { bad: 'FROM alpine:3.20\nRUN echo "$(echo "x [|<< y")"|]\n', refused: "for a heredoc" },
    { good: "FROM alpine:3.20\nRUN echo $((1<<3)) $((a<<b)) $((1<<$b))\n" },
    { good: "FROM alpine:3.20\nRUN echo 'a << b' \"a << b\"\n" },
    { good: "FROM alpine:3.20\nRUN cat <<EOF\na << b\nEOF\n" },
    // that is closed-heredoc
    { good: "FROM alpine:3.20\nRUN cat <<EOF\n" },
  ],
  visit: {
    syntax(problem, { report }) {
      const { meant, message } = problem;
      report(
        problem,
        message,
        meant && {
          title: "Remove the blanks around the operator",
          edits: [meant],
          safety: "unsafe",
        },
      );
    },
  },
});
