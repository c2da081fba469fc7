import {
  channelSince,
  lastExperimental,
  movingTags,
  newestPatches,
} from "../data/frontendReleases.ts";
import { defineRule } from "../lint/rule.ts";
import { frontendOf, parseFrontendTag, type FrontendVersion } from "../syntax/frontend.ts";

export default defineRule({
  name: "valid-syntax-image",
  severity: "warning",
  category: "directives",
  aliases: {},
  sources: [
    "https://docs.docker.com/build/buildkit/frontend/",
    "https://hub.docker.com/r/docker/dockerfile/tags",
  ],
  summary: "The image in `# syntax=` is malformed or has a version that was never published.",
  why: `BuildKit pulls the image that \`# syntax=\` names before it reads anything else of the file, so a name or a tag that does
    not exist ends the build at once. Versions that are newer than the newest known here are taken for granted, and images of
    others are checked for their form only.`,
  examples: [
    { bad: "# syntax=[|Docker/Dockerfile:1:2|]\nFROM alpine:3.20\n", says: "no image" },
    { bad: "# syntax=[|docker/dockerfile:1.8.9|]\nFROM alpine:3.20\n", says: "1.8.9" },
    { bad: "#syntax = [|docker.io/docker/dockerfile:2|] # why\r\nFROM alpine:3.20\r\n" },
    { bad: "# syntax=[|docker/dockerfile:1.1-labs|]\nFROM alpine:3.20\n" },
    { bad: "# syntax=[|docker/dockerfile:1.4-experimental|]\nFROM alpine:3.20\n" },
    { bad: "# syntax=[|docker/dockerfile:lastest|]\nFROM alpine:3.20\n" },
    { bad: "#!/usr/bin/env -S docker build -f\n# syntax=[|a:b:c|]\nFROM alpine:3.20\n" },
    { good: "# syntax=docker/dockerfile\nFROM alpine:3.20\n" },
    { good: "# syntax=docker/dockerfile:1.7.1-labs\nFROM alpine:3.20\n" },
    { good: "# syntax=docker/dockerfile:1.1-experimental\nFROM alpine:3.20\n" },
    { good: "# syntax=docker/dockerfile:1.9999\nFROM alpine:3.20\n" },
    { good: "# syntax=docker/dockerfile-upstream:master-labs\nFROM alpine:3.20\n" },
    {
      good: "# syntax=ghcr.io/team/frontend:0.3@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nFROM alpine:3.20\n",
    },
    { good: "# about\n# syntax=a:b:c\nFROM alpine:3.20\n" },
  ],
  visit: {
    document({ dockerfile }, { report }) {
      const frontend = frontendOf(dockerfile);
      if (frontend === undefined) return;
      const { text, reference, isOfficial } = frontend;
      if (reference === undefined)
        report(frontend, `${text} is no image, so the build cannot begin.`);
      if (!isOfficial || reference?.digest !== undefined) return;
      const { text: tag = "latest" } = reference?.tag ?? {};
      const version = parseFrontendTag(tag);
      if (movingTags.has(tag) || (version !== undefined && isPublished(version))) return;
      report(
        frontend,
        `docker/dockerfile was never published as ${tag}, so the build cannot begin.`,
      );
    },
  },
});

function isPublished({ major, minor, patch, channel, isCandidate }: FrontendVersion): boolean {
  if (major !== 1) return false;
  if (minor === undefined || minor >= newestPatches.length) return true;
  if (channel !== "stable" && minor < channelSince[channel]) return false;
  if (channel === "experimental") return minor <= lastExperimental;
  return isCandidate || patch === undefined || patch <= (newestPatches[minor] ?? 0);
}
