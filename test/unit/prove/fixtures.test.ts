// Every rule that fixes safely has a plain fixture for `npm run prove`, and its fix is really made there.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fixFixture } from "../../../scripts/prove/fixFixture.ts";
import { readFixtures } from "../../../scripts/prove/fixtures.ts";
import type { Example, Rule } from "../../../server/src/service/lint/rule.ts";
import { rules } from "../../../server/src/service/rules/index.ts";
import { readMarkers } from "../../markers.ts";
import { problemsOf } from "../../ruleExamples.ts";

const fixtures = readFixtures();

describe("the fixtures of npm run prove", () => {
  it("are at least sixty, each for a rule that there is", () => {
    assert.ok(fixtures.length >= 60);
    const names = new Set(rules.map(({ name }) => name));
    assert.deepEqual(
      fixtures.filter(({ rule }) => !names.has(rule)),
      [],
    );
  });

  for (const rule of rules.filter(({ examples }) => examples.some(isFixed))) {
    it(`prove ${rule.name} where it fixes safely`, async () => {
      if (!(await fixesSafely(rule))) return;
      const fixture = fixtures.find(({ name }) => name === `${rule.name}.plain`);
      assert.ok(fixture, `add test/prove/fixtures/${rule.name}.plain/Dockerfile`);
      const { made } = await fixFixture(fixture);
      assert.ok(made.has(rule.name), "its fix is made");
    });
  }
});

function isFixed(example: Example): boolean {
  return "fixed" in example && example.language === undefined;
}

async function fixesSafely(rule: Rule): Promise<boolean> {
  for (const example of rule.examples.filter(isFixed)) {
    const { text } = readMarkers("bad" in example ? example.bad : example.good);
    const problems = await problemsOf(rule, text, example);
    if (problems.some(({ fixes }) => fixes[0]?.safety === "safe")) return true;
  }
  return false;
}
