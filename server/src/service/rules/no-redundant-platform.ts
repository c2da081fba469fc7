import { defineRule } from "../lint/rule.ts";
import { platformFlag, removal } from "../syntax/platformFlag.ts";

export default defineRule({
  name: "no-redundant-platform",
  severity: "hint",
  category: "base-image",
  aliases: { hadolint: "DL3065", buildkit: "RedundantTargetPlatform" },
  options: {
    defaults: {
      type: "boolean",
      default: false,
      summary: "The variable counts with a default value too: ${TARGETPLATFORM:-linux/amd64}.",
    },
    stageBases: {
      type: "boolean",
      default: false,
      summary: "The flag counts even where the base is a stage of another platform.",
    },
  },
  profiles: {
    hadolint: { options: { stageBases: true } },
    buildkit: { options: { stageBases: true, defaults: true } },
  },
  sources: [
    "https://docs.docker.com/reference/build-checks/redundant-target-platform/",
    "https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope",
    "https://github.com/hadolint/hadolint/wiki/DL3065",
  ],
  summary: "FROM --platform=$TARGETPLATFORM repeats the default.",
  why: `Without --platform, FROM takes the image for the platform that the build is for, which is what $TARGETPLATFORM says.
The flag changes nothing, but makes readers look for a reason. Builders older than BuildKit do not even set the variable.`,
  examples: [
    { bad: "FROM --platform=[|$TARGETPLATFORM|] a:1\n", fixed: "FROM a:1\n" },
    {
      bad: 'FROM --platform=[|${TARGETPLATFORM}|] a:1 AS b\r\nFROM --platform=[|"$TARGETPLATFORM"|]  b\r\n',
      fixed: "FROM a:1 AS b\r\nFROM b\r\n",
    },
    { bad: "ARG TARGETPLATFORM\nFROM --platform=[|$TARGETPLATFORM|] \\\n  a:1\n" },
    { good: "FROM --platform=$BUILDPLATFORM a:1 AS b\nFROM --platform=$TARGETPLATFORM b\n" },
    { good: "FROM --platform=linux/$TARGETARCH a:1\nFROM --platform=${TARGETPLATFORM}/v7 a:1\n" },
    { good: "FROM --platform=${TARGETPLATFORM:-linux/amd64} a:1\nFROM --platform=$P a:1\n" },
    { good: "ARG TARGETPLATFORM=linux/arm64\nFROM --platform=$TARGETPLATFORM a:1\n" },
    {
      bad: "FROM --platform=[|${TARGETPLATFORM:-linux/amd64}|] a:1\n",
      options: { defaults: true },
    },
    {
      bad: "FROM --platform=$BUILDPLATFORM a:1 AS b\nFROM --platform=[|$TARGETPLATFORM|] b\n",
      options: { stageBases: true },
    },
  ],
  visit: {
    FROM(node, { model, report, options }) {
      const word = platformFlag(node)?.value;
      const variable = options.defaults
        ? /^\$(?:TARGETPLATFORM|\{TARGETPLATFORM(?::?-[^{}]*)?\})$/
        : /^\$(?:TARGETPLATFORM|\{TARGETPLATFORM\})$/;
      if (word === undefined || !variable.test(word.value)) return;
      // an ARG of the file with this name may have a value of its own
      if (model.scope(node).lookup("TARGETPLATFORM").kind !== "unknown") return;
      const base = model.stageOf(node)?.base;
      const other = base?.kind === "stage" ? base.stage.platform?.word.value : undefined;
      if (!options.stageBases && other !== undefined && !variable.test(other)) return;
      const edit = removal(model.dockerfile, node);
      const fix = edit && { title: "Remove the flag", edits: [edit], safety: "safe" as const };
      report(word, `${word.value} is the platform that FROM takes anyway.`, fix);
    },
  },
});
