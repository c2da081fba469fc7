import { defineRule } from "../lint/rule.ts";
import { platformFlag, removal } from "../syntax/platformFlag.ts";
import { parsePlatform } from "../syntax/platform.ts";

export default defineRule({
  name: "no-constant-platform",
  severity: "hint",
  category: "base-image",
  aliases: { hadolint: "DL3029", buildkit: "FromPlatformFlagConstDisallowed" },
  options: {
    any: {
      type: "boolean",
      default: false,
      summary:
        "Every platform but $BUILDPLATFORM and $TARGETPLATFORM counts, whatever the stage is called.",
    },
  },
  profiles: { hadolint: { options: { any: true } } },
  sources: [
    "https://docs.docker.com/reference/build-checks/from-platform-flag-const-disallowed/",
    "https://docs.docker.com/build/building/multi-platform/",
    "https://github.com/hadolint/hadolint/wiki/DL3029",
  ],
  summary: "FROM --platform is a fixed value.",
  why: `A fixed platform makes the stage the same whatever platform the build is for, so --platform on the command line is
ignored and other machines run it in slow emulation. Cross-building stages want $BUILDPLATFORM, all others no flag at all. It
is fine for software that exists for one platform only, and where the stage's name says so: such stages are left alone.`,
  examples: [
    {
      bad: "FROM --platform=[|linux/amd64|] alpine:3.24\n",
      fixed: "FROM alpine:3.24\n",
    },
    { bad: "FROM --platform=[|linux/x86_64|] alpine:3.24 AS x86_64\r\n" },
    { bad: 'FROM --platform=[|"linux/arm64"|] \\\n  alpine:3.24 AS build\n' },
    { good: "FROM --platform=linux/amd64 alpine:3.24 AS my_amd64_stage\n" },
    { good: "FROM --platform=linux/amd64 alpine:3.24 AS Linux\n" },
    { good: "FROM --platform=$BUILDPLATFORM a:1 AS b\nFROM --platform=${TARGETPLATFORM} c:1\n" },
    {
      good: "ARG P=linux/amd64\nFROM --platform=$P alpine:3.24\nFROM --platform=linux/$ARCH a:1\n",
    },
    { good: "FROM --platform=nonsense/a/b/c alpine:3.24\n" },
    {
      bad: "FROM --platform=[|$P|] a:1\nFROM --platform=[|linux/amd64|] b:1 AS amd64\n",
      options: { any: true },
    },
    { good: 'FROM --platform="${BUILDPLATFORM:-}" a:1\nFROM a:1\n', options: { any: true } },
  ],
  visit: {
    FROM(node, { model, report, options }) {
      const word = platformFlag(node)?.value;
      if (word === undefined) return;
      const { value } = word;
      if (options.any) {
        if (value !== "" && !/BUILDPLATFORM|TARGETPLATFORM/.test(value))
          report(word, `The platform ${value} is the same for every build.`);
        return;
      }
      const platform = value.includes("$") ? undefined : parsePlatform(value);
      if (platform === undefined) return;
      const name = node.stageName?.value.toLowerCase() ?? "";
      const { system = "linux", architecture = "amd64" } = platform;
      if (name.includes(system) || name.includes(architecture)) return;
      const edit = removal(model.dockerfile, node);
      const fix = edit && { title: "Remove the flag", edits: [edit], safety: "unsafe" as const };
      report(word, `The platform ${value} is the same for every build, whatever it is for.`, fix);
    },
  },
});
