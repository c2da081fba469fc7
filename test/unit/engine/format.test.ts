import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { assert as holds, integer, property, string } from "fast-check";
import { formatAge, formatBytes } from "../../../engine/src/format.ts";
import { imageNameFor, isImageName } from "../../../engine/src/imageName.ts";

describe("sizes and ages", () => {
  it("are short", () => {
    const sizes = [0, 8, 999, 1000, 12_345, 999_499, 999_500, 124_597_463, 5e13].map(formatBytes);
    assert.deepEqual(sizes, [
      "0 B",
      "8 B",
      "999 B",
      "1 kB",
      "12.3 kB",
      "999 kB",
      "1 MB",
      "125 MB",
      "50 TB",
    ]);
  });

  it("count in the largest whole unit", () => {
    const day = 24 * 3600 * 1000;
    const ages = [-5, 59_000, 60_000, day - 1, day, 13 * day, 14 * day, 400 * day, 800 * day];
    assert.deepEqual(
      ages.map((age) => formatAge(0, age)),
      [
        "just now",
        "just now",
        "1 minute ago",
        "23 hours ago",
        "1 day ago",
        "1 week ago",
        "2 weeks ago",
        "1 year ago",
        "2 years ago",
      ],
    );
  });
});

describe("names of images", () => {
  it("are accepted as Docker accepts them", () => {
    const good = [
      "a",
      "ship:1.2",
      "a__b",
      "a---b",
      "reg.example/fleet/ship:v1",
      "localhost:5000/x",
      "[::1]:5000/x",
      `x:${"t".repeat(128)}`,
    ];
    for (const name of good) assert.ok(isImageName(name), name);
    const bad = [
      "",
      "Ship",
      "a..b",
      "a._b",
      "-a",
      "a-",
      "a:",
      "a:.x",
      "a b",
      "a/",
      "/a",
      "a@sha256:0",
      `x:${"t".repeat(129)}`,
      "x".repeat(256),
      "ä",
    ];
    for (const name of bad) assert.ok(!isImageName(name), name);
  });

  it("are made of folder names", () => {
    const names = ["nginx-demo", "My App", "Größe & Äpfel", "a..b", "__x__", "日本", ".hidden"].map(
      imageNameFor,
    );
    assert.deepEqual(names, ["nginx-demo", "my-app", "gro-e-apfel", "a-b", "x", "image", "hidden"]);
  });

  it("are valid whatever the folder is called", () => {
    // fast-check's own unit "binary" takes seconds to set up
    const unit = integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
    const folders = string({ unit, maxLength: 200 });
    holds(property(folders, (folder) => isImageName(imageNameFor(folder))));
  });
});
