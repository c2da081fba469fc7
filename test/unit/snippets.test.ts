import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { lint } from "../../server/src/service/lint/lint.ts";
import { rules } from "../../server/src/service/rules/index.ts";
import { selectRules } from "../../server/src/service/lint/select.ts";
import { parseIgnoreFile } from "../../server/src/service/syntax/ignoreFile.ts";
import { createModel } from "../../server/src/service/syntax/model.ts";
import { parseDockerfile } from "../../server/src/service/syntax/parse.ts";
import { expandSnippet, tabStopsOf } from "../snippetExpansion.ts";
import { asDockerfile, dockerfileSnippets, ignoreSnippets, type Snippet } from "../snippets.ts";

const recommended = selectRules(rules, "recommended", {});

const all: readonly Snippet[] = [...dockerfileSnippets, ...ignoreSnippets];

describe("the expansion of snippets in tests", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["plain $ text } and \\ too", "plain $ text } and \\ too"],
    ["\\$HOME \\${x\\} \\\\", "$HOME ${x} \\"],
    ["a $1 b ${2} c$0", "a  b  c"],
    ["${1:app} $1 ${1}", "app app app"],
    ["$1 is ${1:later}", "later is later"],
    ["${1:a ${2:b\\}} c} $2", "a b} c b}"],
    ["${1|one,two|}-$1", "one-one"],
    ["${1|a\\,b,c|}", "a,b"],
    ["${NAME:default}", "default"],
    ["${1:debian:trixie-slim}", "debian:trixie-slim"],
  ];
  for (const [snippet, expected] of cases) {
    it(`of ${snippet}`, () => assert.equal(expandSnippet([snippet]), expected));
  }
  for (const wrong of ["$HOME", "${HOME}", "${1:open", "${1/a/b/}", "${}", "${1|a,b}"]) {
    it(`refuses ${wrong}`, () => assert.throws(() => expandSnippet([wrong])));
  }
  it("joins lines", () => assert.equal(expandSnippet(["a \\", "b"]), "a \\\nb"));
  it("knows the tab stops", () =>
    assert.deepEqual(tabStopsOf(["${1:a $2} ${3|x,y|}$0"]), [1, 2, 3, 0]));
});

describe("all snippets", () => {
  it("have names and prefixes of their own", () => {
    assert.equal(new Set(all.map(({ name }) => name)).size, all.length);
    assert.equal(new Set(all.map(({ prefix }) => prefix)).size, all.length);
  });

  it("do not answer to words that end a line of a Dockerfile, where Enter would insert them", () => {
    const words =
      "app build ci clean curl dev dist html http init install main make migrate mkdir nginx node " +
      "npm prod production prune release restart root server sh src start sync test update upgrade";
    for (const { prefix } of all) {
      const answered = words.split(" ").filter((word) => suggests(prefix, word));
      assert.deepEqual(answered, [], prefix);
    }
  });
});

/**
 * Whether the editor offers a prefix for what was typed: the first characters equal, the others in the same order.
 * A prefix must be one plain word for that, since a part behind a separator could be typed first as well.
 */
function suggests(prefix: string, typed: string): boolean {
  assert.match(prefix, /^[a-z]+$/);
  return new RegExp(`^${[...typed].join(".*")}`).test(prefix);
}

for (const snippet of all) {
  describe(`snippet ${snippet.prefix} (${snippet.name})`, () => {
    const stops = tabStopsOf(snippet.body);
    const text = expandSnippet(snippet.body);

    it("has a description that is a sentence", () => {
      assert.match(snippet.description, /^\S.*\.$/);
      assert.ok(snippet.description.length <= 140, `${snippet.description.length} characters`);
    });

    it("has tab stops from 1 on without a gap, and one $0 at the end", () => {
      const indexes = [...new Set(stops)].toSorted((a, b) => a - b);
      assert.deepEqual(
        indexes,
        indexes.map((_, index) => index),
      );
      assert.equal(stops.filter((index) => index === 0).length, 1);
      assert.equal(stops.at(-1), 0);
    });

    it("has lines without tabs, blanks at their ends and more than 120 characters", () => {
      for (const line of text.split("\n")) {
        assert.equal(line, line.trimEnd());
        assert.doesNotMatch(line, /\t/);
        assert.ok(line.length <= 120, line);
      }
    });
  });
}

describe("Dockerfile snippets", () => {
  for (const snippet of dockerfileSnippets) {
    const { prefix, isFileTemplate } = snippet;
    it(`${prefix} is ${isFileTemplate ? "a whole file" : "part of one"}`, () => {
      assert.match(asDockerfile(snippet), /^FROM /);
      if (isFileTemplate) {
        assert.match(prefix, /^multi/);
        assert.ok((asDockerfile(snippet).match(/^FROM /gm) ?? []).length >= 2);
        assert.match(asDockerfile(snippet), /^USER [1-9]\d*:[1-9]\d*$/m);
        assert.match(asDockerfile(snippet), /^(CMD|ENTRYPOINT) \["/m);
      }
    });
  }

  for (const snippet of dockerfileSnippets) {
    it(`${snippet.prefix} has no problem of ours`, () => {
      const problems = lint(createModel(parseDockerfile(asDockerfile(snippet))), recommended);
      assert.deepEqual(
        problems.map(({ rule, message }) => `${rule}: ${message}`),
        [],
      );
    });
  }
});

describe("ignore file snippets", () => {
  for (const { prefix, body } of ignoreSnippets) {
    it(`${prefix} has patterns that Docker accepts`, () => {
      const { patterns, problems } = parseIgnoreFile(expandSnippet(body));
      assert.deepEqual(problems, []);
      assert.ok(patterns.length > 2);
    });
  }
});
