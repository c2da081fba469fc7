import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createModel } from "../../../server/src/service/syntax/model.ts";
import { parseDockerfile } from "../../../server/src/service/syntax/parse.ts";
import { shellOfImage } from "../../../server/src/service/syntax/systemShell.ts";

/** The shell of the last instruction. */
function shellAtEnd(text: string): string | undefined {
  const model = createModel(parseDockerfile(text));
  const last = model.dockerfile.instructions.at(-1);
  assert.ok(last);
  return model.runningShell(last);
}

describe("the shell of an image", () => {
  const images: Readonly<Record<string, string | undefined>> = {
    "debian:12": "dash",
    "docker.io/library/ubuntu": "dash",
    "python:3.13-slim": "dash",
    "node:24-alpine3.22": "busybox",
    "arm64v8/node:24": "dash",
    "mirror.example.com:5000/library/golang:1.25": "dash",
    "registry.access.redhat.com/ubi9/nodejs-22": "bash",
    "quay.io/centos/centos:stream10": "bash",
    "nvidia/cuda:13.0.0-devel-ubi9": "bash",
    "nvidia/cuda:13.0.0-devel-ubuntu24.04": "dash",
    "amazoncorretto:21": "bash",
    "amazoncorretto:21-alpine": "busybox",
    "openjdk:8u272-jre": "dash",
    "openjdk:21": "bash",
    "openjdk:21-slim": "dash",
    "example.com/team/base:1": undefined,
    "gcr.io/distroless/static": undefined,
    "": undefined,
  };
  for (const [image, shell] of Object.entries(images))
    it(`${image || "nothing"}: ${shell ?? "unknown"}`, () => {
      assert.equal(shellOfImage(image), shell);
    });
});

describe("the shell of an instruction", () => {
  it("is that of the base, through stages and variables", () => {
    assert.equal(shellAtEnd("FROM alpine AS a\nFROM a\nRUN b\n"), "busybox");
    assert.equal(shellAtEnd("ARG V\nFROM php:$V-alpine\nRUN b\n"), "busybox");
    assert.equal(shellAtEnd("FROM scratch\nRUN b\n"), undefined);
  });

  it("is the one that SHELL, a first line or a comment names", () => {
    assert.equal(shellAtEnd('FROM debian\nSHELL ["/bin/bash", "-c"]\nRUN b\n'), "bash");
    assert.equal(shellAtEnd('FROM alpine\nSHELL ["/bin/ash", "-c"]\nRUN b\n'), "busybox");
    assert.equal(shellAtEnd('FROM debian\nSHELL ["pwsh", "-c"]\nRUN b\n'), undefined);
    assert.equal(shellAtEnd("FROM alpine\nRUN <<EOF\n#!/bin/bash\nb\nEOF\n"), "bash");
    assert.equal(shellAtEnd("FROM debian\n# hadolint shell=bash\nRUN b\n"), "bash");
  });

  it("changes where a RUN replaces /bin/sh", () => {
    assert.equal(shellAtEnd("FROM debian\nRUN ln -sf /bin/bash /bin/sh\nRUN b\n"), "bash");
    assert.equal(shellAtEnd("FROM debian\nRUN ln -s /bin/bash /bin/shell\nRUN b\n"), "dash");
    assert.equal(shellAtEnd("FROM debian\nRUN ln -sf /bin/bash /bin/sh\n"), "dash");
  });
});
