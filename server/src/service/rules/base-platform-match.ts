import { platformNamespaces } from "../data/imagePlatforms.ts";
import { windowsImages } from "../data/windowsImages.ts";
import { defineRule } from "../lint/rule.ts";
import { parsePlatform, type Platform } from "../syntax/platform.ts";
import type { StageBase } from "../syntax/stage.ts";

export default defineRule({
  name: "base-platform-match",
  severity: "off",
  strict: "hint",
  category: "base-image",
  aliases: { buildkit: "InvalidBaseImagePlatform" },
  sources: [
    "https://docs.docker.com/reference/build-checks/invalid-base-image-platform/",
    "https://github.com/docker-library/official-images#architectures-other-than-amd64",
  ],
  summary: "The base image is known not to exist for the platform that is asked for.",
  why: `Some names say which platform an image is made for: amd64/debian, arm64v8/node, tags for Windows Server. Asked for
another platform the builder finds no image, or takes one whose programs do not start. Only names that say it are judged, and
only where --platform is known: nothing is looked up.`,
  examples: [
    { bad: "FROM --platform=linux/arm64 [|amd64/debian:13|]\n", says: "linux/amd64" },
    { bad: "ARG P=linux/x86_64\nFROM --platform=$P [|docker.io/arm64v8/node:24|] AS a\n" },
    { bad: "FROM --platform=linux/amd64 [|mcr.microsoft.com/windows/nanoserver:ltsc2025|]\n" },
    { bad: "FROM --platform=windows/amd64 [|i386/alpine:3.24|]\n" },
    {
      good: "FROM --platform=linux/amd64 amd64/debian:13\nFROM --platform=linux/aarch64 arm64v8/a\n",
    },
    { good: "FROM amd64/debian:13\nFROM --platform=$BUILDPLATFORM amd64/debian:13\n" },
    {
      good: "FROM --platform=linux/arm64 debian:13\nFROM --platform=linux/arm64 ghcr.io/amd64/x:1\n",
    },
    { good: "FROM --platform=windows golang:1.27-nanoserver\nFROM --platform=linux amd64/a\n" },
    { good: "FROM a:1 AS windows\nFROM --platform=linux/arm64 windows\n" },
  ],
  visit: {
    stage({ base, from, platform }, { report }) {
      if (platform?.text === undefined || from.image === undefined) return;
      const asked = parsePlatform(platform.text);
      const only = onlyPlatform(base);
      if (asked === undefined || only === undefined) return;
      const isOther = (["system", "architecture"] as const).some(
        (key) => asked[key] !== undefined && only[key] !== undefined && asked[key] !== only[key],
      );
      if (!isOther) return;
      const name = [only.system, only.architecture].filter((each) => each !== undefined).join("/");
      report(from.image, `${from.image.text} is an image for ${name}, not for ${platform.text}.`);
    },
  },
});

/** The platform that an image's name says it is for. */
function onlyPlatform(base: StageBase): Platform | undefined {
  if (base.kind !== "image" || base.reference === undefined) return undefined;
  const { domain, path } = base.reference;
  const [namespace = ""] = path.split("/");
  if (domain === "docker.io" && Object.hasOwn(platformNamespaces, namespace)) {
    const [system, architecture] = platformNamespaces[namespace] ?? [];
    return { system, architecture };
  }
  const isWindows = windowsImages.some((pattern) => pattern.test(base.text ?? ""));
  return isWindows ? { system: "windows", architecture: undefined } : undefined;
}
