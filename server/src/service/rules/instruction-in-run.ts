import { defineRule } from "../lint/rule.ts";
import { instructionNames } from "../syntax/parse.ts";

const keywords: ReadonlySet<string> = new Set(instructionNames);

export default defineRule({
  name: "instruction-in-run",
  severity: "warning",
  category: "syntax",
  aliases: {},
  triggers: true,
  sources: [
    "https://docs.docker.com/reference/dockerfile/#run",
    "https://docs.docker.com/reference/dockerfile/#format",
  ],
  summary: "A Dockerfile keyword stands as a command inside a RUN.",
  why: `The shell looks for a program of that name and finds none, so the build fails at this step, or goes on without it behind a \`;\`. An operator or
    backslash was left over from the line above, or the line was copied from an instruction of its own.`,
  examples: [
    { bad: "FROM alpine:3.20\nRUN apk update && [|ENV|] A=b\n", says: "a command" },
    { bad: "FROM alpine:3.20\nRUN apk update && \\\n  [|COPY|] a b\n" },
    { bad: "FROM alpine:3.20\nRUN [|RUN|] ls\n" },
    { bad: "FROM alpine:3.20\nRUN <<EOF\nls\n[|WORKDIR|] /a\nEOF\n" },
    { bad: "FROM alpine:3.20\nRUN ls; [|USER|] app\n" },
    { bad: "FROM alpine:3.20\nONBUILD RUN ls && [|ENV|] A=b\n" },
    // lower case is a program, and an assignment none
    { good: "FROM alpine:3.20\nRUN env A=b ls && USER=app LABEL=x make && echo ENV A=b\n" },
    { good: "FROM alpine:3.20\nRUN cat <<EOF > /a.Dockerfile\nFROM alpine\nRUN ls\nEOF\n" },
    { good: 'FROM alpine:3.20\nRUN ["ENV", "a"]\nCMD ENV a\n' },
  ],
  visit: {
    command({ name, program }, node, { report }) {
      if (node.name !== "RUN" || node.json !== undefined || name?.text !== program) return;
      if (!keywords.has(program)) return;
      report(
        name,
        `${program} is a command of the shell here, not an instruction of the Dockerfile.`,
      );
    },
  },
});
