// `.dockerignore` as the engine reads and applies it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseIgnoreFile } from "../../server/src/service/syntax/ignoreFile.ts";

/** An ignore file, paths that stay out of the build, paths that do not. */
const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ["log", ["log", "log/today"], ["logs", "app/log"]],
  ["/log/", ["log", "log/today"], ["app/log"]],
  ["./log//old/../new", ["log/new/x"], ["log/old", "log"]],
  ["  log\t", ["log"], [" log"]],
  ["log\r\n*.tmp\r", ["log", "a.tmp"], ["b/a.tmp"]],
  ["\ufefflog", ["log"], ["\ufefflog"]],
  ["# log\n #old", ["#old"], ["# log", "log"]],
  ["*", ["a", "a/b"], []],
  ["*/tmp", ["a/tmp", "a/tmp/b"], ["tmp", "a/b/tmp"]],
  ["t?p", ["tap"], ["tp", "t/p"]],
  ["**/tmp", ["tmp", "a/tmp", "a/b/tmp/c"], ["atmp"]],
  ["**tmp", ["tmp", "a/tmp", "atmp"], ["tmpa"]],
  ["**/*.o", ["a.o", "a/b.o"], ["a.o.c"]],
  ["a/**", ["a/b", "a/b/c"], ["a", "ab"]],
  ["a/**/z", ["a/z", "a/b/z", "a/b/c/z"], ["a/bz", "z"]],
  ["**", ["a", "a/b"], []],
  ["[a-c]x", ["ax", "cx"], ["dx", "-x"]],
  ["[^a]x", ["bx"], ["ax"]],
  ["a\\*b", ["a*b"], ["axb"]],
  ["\\#a\n\\!b", ["#a", "!b"], ["a", "b"]],
  ["*.md\n!README.md", ["NEWS.md"], ["README.md"]],
  ["!README.md\n*.md", ["README.md"], []],
  ["docs\n! docs/keep", ["docs", "docs/other"], ["docs/keep", "docs/keep/a"]],
  ["*\n!src\nsrc/*.test.js", ["a", "src/a.test.js"], ["src/a.js"]],
  ["a+(b).{c}$", ["a+(b).{c}$"], ["ab", "a+(b)xc"]],
  ["A", ["A"], ["a"]],
  ["é?", ["é😀"], ["é"]],
  ["/", [], ["a"]],
  ["..", [], ["a"]],
  [".", [], ["a", "."]],
  ["", [], ["a"]],
];

describe("an ignore file", () => {
  for (const [text, ignored, sent] of cases) {
    it(`applies ${JSON.stringify(text)}`, () => {
      const file = parseIgnoreFile(text);
      assert.deepEqual(file.problems, []);
      for (const path of ignored) assert.equal(file.match(path).ignored, true, path);
      for (const path of sent) assert.equal(file.match(path).ignored, false, path);
    });
  }

  it("names the pattern that decides", () => {
    const file = parseIgnoreFile("*\n!src\n!src/a\nsrc/a\n");
    assert.equal(file.match("b").pattern?.text, "*");
    assert.equal(file.match("src/b").pattern?.text, "!src");
    assert.equal(file.match("src/a").pattern?.text, "src/a");
    assert.equal(parseIgnoreFile("x").match("y").pattern, undefined);
  });

  it("gives patterns their places", () => {
    const text = "\ufeff log \r\n# c\r\n\r\n\t!./keep\n";
    const { patterns } = parseIgnoreFile(text);
    assert.deepEqual(
      patterns.map(({ start, end, line, cleaned, exception }) => ({
        text: text.slice(start, end),
        line,
        cleaned,
        exception,
      })),
      [
        { text: "log", line: 0, cleaned: "log", exception: false },
        { text: "!./keep", line: 3, cleaned: "keep", exception: true },
      ],
    );
  });

  for (const bad of [
    "[",
    "a[",
    "[]",
    "[]a]",
    "[^]",
    "[a-]",
    "[-a]",
    "[z-a]",
    "a\\",
    "!",
    "! ",
    "!/",
    "\\z",
  ]) {
    it(`reports ${JSON.stringify(bad)} and applies the rest`, () => {
      const file = parseIgnoreFile(`b\n${bad}`);
      assert.deepEqual(
        file.problems.map(({ start }) => start),
        [2],
      );
      assert.equal(file.match("b").ignored, true);
    });
  }

  // a backtracking matcher would not come back from these
  it("takes hostile patterns", () => {
    const file = parseIgnoreFile(`${"**/".repeat(200)}x\n${"*a".repeat(200)}x\n`);
    assert.equal(file.match("a/".repeat(200) + "a".repeat(200)).ignored, false);
    assert.equal(file.match("a/".repeat(200) + "x").pattern?.line, 0);
  });
});
