import { defineRule, type Fix } from "../lint/rule.ts";
import { imageUses, offersOnlyLatest, tagsElsewhere, type ImageUse } from "../syntax/imageUses.ts";
import type { Span } from "../syntax/span.ts";

const tagLength = "latest".length;

export default defineRule({
  name: "no-latest-tag",
  severity: "warning",
  category: "base-image",
  aliases: { hadolint: "DL3007", trivy: "DS-0001", checkov: "CKV_DOCKER_7" },
  options: {
    asWritten: {
      type: "boolean",
      default: false,
      summary: "Only what stands in FROM counts: no default of an ARG, no --from and no mount.",
    },
  },
  profiles: { hadolint: { options: { asWritten: true } } },
  sources: [
    "https://docs.docker.com/build/building/best-practices/#pin-base-image-versions",
    "https://docs.docker.com/reference/dockerfile/#from",
    "https://github.com/hadolint/hadolint/wiki/DL3007",
  ],
  summary: "The base image uses the tag latest.",
  why: `The tag latest moves to every new release, the next major version included. Two builds of the same Dockerfile then
give different images, and a build that worked yesterday can break today. A tag with a version says what was tested, and a
digest pins it for good. Images whose publisher offers no other public tag, such as those of cgr.dev/chainguard, can only be
pinned by a digest: for them it is a hint.`,
  examples: [
    { bad: "FROM node:[|latest|]\n" },
    { bad: "FROM --platform=linux/amd64 localhost:5000/team/app:[|latest|] AS build\n" },
    { bad: "FROM $REGISTRY/node:[|latest|]\n" },
    { bad: "FROM ${REGISTRY}/node:[|latest|] AS a\r\nFROM scratch\r\n" },
    { bad: "ARG TAG=latest\nFROM [|node:$TAG|]\n", refused: "ARG TAG" },
    { bad: "ARG BASE=node:latest\nFROM [|${BASE}|]\n", refused: "ARG BASE" },
    { bad: "FROM [|node:${TAG:-latest}|]\n", refused: "TAG" },
    { bad: "FROM node:24 AS a\nFROM scratch\nCOPY --from=nginx:[|latest|] /a /b\n" },
    { bad: "FROM alpine:3.24\nRUN --mount=from=busybox:[|latest|],target=/b /b/bin/true\n" },
    {
      bad: "FROM node:24-slim AS build\nFROM node:[|latest|]\nCOPY --from=docker.io/library/node:[|latest|] /a /b\n",
      fixed:
        "FROM node:24-slim AS build\nFROM node:24-slim\nCOPY --from=docker.io/library/node:24-slim /a /b\n",
    },
    { bad: "FROM alpine:3.24\nONBUILD COPY --from=nginx:[|latest|] /a /b\n" },
    {
      bad: "FROM alpine:3.24\nONBUILD RUN --mount=from=busybox:[|latest|],target=/b /b/bin/true\n",
    },
    { bad: "FROM node:alpine AS a\nFROM node:[|latest|]\n", refused: "latest" },
    { bad: "FROM node:24 AS a\nFROM node:22 AS b\nFROM node:[|latest|]\n" },
    {
      good: "FROM node:latest@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n",
    },
    { good: "FROM node:24-slim AS latest\nFROM latest\nFROM LATEST\n" },
    { good: "FROM team/latest:1.2\nCOPY --from=team/latest:1 /a /b\n" },
    { good: "ARG TAG\nFROM node:$TAG\nFROM node:latest-slim\n" },
    { bad: "FROM cgr.dev/chainguard/node:[|latest|]\n", severity: "hint", says: "digest" },
    {
      bad: "FROM node:[|latest|] AS a\nFROM scratch\nCOPY --from=nginx:latest /a /b\n",
      options: { asWritten: true },
    },
    { good: "ARG TAG=latest\nFROM node:$TAG\n", options: { asWritten: true } },
  ],
  visit: {
    document(model, { report, reportAs, options }) {
      const uses = imageUses(model);
      const tagFor = tagsElsewhere(uses);
      for (const use of uses) {
        const tag = writtenTag(use);
        if (!isLatest(use) || (options.asWritten && (use.kind !== "FROM" || !tag))) continue;
        if (offersOnlyLatest(use)) {
          reportAs("hint", tag ?? use, `${use.written} moves with every release. Pin its digest.`);
          continue;
        }
        const better = tagFor(use);
        const fix = tag && better !== undefined ? tagFix(tag, better) : undefined;
        report(tag ?? use, messageFor(use, tag), fix);
      }
    },
  },
});

function isLatest({ written, reference }: ImageUse): boolean {
  if (written.includes("@")) return false;
  if (reference === undefined) return written.endsWith(":latest");
  return reference.tag?.text === "latest" && reference.digest === undefined;
}

/** The tag's place, where the word ends with it. */
function writtenTag({ written, start, end }: ImageUse): Span | undefined {
  const isPlain = written.endsWith(":latest") && end - start === written.length;
  return isPlain ? { start: end - tagLength, end } : undefined;
}

function messageFor({ written, variables }: ImageUse, tag: Span | undefined): string {
  // a tag stands at the end, and so does the variable that holds it
  const name = variables.at(-1);
  const source = tag === undefined && name !== undefined ? ` by the default of ARG ${name}` : "";
  return `${written} has the tag latest${source}, and that tag moves with every release. Name a version.`;
}

function tagFix({ start, end }: Span, text: string): Fix {
  return { title: `Use the tag ${text}`, edits: [{ start, end, text }], safety: "unsafe" };
}
