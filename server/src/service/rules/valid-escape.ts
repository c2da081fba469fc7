import { defineRule } from "../lint/rule.ts";

export default defineRule({
  name: "valid-escape",
  severity: "error",
  category: "directives",
  aliases: { utils: "INVALID_ESCAPE_DIRECTIVE" },
  sources: ["https://docs.docker.com/reference/dockerfile/#escape"],
  summary: "The escape directive is neither backslash nor backtick.",
  why: `The character that continues lines can be a backslash or a backtick, and the builder stops with an error for everything
    else, text behind the character included. A directive without a value is none: the builder takes the line for a comment, and
    the backslash stays in force.`,
  examples: [
    { bad: "# escape=[|ab|]\nFROM alpine:3.20\n", says: "not ab" },
    { bad: "#ESCAPE = [|^|]\r\nFROM alpine:3.20\r\n" },
    {
      bad: "# escape=[|` for Windows|]\nFROM alpine:3.20\n",
      fixed: "# escape=`\nFROM alpine:3.20\n",
    },
    { bad: "# escape=[|\\\\|]\nFROM alpine:3.20\n", fixed: "# escape=\\\nFROM alpine:3.20\n" },
    { bad: "[|# escape=|]\nFROM alpine:3.20\n", severity: "warning" },
    // a blank is a value
    { bad: "# syntax=docker/dockerfile:1\n#escape=[| \t|]\nFROM alpine:3.20\n" },
    { good: "# escape=`\nFROM alpine:3.20\n" },
    { good: "# escape=\\ \nFROM alpine:3.20\n" },
    { good: "# about\n# escape=\nFROM alpine:3.20\n# escape=ab\n" },
  ],
  visit: {
    document({ dockerfile: { comments, directives } }, { reportAs }) {
      const comment = comments.find(({ line }) => line >= directives.length);
      if (comment?.line !== directives.length || !/^#\s*escape\s*=$/i.test(comment.text)) return;
      reportAs(
        "warning",
        comment,
        "Without a value this is a comment: the escape character stays \\.",
      );
    },
    syntax(problem, { model, report }) {
      const [, character] =
        /^(?:([`\\])(?:\s|\1$))/.exec(model.dockerfile.text.slice(problem.start, problem.end)) ??
        [];
      const fix = character !== undefined && {
        title: `Use ${character}`,
        edits: [{ start: problem.start, end: problem.end, text: character }],
        safety: "unsafe" as const,
      };
      report(problem, problem.message, ...(fix ? [fix] : []));
    },
  },
});
