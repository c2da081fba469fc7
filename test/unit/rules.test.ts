// Every rule's examples are its tests.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { rules } from "../../server/src/service/rules/index.ts";
import { checkExample, titleOf } from "../ruleExamples.ts";

const folder = path.resolve(import.meta.dirname, "../../server/src/service/rules");

describe("the registry", () => {
  it("holds every file of the folder, under the file's name", () => {
    const files = readdirSync(folder).filter((name) => name !== "index.ts");
    assert.deepEqual(
      rules.map(({ name }) => name),
      files.map((name) => name.replace(/\.ts$/, "")).toSorted(),
    );
  });
});

for (const rule of rules) {
  describe(`rule ${rule.name}`, () => {
    it("has texts, sources and examples of both kinds", () => {
      assert.match(rule.summary, /^[A-Z`].*\.$/s);
      assert.ok(rule.why.trim().split(/\s+/).length >= 15, "why it matters, in sentences");
      for (const source of rule.sources) assert.match(source, /^https:\/\/\S+$/);
      assert.ok(rule.sources.length > 0);
      assert.ok(rule.examples.some((example) => "bad" in example));
      assert.ok(rule.examples.some((example) => "good" in example));
    });
    for (const example of rule.examples) {
      it(titleOf(example), () => checkExample(rule, example));
    }
  });
}
