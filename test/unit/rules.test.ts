// Every rule's examples are its tests: the ranges that `bad` marks, the text after the fixes, and silence on `good`.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { applyEdits, compatibleEdits } from "../../server/src/service/lint/fix.ts";
import { lint, type Problem } from "../../server/src/service/lint/lint.ts";
import type { Example, Rule } from "../../server/src/service/lint/rule.ts";
import { loadBuildContext } from "../../server/src/service/loadBuildContext.ts";
import { rules } from "../../server/src/service/rules/index.ts";
import { createModel } from "../../server/src/service/syntax/model.ts";
import { parseDockerfile } from "../../server/src/service/syntax/parse.ts";
import { readMarkers } from "../markers.ts";
import { memoryHost } from "../memoryHost.ts";

const folder = path.resolve(import.meta.dirname, "../../server/src/service/rules");

describe("the registry", () => {
  it("holds every file of the folder, under the file's name", () => {
    const files = readdirSync(folder).filter((name) => name !== "index.ts");
    assert.deepEqual(
      rules.map(({ name }) => `${name}.ts`),
      files.toSorted(),
    );
  });
});

for (const rule of rules) {
  describe(`rule ${rule.name}`, () => {
    it("has texts, sources and examples of both kinds", () => {
      assert.match(rule.summary, /^[A-Z].*\.$/s);
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

function titleOf(example: Example): string {
  return "bad" in example
    ? `finds ${JSON.stringify(example.bad)}`
    : `accepts ${JSON.stringify(example.good)}`;
}

async function checkExample(rule: Rule, example: Example): Promise<void> {
  const { text, ranges } = readMarkers("bad" in example ? example.bad : example.good);
  const problems = await problemsOf(rule, text, example);
  assert.deepEqual(
    problems.map(({ start, end }) => ({ start, end })),
    ranges,
    problems.map(({ message }) => message).join("\n") || "nothing was found",
  );
  if (!("bad" in example)) return;
  assert.ok(ranges.length > 0, "a bad example marks what is wrong");
  if (example.refused !== undefined) {
    for (const { fixes, message } of problems) {
      assert.deepEqual(fixes, []);
      assert.ok(message.includes(example.refused), message);
    }
  }
  if (example.fixed !== undefined) await checkFix(rule, example, text, problems, example.fixed);
}

async function checkFix(
  rule: Rule,
  example: Example,
  text: string,
  problems: readonly Problem[],
  fixed: string,
): Promise<void> {
  const fixes = problems.flatMap((problem) => problem.fixes.slice(0, 1));
  const result = applyEdits(text, compatibleEdits(fixes));
  assert.equal(result, fixed);
  assert.deepEqual(codesOf(result), codesOf(text), "the fix makes no syntax error");
  const left = await problemsOf(rule, result, example);
  assert.deepEqual(left, [], "the fix leaves nothing to find");
}

async function problemsOf(
  rule: Rule,
  text: string,
  { files }: Example,
): Promise<readonly Problem[]> {
  const model = createModel(parseDockerfile(text));
  const buildContext =
    files === undefined ? undefined : await loadBuildContext(memoryHost(files), [""], model);
  const severities = { [rule.name]: "error" } as const;
  return lint(model, [rule], { severities, buildContext }).filter(
    (problem) => problem.rule === rule.name,
  );
}

function codesOf(text: string): readonly string[] {
  return parseDockerfile(text).problems.map(({ code }) => code);
}
