import { defineRule, type Fix } from "../lint/rule.ts";
import { frontendOf, type Frontend } from "../syntax/frontend.ts";
import { frontendNeeds, hasFeature, minorOf, type FrontendNeed } from "../syntax/frontendNeeds.ts";

export default defineRule({
  name: "recent-frontend",
  severity: "error",
  category: "directives",
  aliases: {},
  sources: [
    "https://docs.docker.com/build/buildkit/frontend/",
    "https://docs.docker.com/reference/dockerfile/#copy",
    "https://github.com/moby/buildkit/releases",
  ],
  summary: "A flag, heredoc or modifier is newer than the version that `# syntax=` pins.",
  why: `The pinned image reads the whole file, however new the builder is, and what it does not know ends the build with an
    unknown flag or instruction. Pins such as \`1\` and \`labs\` follow the newest release and are never too old; without the line
    the builder's own version decides, which nobody knows here. Some features are only in the labs channel at first.`,
  examples: [
    {
      bad: "# syntax=docker/dockerfile:1.3\nFROM alpine:3.20\nCOPY --[|link|] a /b\n",
      fixed: "# syntax=docker/dockerfile:1.4\nFROM alpine:3.20\nCOPY --link a /b\n",
      says: "needs 1.4",
    },
    {
      bad: "# syntax=docker/dockerfile:1.2.1\r\nFROM alpine:3.20\r\nRUN [|<<EOF|]\r\nls\r\nEOF\r\nADD --[|exclude|]=b a /c\r\n",
      fixed:
        "# syntax=docker/dockerfile:1.19.0\r\nFROM alpine:3.20\r\nRUN <<EOF\r\nls\r\nEOF\r\nADD --exclude=b a /c\r\n",
    },
    {
      bad: "# syntax=docker/dockerfile:1.14\nFROM alpine:3.20\nRUN --[|device|]=gpu ls\n",
      fixed: "# syntax=docker/dockerfile:1.14-labs\nFROM alpine:3.20\nRUN --device=gpu ls\n",
    },
    { bad: "# syntax=docker/dockerfile:1.6\nFROM alpine:3.20\nARG A=a.b\nENV B=[|${A%.*}|]\n" },
    { bad: "# syntax=docker/dockerfile:1.5\nFROM alpine:3.20\nENV B=[|${A-b}|]\n" },
    { bad: "# syntax=docker/dockerfile:1.15\nFROM alpine:3.20\nRUN [|<< EOF|]\nls\nEOF\n" },
    {
      bad: "# syntax=docker/dockerfile:1.1\nFROM alpine:3.20\nONBUILD RUN --[|mount|]=type=ssh ls\n",
    },
    {
      bad: "# syntax=docker/dockerfile:1.9\nFROM alpine:3.20\nRUN --mount=type=secret,id=a,[|env|]=A ls\n",
    },
    { bad: "# syntax=docker/dockerfile:1.4\nFROM alpine:3.20\nCOPY --chmod=[|u+x|] a /b\n" },
    {
      bad: "# syntax=docker/dockerfile:1.3@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nFROM alpine:3.20\nCOPY --[|link|] a /b\n",
      refused: "the digest",
    },
    { good: "# syntax=docker/dockerfile:1.7-labs\nFROM alpine:3.20\nCOPY --parents a /b\n" },
    {
      good: "# syntax=docker/dockerfile:1.0-experimental\nFROM alpine:3.20\nRUN --mount=type=ssh ls\n",
    },
    { good: "# syntax=docker/dockerfile:1\nFROM alpine:3.20\nCOPY --link --parents a /b\n" },
    { good: "# syntax=docker/dockerfile:labs\nFROM alpine:3.20\nRUN --device=gpu ls\n" },
    { good: "# syntax=docker/dockerfile-upstream:master\nFROM alpine:3.20\nCOPY --link a /b\n" },
    { good: "FROM alpine:3.20\nCOPY --link --parents a /b\nRUN <<EOF\nls\nEOF\n" },
    { good: "# syntax=docker/dockerfile:1.2\nFROM alpine:3.20\nENV A=${B:-c}\nRUN echo ${A%.*}\n" },
  ],
  visit: {
    document({ dockerfile }, { report }) {
      const frontend = frontendOf(dockerfile);
      const { version } = frontend ?? {};
      if (frontend === undefined || version?.major !== 1 || version.minor === undefined) return;
      const missing = frontendNeeds(dockerfile).filter(
        ({ feature }) => !hasFeature(version, feature),
      );
      if (missing.length === 0) return;
      const fix = raise(frontend, missing);
      const refusal = fix ? "" : " Not raised: the digest belongs to the pinned version.";
      for (const need of missing)
        report(
          need,
          `${need.what} needs ${need.feature.since}: ${frontend.text} does not know it.${refusal}`,
          fix,
        );
    },
  },
});

/** The lowest version that has all that is missing, with as many parts as the pinned one. */
function raise(
  { end, reference, version }: Frontend,
  missing: readonly FrontendNeed[],
): Fix | undefined {
  if (reference?.tag === undefined || reference.digest !== undefined) return undefined;
  const sinces = missing.map(({ feature }) => feature.since);
  // what a labs pin lacks may have reached labs first, but a stable release is what lasts
  const minor = Math.max(version?.minor ?? 0, ...sinces.map(minorOf));
  const isLabs = version?.channel !== "stable" || sinces.some((since) => since.endsWith("-labs"));
  const tag = `1.${minor}${version?.patch === undefined ? "" : ".0"}${isLabs ? "-labs" : ""}`;
  const edits = [{ start: end - reference.tag.text.length, end, text: tag }];
  return { title: `Pin docker/dockerfile:${tag}`, edits, safety: "unsafe" };
}
