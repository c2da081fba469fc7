import { defineRule } from "../lint/rule.ts";

export default defineRule({
  name: "unique-stage-names",
  severity: "warning",
  category: "stages",
  aliases: {
    hadolint: "DL3024",
    buildkit: "DuplicateStageName",
    trivy: "DS-0012",
    checkov: "CKV_DOCKER_11",
    utils: "DUPLICATE_BUILD_STAGE_NAME",
  },
  profiles: { hadolint: { severity: "error" } },
  sources: [
    "https://docs.docker.com/reference/build-checks/duplicate-stage-name/",
    "https://github.com/hadolint/hadolint/wiki/DL3024",
  ],
  summary: "Two stages bear the same name, so references reach only the newer one.",
  why: `The builder only warns and keeps the stage that comes last: every --from and every build target with that name means
it, even where the reference stands between the two. FROM takes the last one above itself. Names are the same in any case,
so Build and build collide.`,
  examples: [
    { bad: "FROM a:1 AS build\nFROM b:1 AS [|build|]\nFROM scratch\nCOPY --from=build /a /b\n" },
    { bad: "FROM a:1 as SETUP\nFROM b:1 as [|seTUp|]\nFROM c:1 AS [|setup|]\n", says: "line 1" },
    { good: "FROM a:1 AS build\nFROM b:1 AS build2\nFROM c:1\nFROM d:1\n" },
  ],
  visit: {
    document({ stages }, { report }) {
      const lines = new Map<string, number>();
      for (const { name, from } of stages) {
        if (name === undefined || from.stageName === undefined) continue;
        const key = name.toLowerCase();
        const first = lines.get(key);
        if (first === undefined) lines.set(key, from.startLine + 1);
        else
          report(
            from.stageName,
            `The stage in line ${first} is called ${name} too: --from means the last of them.`,
          );
      }
    },
  },
});
