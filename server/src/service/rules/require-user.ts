import { functionImages, nonRootImages } from "../data/userImages.ts";
import { defineRule } from "../lint/rule.ts";
import { baseImage } from "../syntax/baseImage.ts";
import { runsWindows } from "../syntax/windows.ts";

export default defineRule({
  name: "require-user",
  severity: "off",
  strict: "info",
  category: "runtime",
  aliases: { trivy: "DS-0002", checkov: "CKV_DOCKER_3" },
  sources: [
    "https://docs.docker.com/build/building/best-practices/#user",
    "https://avd.aquasec.com/misconfig/ds002",
  ],
  summary: "The image names no user, so it runs as root.",
  why: `Most base images leave the user to whoever builds on them, and without a USER that is root. What breaks out of the
    program has then the rights of root. Images to build on, and bases that have a user of their own, need none.`,
  examples: [
    { bad: "FROM [|node:24|]\nCMD a\n" },
    { bad: 'FROM scratch AS a\nFROM [|a|]\nENTRYPOINT ["/a"]\n' },
    { bad: "FROM debian:13 AS build\nUSER app\nFROM [|debian:13|]\nCMD a\n" },
    { good: "FROM node:24\nUSER node\nCMD a\n" },
    // checkov: any; that of root is another rule's
    { good: "FROM node:24\nUSER root\nCMD a\n" },
    { good: "FROM node:24 AS base\nUSER 1000\nFROM base\nCMD a\n" },
    { good: "FROM gcr.io/distroless/static-debian13:nonroot\nCMD a\n" },
    { good: "FROM cgr.dev/chainguard/node\nCMD a\n" },
    { good: "FROM $BASE\nCMD a\n" },
    // an image to build on
    { good: "FROM node:24\nRUN a\n" },
    { good: "FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nCMD a\n" },
    { good: "FROM public.ecr.aws/lambda/nodejs:22\nCMD a\n" },
  ],
  visit: {
    document(model, { report }) {
      const { target } = model;
      if (target === undefined) return;
      const { user, cmd, entrypoint } = model.config(target);
      if (user?.instruction !== undefined || (cmd ?? entrypoint) === undefined) return;
      const base = baseImage(model, target);
      if (base === undefined && user === undefined) return;
      if ([...nonRootImages, functionImages].some((each) => each.test(base ?? ""))) return;
      if (runsWindows(model, target)) return;
      report(
        target.from.image ?? target.from.keyword,
        "The image has no USER, so it runs as root.",
      );
    },
  },
});
