import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { commandsOf } from "../../../engine/src/commands.ts";
import { recording } from "./recordings.ts";

const docker = commandsOf({ dialect: "docker" });
const podman = commandsOf({ dialect: "podman" });

describe("engine commands", () => {
  it("build with the Dockerfile named and the stage only when asked for", () => {
    const request = { dockerfile: "/a b/Dockerfile", context: "/a b", tag: "ship:1" };
    const expected = ["build", "-f", "/a b/Dockerfile", "-t", "ship:1", "/a b"];
    assert.deepEqual(docker.build(request), expected);
    assert.deepEqual(podman.build(request), expected);
    assert.deepEqual(docker.build({ ...request, target: "hull" }).slice(-3), [
      "--target",
      "hull",
      "/a b",
    ]);
  });

  it("never take an image's name for an option", () => {
    for (const { history } of [docker, podman])
      assert.deepEqual(history("--help").args.slice(-2), ["--", "--help"]);
  });

  it("list Docker's images, those without a name by their id", () => {
    const images = docker.images().parse(recording("docker-28.images.jsonl"));
    const id = "sha256:981ff7cfcac326f2ad448dc9af7b8d70fdc3456ab8d1f621485947f7288cfaf9";
    assert.deepEqual(
      images.map(({ reference, size }) => [reference, size]),
      [
        ["harbour:f", "2.02 MB"],
        [id, "2.02 MB"],
        ["registry.example:5000/fleet/harbour:bk", "2.02 MB"],
      ],
    );
    assert.equal(images[0]?.created, Date.UTC(2026, 10, 24, 7, 12, 32));
  });

  it("list Podman's images, each name by itself", () => {
    const images = podman.images().parse(recording("podman-4.3.images.json"));
    assert.deepEqual(
      images.map(({ reference }) => reference),
      [
        "e197dbe2ae11275f97cd00500e777d55f56d5217468dd9528ed3b34d2ae342b3",
        "localhost/pcom1:latest",
        "registry.example/fleet/harbour:1",
        "docker.io/library/alpine:3.20",
      ],
    );
    assert.equal(images[0]?.size, "2.13 MB");
  });

  it("have no images where the engine prints nothing", () => {
    assert.deepEqual(docker.images().parse(""), []);
    assert.deepEqual(podman.images().parse(""), []);
    assert.deepEqual(podman.images().parse("[]\n"), []);
  });

  it("refuse what they cannot read", () => {
    const odd = [
      "<html>",
      "null",
      "[1]",
      '{"Size":"1.2MB"}',
      '{"Size":-1}',
      '{"Size":"0","CreatedBy":7}',
      '[{"size":"many"}]',
      '[{"Names":"x"}]',
    ];
    for (const text of odd) {
      assert.throws(() => docker.history("x").parse(text), text);
      assert.throws(() => podman.history("x").parse(text), text);
      assert.throws(() => podman.images().parse(text), text);
    }
  });

  it("give no date where an image carries none", () => {
    const { parse } = podman.history("x");
    for (const created of ["0001-01-01T00:00:00Z", "1980-01-01T00:00:01Z", "yesterday", ""])
      assert.equal(parse(JSON.stringify([{ size: 1, created }]))[0]?.created, undefined);
  });
});
