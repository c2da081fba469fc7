import { imageVariants } from "../data/imageVariants.ts";
import { defineRule } from "../lint/rule.ts";
import { buildRuns, installedTools, isToolchainImage, startsBuild } from "../syntax/buildTools.ts";
import type { ImageReference } from "../syntax/imageReference.ts";
import type { Model } from "../syntax/model.ts";
import { startCommand } from "../syntax/startCommand.ts";

export default defineRule({
  name: "prefer-slim-base",
  severity: "hint",
  category: "base-image",
  aliases: {},
  sources: [
    "https://docs.docker.com/build/building/best-practices/#choose-the-right-base-image",
    "https://hub.docker.com/_/python",
    "https://hub.docker.com/_/node",
    "https://hub.docker.com/_/debian",
    "https://hub.docker.com/_/php",
  ],
  summary:
    "The shipped stage uses a full image although a slim or alpine variant of the same tag exists.",
  why: `The plain tags of many official images hold compilers, headers and tools that a running program does not need. Their
slim variants leave those out and are often a fifth of the size, with fewer packages to patch; alpine variants are smaller
still, but use musl instead of glibc. Full images are fine where something is compiled. ubuntu and centos offer no such
variant: the closest are debian with a slim tag and rockylinux with a minimal one.`,
  examples: [
    {
      bad: 'FROM [|python:3.14|]\nCOPY app.py /\nCMD ["python", "/app.py"]\n',
      refused: "python:3.14-slim",
    },
    { bad: "FROM [|python:3.14-trixie|]\n", refused: "python:3.14-slim-trixie" },
    {
      bad: 'FROM [|node:24|] AS base\nFROM base\nCMD ["node", "app.js"]\n',
      refused: "node:24-slim",
    },
    { bad: "FROM [|node:lts-bookworm|]\n", refused: "node:lts-bookworm-slim" },
    { bad: "FROM [|ruby|]\n", refused: "ruby:slim" },
    { bad: "FROM [|debian:trixie|]\n", refused: "debian:trixie-slim" },
    { bad: "FROM [|debian:13.2|]\n", refused: "debian:13.2-slim" },
    { bad: "FROM [|php:8.4-fpm|]\n", refused: "php:8.4-fpm-alpine" },
    { bad: "FROM [|eclipse-temurin:21-jre|]\n", refused: "eclipse-temurin:21-jre-alpine" },
    { bad: 'FROM [|golang:1.27|]\nCOPY app /\nCMD ["/app"]\n', refused: "golang:1.27-alpine" },
    { bad: "ARG V=3.4\nFROM [|docker.io/library/ruby:$V|]\n", refused: "ruby:3.4-slim" },
    { good: "FROM node:24 AS build\nFROM node:24-slim\nCOPY --from=build /app /app\n" },
    { good: "FROM python:3.14-slim\n" },
    { good: "FROM python:3.14-alpine3.24\n" },
    { good: "FROM python:3.14-windowsservercore\n" },
    { good: "FROM gcr.io/distroless/python3-debian13:nonroot\n" },
    { good: "FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\n" },
    { good: "FROM ubuntu:24.04\n" },
    { good: "FROM centos:7\n" },
    { good: "FROM registry.example.com/python:3.14\n" },
    { good: "FROM php:8.4-apache\n" },
    { good: 'FROM golang:1.27\nRUN go build -o /app .\nCMD ["/app"]\n' },
    { good: 'FROM golang:1.27\nCMD ["go", "run", "."]\n' },
    { good: "FROM golang:1.27\n" },
    { good: "FROM python:3.14\nRUN apt-get update && apt-get install -y gcc\n" },
    { good: "FROM debian:trixie\nRUN make -C /src install\n" },
    { good: "ARG TAG\nFROM python:$TAG\n" },
  ],
  visit: {
    document(model, { report }) {
      const root = [...model.shipped].at(-1);
      if (root?.base.kind !== "image" || root.from.image === undefined) return;
      const { text, reference } = root.base;
      const variant = reference && smallVariant(reference);
      if (reference === undefined || variant === undefined || isUsedToBuild(model, reference))
        return;
      report(root.from.image, `${text} is the full image: its variant ${variant} is smaller.`);
    },
  },
});

/** Whether the shipped stages compile, install what compiles, or are a toolchain that nothing starts in. */
function isUsedToBuild(model: Model, { path }: ImageReference): boolean {
  return (
    startsBuild(model) ||
    (isToolchainImage(path) && startCommand(model) === undefined) ||
    [...model.shipped].some(
      (stage) =>
        installedTools(model, stage).length > 0 || buildRuns(model, stage, "compilers").length > 0,
    )
  );
}

/** `python:3.14` -> `python:3.14-slim`; undefined where the image offers none. */
function smallVariant({ domain, path, tag, digest }: ImageReference): string | undefined {
  const name = path.replace(/^library\//, "");
  if (domain !== "docker.io" || digest !== undefined) return undefined;
  const variants = Object.hasOwn(imageVariants, name) ? imageVariants[name] : undefined;
  const full = tag?.text ?? "latest";
  const found = variants?.find(({ tags }) => tags.test(full));
  return found && `${name}:${full.replace(found.tags, found.variant)}`;
}
