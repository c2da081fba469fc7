import { defineRule } from "../lint/rule.ts";

export default defineRule({
  name: "valid-onbuild-trigger",
  severity: "error",
  category: "syntax",
  aliases: {
    hadolint: "DL3043",
    utils: ["ONBUILD_CHAINING_DISALLOWED", "ONBUILD_TRIGGER_DISALLOWED"],
  },
  sources: [
    "https://docs.docker.com/reference/dockerfile/#onbuild-limitations",
    "https://github.com/hadolint/hadolint/wiki/DL3043",
  ],
  summary: "ONBUILD holds an instruction that cannot be a trigger or does not exist.",
  why: `ONBUILD, FROM and MAINTAINER behind ONBUILD make this build fail. A word that is no instruction is worse: this image builds, and every
    build on top of it fails. A COPY --from is allowed; the stage it names has to exist in the file of the other build.`,
  examples: [
    { bad: "FROM alpine:3.20\nONBUILD [|FROM|] alpine:3.20\n", says: "cannot be a trigger" },
    { bad: "FROM alpine:3.20\nONBUILD [|onbuild|] RUN ls\n" },
    { bad: "FROM alpine:3.20\nONBUILD [|MAINTAINER|] Ann\n" },
    {
      bad: "FROM alpine:3.20\nONBUILD [|CPOY|] a b\n",
      says: "Did you mean COPY?",
      fixed: "FROM alpine:3.20\nONBUILD COPY a b\n",
    },
    { bad: "FROM alpine:3.20\nONBUILD [|make|] all\n", says: "every build on this image" },
    {
      good: "FROM alpine:3.20\nONBUILD COPY --from=build /a /b\nONBUILD RUN ls\nonbuild env A=b\n",
    },
  ],
  visit: {
    syntax(problem, { report }) {
      const { meant, message } = problem;
      report(
        problem,
        message,
        meant && { title: `Write ${meant.text}`, edits: [meant], safety: "unsafe" },
      );
    },
  },
});
