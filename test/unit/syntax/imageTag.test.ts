import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  compareVersions,
  isSameVariant,
  parseImageTag,
} from "../../../server/src/service/syntax/imageTag.ts";

describe("tags", () => {
  const tags: readonly (readonly [
    string,
    readonly number[],
    (string | undefined)?,
    ...string[],
  ])[] = [
    ["3.13.1-slim-bookworm", [3, 13, 1], undefined, "slim", "bookworm"],
    ["v2.0", [2, 0]],
    ["24-alpine3.20", [24], undefined, "alpine3.20"],
    ["3.14.0rc2-slim", [3, 14, 0], "rc2", "slim"],
    ["2.0.0-beta.1-alpine", [2, 0, 0], "beta.1", "alpine"],
    ["21.0.5_11-jre", [21, 0, 5, 11], undefined, "jre"],
    ["8u392-jdk", [8, 392], undefined, "jdk"],
    ["latest", [], undefined, "latest"],
    ["bookworm-20251103-slim", [], undefined, "bookworm", "20251103", "slim"],
    ["LTS-Alpine", [], undefined, "lts", "alpine"],
    ["", []],
  ];
  for (const [tag, version, prerelease, ...variant] of tags) {
    it(`${tag || "that are empty"} have a version and a variant`, () =>
      assert.deepEqual(parseImageTag(tag), { version, prerelease, variant }));
  }

  it("are compared as far as both say", () => {
    const compare = (a: string, b: string) =>
      Math.sign(compareVersions(parseImageTag(a), parseImageTag(b)));
    assert.equal(compare("3.9-slim", "3.13"), -1);
    assert.equal(compare("3.13.10", "3.13.9"), 1);
    assert.equal(compare("3.13", "3.13.9"), 0);
    assert.equal(compare("3.14.0rc1", "3.14.0"), -1);
    assert.equal(compare("3.14.0", "3.14.0rc1"), 1);
    assert.equal(compare("3.14.0rc10", "3.14.0rc9"), 1);
  });

  it("are of the same variant whatever the versions", () => {
    const same = (a: string, b: string) => isSameVariant(parseImageTag(a), parseImageTag(b));
    assert.equal(same("3.12-slim-bookworm", "3.13.1-bookworm-slim"), true);
    assert.equal(same("24-alpine3.20", "22-alpine"), true);
    assert.equal(same("24-alpine", "24-slim"), false);
    assert.equal(same("3.12-bookworm", "3.12-trixie"), false);
    assert.equal(same("3.12", "3.12-slim"), false);
  });
});
