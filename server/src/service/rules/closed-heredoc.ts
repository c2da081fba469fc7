import { defineRule } from "../lint/rule.ts";

export default defineRule({
  name: "closed-heredoc",
  severity: "error",
  category: "syntax",
  aliases: {},
  sources: ["https://docs.docker.com/reference/dockerfile/#here-documents"],
  summary: "A heredoc has no line that ends it.",
  why: `Everything down to the end of the file becomes a part of the heredoc, and the builder refuses the file. The line that ends it holds the
    name and nothing else: no blank before or behind. With \`<<-\` tabs may stand before it, but no spaces.`,
  examples: [
    { bad: "FROM alpine:3.20\nRUN [|<<EOF|]\necho hello\n", says: "no line says EOF" },
    {
      bad: "FROM alpine:3.20\nRUN [|<<EOF|]\necho hello\n  EOF\nUSER app\n",
      says: "Line 4",
      fixed: "FROM alpine:3.20\nRUN <<EOF\necho hello\nEOF\nUSER app\n",
    },
    // tabs only, no spaces
    {
      bad: "FROM alpine:3.20\nRUN [|<<-EOF|]\n\techo hello\n    EOF\n",
      says: "only tabs",
      fixed: "FROM alpine:3.20\nRUN <<-EOF\n\techo hello\nEOF\n",
    },
    {
      bad: "FROM alpine:3.20\nCOPY [|<<'EOF'|] /a\nx\nEOF \n",
      fixed: "FROM alpine:3.20\nCOPY <<'EOF' /a\nx\nEOF\n",
    },
    {
      bad: "FROM alpine:3.20\r\nRUN [|<<EOF|]\r\nls\r\n EOF\r\n",
      fixed: "FROM alpine:3.20\r\nRUN <<EOF\r\nls\r\nEOF\r\n",
    },
    { bad: "FROM alpine:3.20\nCOPY <<one [|<<two|] /srv/\n1\none\n2\n", says: "no line says two" },
    { bad: "FROM alpine:3.20\nONBUILD RUN [|<<EOF|]\nls\n" },
    { good: "FROM alpine:3.20\nRUN <<-EOF\n\tls\n\tEOF\n" },
    { good: "FROM alpine:3.20\nCOPY <<\"one\" <<'two' /srv/\n1\none\n2\ntwo\n" },
    { good: "FROM alpine:3.20\r\nRUN <<EOF\r\nls\r\nEOF\r\n" },
    { good: "FROM alpine:3.20\nRUN echo '<<EOF'\n" },
  ],
  visit: {
    syntax(problem, { report }) {
      const { meant, message } = problem;
      report(
        problem,
        message,
        meant && {
          title: `Write ${meant.text} alone in its line`,
          edits: [meant],
          safety: "unsafe",
        },
      );
    },
  },
});
