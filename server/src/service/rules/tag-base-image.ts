import { officialImageNames } from "../data/officialImageNames.ts";
import { defineRule, type Fix } from "../lint/rule.ts";
import { imageUses, offersOnlyLatest, tagsElsewhere, type ImageUse } from "../syntax/imageUses.ts";
import type { Model } from "../syntax/model.ts";
import type { Word } from "../syntax/tree.ts";

export default defineRule({
  name: "tag-base-image",
  severity: "warning",
  category: "base-image",
  aliases: { hadolint: "DL3006", trivy: "DS-0001", checkov: "CKV_DOCKER_7" },
  options: {
    asWritten: {
      type: "boolean",
      default: false,
      summary:
        "Only the word in FROM counts, as it stands there: no default of an ARG, no --from, and stages in their own case.",
    },
  },
  profiles: { hadolint: { options: { asWritten: true } } },
  sources: [
    "https://docs.docker.com/build/building/best-practices/#pin-base-image-versions",
    "https://docs.docker.com/reference/dockerfile/#from",
    "https://github.com/hadolint/hadolint/wiki/DL3006",
  ],
  summary: "The base image has neither tag nor digest.",
  why: `An image without a tag means its tag latest, which moves to every new release, the next major version included. The
same Dockerfile then gives different images over time, and a build can break without a change. A tag with a version says
what was tested, and a digest pins it for good.`,
  examples: [
    { bad: "FROM [|node|]\n" },
    { bad: "FROM --platform=linux/amd64 [|localhost:5000/app|] AS build\r\nFROM scratch\r\n" },
    { bad: "ARG BASE=debian\nFROM [|$BASE|]\n", refused: "ARG BASE" },
    { bad: "FROM [|alpine|] AS alpine\nFROM alpine\n" },
    { bad: "FROM [|${BASE:-debian}|]\n", refused: "BASE" },
    { bad: "FROM scratch\nCOPY --from=[|nginx|] /a /b\n" },
    { bad: "FROM alpine:3.24\nRUN --mount=from=[|ghcr.io/team/tools|],target=/b /b/run\n" },
    {
      bad: "FROM node:24-slim AS build\nFROM [|node|] AS run\nCOPY --from=[|docker.io/node|] /a /b\n",
      fixed:
        "FROM node:24-slim AS build\nFROM node:24-slim AS run\nCOPY --from=docker.io/node:24-slim /a /b\n",
    },
    { bad: "FROM node:24 AS a\nFROM node:latest AS b\nFROM node:22 AS c\nFROM [|node|]\n" },
    {
      bad: "ARG V=20\nFROM node:${V} AS a\nFROM [|node|]\n",
      fixed: "ARG V=20\nFROM node:${V} AS a\nFROM node:${V}\n",
    },
    { bad: "ARG V=20\nFROM node:${V}\nCOPY --from=[|node|] /a /b\n", refused: "node" },
    { bad: "ARG IMAGE=node:20\nFROM $IMAGE\nFROM [|node|]\n", refused: "node" },
    { bad: "FROM alpine:3.24\nONBUILD COPY --from=[|ghcr.io/team/tools|] /a /b\n" },
    { good: "FROM alpine:3.24\nONBUILD COPY --from=node /a /b\n" },
    { good: "FROM cgr.dev/chainguard/static\n" },
    { good: "FROM node:24-slim\nFROM localhost:5000/app:1\nFROM scratch\n" },
    { good: "FROM node:24 AS Build\nFROM build\nCOPY --from=BUILD /a /b\nCOPY --from=0 /a /b\n" },
    {
      good: "FROM node@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n",
    },
    { good: "ARG BASE\nFROM $BASE\nFROM ${OTHER}:1\nFROM node:$TAG\nFROM image-$TARGETARCH\n" },
    { good: "FROM scratch\nCOPY --from=templates /a /b\n" },
    { good: "FROM scratch\nCOPY --from=later /a /b\nFROM alpine:3.24 AS later\n" },
    { good: "FROM localhost:5000/app:1\nFROM scratch\n", options: { asWritten: true } },
    {
      bad: "FROM node:24 AS Base\nFROM [|base|]\nFROM [|image-$TARGETARCH|]\n",
      options: { asWritten: true },
    },
    {
      good: "ARG B=debian\nFROM $B AS x\nFROM x\nFROM ghcr.io/$B/y\nCOPY --from=nginx /a /b\n",
      options: { asWritten: true },
    },
  ],
  visit: {
    document(model, { report, options }) {
      if (options.asWritten) {
        for (const word of untaggedWords(model)) report(word, `${word.text} has no tag.`);
        return;
      }
      const uses = imageUses(model);
      const tagFor = tagsElsewhere(uses);
      for (const use of uses) {
        const { reference } = use;
        if (reference === undefined || reference.tag || reference.digest) continue;
        if (mayBeContext(use) || offersOnlyLatest(use)) continue;
        const tag = use.verbatim ? tagFor(use) : undefined;
        report(use, messageFor(use), tag === undefined ? undefined : tagFix(use, tag));
      }
    },
  },
});

/** The words of FROM that name no stage above them, begin with no variable and have neither tag nor digest. */
function untaggedWords({ stages }: Model): readonly Word[] {
  const names = new Set<string | undefined>(["scratch"]);
  return stages.flatMap(({ name, from: { image } }) => {
    const path = image?.text.replace(/^[^/$]*[.:][^/]*\//, "");
    const isUntagged = path !== undefined && /^(?!\$)(?:.*\/)?[^/:@]*$/.test(path);
    const isStage = names.has(image?.text);
    names.add(name);
    return image !== undefined && isUntagged && !isStage ? [image] : [];
  });
}

/**
 * `--from` also takes contexts that the build names; images without a folder are known. In a trigger a bare name may
 * be a stage of the file that it runs in.
 */
function mayBeContext({ kind, text, instruction }: ImageUse): boolean {
  if (kind === "FROM" || text === undefined || !/^[^/.]+$/.test(text)) return false;
  return instruction.onbuild || !officialImageNames.has(text);
}

function messageFor({ written, text, variables }: ImageUse): string {
  const source =
    variables.length > 0 ? ` is ${text} by the default of ARG ${variables.join(" and ")}: it` : "";
  return `${written}${source} has neither tag nor digest, so every build takes the newest release.`;
}

function tagFix({ end }: ImageUse, tag: string): Fix {
  return {
    title: `Use the tag ${tag}`,
    edits: [{ start: end, end, text: `:${tag}` }],
    safety: "unsafe",
  };
}
