import { defineRule } from "../lint/rule.ts";

export default defineRule({
  name: "no-copy-from-self",
  severity: "error",
  category: "stages",
  aliases: { hadolint: "DL3023", trivy: "DS-0006" },
  sources: [
    "https://github.com/hadolint/hadolint/wiki/DL3023",
    "https://docs.docker.com/reference/dockerfile/#copy---from",
    "https://docs.docker.com/build/building/multi-stage/",
  ],
  summary: "COPY --from or a mount names the stage it stands in.",
  why: `A stage cannot be read before it is finished, so the build stops with a circular dependency. To copy files within the
stage use RUN cp, and to start from an earlier state give that state a stage of its own. Where two stages share the name,
--from means the last of them.`,
  examples: [
    { bad: "FROM node:24 AS foo\nCOPY --from=[|foo|] /bar /baz\n" },
    { bad: "FROM a:1\nFROM node:24 AS Foo\nCOPY --from=[|1|] /a /b\nCOPY --from=[|fOO|] /a /b\n" },
    { bad: 'FROM a:1 AS x\nRUN --mount=type=bind,"from=[|x|]",target=/m ls\n' },
    { bad: "FROM a:1 AS x\nFROM b:1 AS x\nCOPY --from=[|x|] /a /b\n" },
    { good: "FROM a:1 AS build\nFROM b:1 AS run\nCOPY --from=build /a /b\n" },
    {
      good: "FROM nginx:1 AS nginx2\nCOPY --from=nginx:1 /a /b\nONBUILD COPY --from=nginx2 /a /b\n",
    },
  ],
  visit: {
    document(model, { report }) {
      for (const reference of model.circular) {
        if (reference.stage !== model.stageOf(reference.instruction)) continue;
        report(reference, `${reference.text} is the stage that this instruction stands in.`);
      }
    },
  },
});
