// USER, WORKDIR and SHELL along a file, and what its image ends with.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createModel } from "../../../server/src/service/syntax/model.ts";
import { parseDockerfile } from "../../../server/src/service/syntax/parse.ts";
import { parsePort } from "../../../server/src/service/syntax/ports.ts";

function modelOf(...lines: readonly string[]) {
  return createModel(parseDockerfile(lines.join("\n")));
}

function configOf(...lines: readonly string[]) {
  const model = modelOf(...lines);
  assert.ok(model.target);
  return model.config(model.target);
}

describe("settings", () => {
  const model = modelOf(
    "ARG BASE=debian:13",
    "FROM $BASE AS base",
    "RUN a",
    "USER app:app",
    'SHELL ["/bin/bash", "-eo", "pipefail", "-c"]',
    "WORKDIR /srv",
    "RUN b",
    "FROM base",
    "RUN c",
    "ARG U=1000",
    "USER $U",
    "WORKDIR app/..//lib",
    "RUN d",
    "USER $NOBODY_KNOWS",
    "FROM scratch",
    "RUN e",
    "FROM mcr.microsoft.com/windows/nanoserver:ltsc2025",
    "WORKDIR C:\\app",
    "RUN f",
  );
  const runs = model.dockerfile.instructions.filter(({ name }) => name === "RUN");

  it("hold from one instruction to the next and into stages on top", () => {
    assert.deepEqual(
      runs.map((run) => model.user(run)?.text),
      [undefined, "app:app", "app:app", "1000", "root", undefined],
    );
    assert.deepEqual(
      runs.map((run) => model.workdir(run)),
      [undefined, "/srv", "/srv", "/srv/lib", "/", undefined],
    );
    const bash = ["/bin/bash", "-eo", "pipefail", "-c"];
    const sh = ["/bin/sh", "-c"];
    assert.deepEqual(
      runs.map((run) => model.shell(run)?.words),
      [sh, bash, bash, bash, sh, ["cmd", "/S", "/C"]],
    );
  });

  it("know the paths of Windows", () => {
    const windows = modelOf("# escape=`", "FROM a", "WORKDIR C:\\app", "RUN x");
    const run = windows.dockerfile.instructions.at(-1);
    assert.ok(run);
    assert.equal(windows.workdir(run), "C:\\app");
    assert.deepEqual(windows.shell(run)?.words, ["cmd", "/S", "/C"]);
  });

  it("say which instruction made them, known or not", () => {
    const [, second] = model.stages;
    assert.ok(second);
    const { user } = model.config(second);
    assert.deepEqual([user?.text, user?.instruction?.startLine], [undefined, 13]);
  });
});

describe("the image", () => {
  it("has the ports, volumes, labels and variables of its lineage", () => {
    const config = configOf(
      "FROM a AS b",
      "EXPOSE 80 443/TCP",
      'VOLUME ["/data", "/logs"]',
      "LABEL a=1 b=2",
      "ENV P=8000-8010/udp X=1",
      "FROM b",
      "ARG Q",
      "EXPOSE $P 53/icmp $LATER",
      "VOLUME /cache/$X",
      'LABEL b="x $X" c',
      "ENV X=2",
    );
    assert.deepEqual(
      config.ports.map(({ text, range }) => [text, range]),
      [
        ["80", { first: 80, last: 80, protocol: "tcp" }],
        ["443/TCP", { first: 443, last: 443, protocol: "tcp" }],
        ["8000-8010/udp", { first: 8000, last: 8010, protocol: "udp" }],
        ["53/icmp", undefined],
        [undefined, undefined],
      ],
    );
    assert.deepEqual(
      config.volumes.map(({ path }) => path),
      ["/data", "/logs", "/cache/1"],
    );
    assert.deepEqual(
      [...config.labels].map(([key, { value, instruction }]) => [
        key,
        value,
        instruction.startLine,
      ]),
      [
        ["a", "1", 3],
        ["b", "x 1", 9],
        ["c", "", 9],
      ],
    );
    assert.deepEqual(
      config.env.map(({ name, value }) => [name, value.kind === "text" && value.text]),
      [
        ["P", "8000-8010/udp"],
        ["X", "2"],
      ],
    );
  });

  const startOf = (...lines: readonly string[]) => {
    const { entrypoint, cmd } = configOf(...lines);
    return [entrypoint?.startLine, cmd?.startLine];
  };

  it("starts with the last ENTRYPOINT and CMD", () => {
    assert.deepEqual(startOf("FROM a", "CMD x", "ENTRYPOINT y", "CMD z"), [2, 3]);
    assert.deepEqual(startOf("FROM a", "CMD x", "ENTRYPOINT y"), [2, 1]);
    assert.deepEqual(startOf("FROM a AS b", "ENTRYPOINT x", "FROM b", "CMD y"), [1, 3]);
  });

  it("loses the CMD of a stage below an ENTRYPOINT", () => {
    assert.deepEqual(startOf("FROM a AS b", "CMD x", "FROM b", "ENTRYPOINT y"), [3, undefined]);
    assert.deepEqual(startOf("FROM a AS b", "CMD x", "FROM b", "RUN y"), [undefined, 1]);
  });

  it("has one stop signal and one health check", () => {
    const { stopSignal, healthcheck, shell } = configOf(
      "FROM a AS b",
      "STOPSIGNAL SIGINT",
      "HEALTHCHECK CMD x",
      "FROM b",
      "HEALTHCHECK NONE",
    );
    assert.equal(stopSignal?.startLine, 1);
    assert.equal(healthcheck?.kind?.text, "NONE");
    assert.equal(shell?.instruction, undefined);
  });
});

describe("ports", () => {
  it("are read with addresses, ranges and protocols", () => {
    const udp = { first: 53, last: 53, protocol: "udp" };
    assert.deepEqual(parsePort("53/udp"), udp);
    assert.deepEqual(parsePort("127.0.0.1:5353:53/udp"), udp);
    assert.deepEqual(parsePort("[::1]:5353:53/UDP"), udp);
    assert.deepEqual(parsePort("9000-9002"), { first: 9000, last: 9002, protocol: "tcp" });
    assert.deepEqual(parsePort("80/"), { first: 80, last: 80, protocol: "tcp" });
  });

  it("are none outside 0 to 65535, backwards or with other protocols", () => {
    for (const text of [
      "",
      "http",
      "65536",
      "-1",
      "20-10",
      "80/quic",
      "1-2-3",
      "8 0",
      "9".repeat(30),
    ])
      assert.equal(parsePort(text), undefined, text);
  });
});
