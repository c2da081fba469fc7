// The examples of a rule as its tests: the ranges that `bad` marks, the text after the fixes, and silence on `good`.
import assert from "node:assert/strict";
import { applyEdits, compatibleEdits } from "../server/src/service/lint/fix.ts";
import { lint, lintIgnoreFile, type Problem } from "../server/src/service/lint/lint.ts";
import type { Example, Rule } from "../server/src/service/lint/rule.ts";
import { selectRules } from "../server/src/service/lint/select.ts";
import { loadBuildContext } from "../server/src/service/loadBuildContext.ts";
import { parseIgnoreFile } from "../server/src/service/syntax/ignoreFile.ts";
import { createModel } from "../server/src/service/syntax/model.ts";
import { parseDockerfile } from "../server/src/service/syntax/parse.ts";
import { loadRule } from "../scripts/generate/loadRules.ts";
import { readMarkers } from "./markers.ts";
import { memoryHost } from "./memoryHost.ts";

export function titleOf(example: Example): string {
  return "bad" in example
    ? `finds ${JSON.stringify(example.bad)}`
    : `accepts ${JSON.stringify(example.good)}`;
}

/** Fails where an example does not hold. */
export async function checkExample(rule: Rule, example: Example): Promise<void> {
  const { text, ranges } = readMarkers("bad" in example ? example.bad : example.good);
  const problems = await problemsOf(rule, text, example);
  assert.deepEqual(
    problems.map(({ start, end }) => ({ start, end })),
    ranges,
    problems.map(({ message }) => message).join("\n") || "nothing was found",
  );
  if (!("bad" in example)) return;
  assert.ok(ranges.length > 0, "a bad example marks what is wrong");
  for (const { message, severity } of problems) {
    assert.ok(message.includes(example.says ?? ""), message);
    if (example.severity !== undefined) assert.equal(severity, example.severity);
  }
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
  const before = codesOf(text);
  const added = codesOf(result).filter((code) => !before.includes(code));
  assert.deepEqual(added, [], "the fix makes no syntax error");
  const left = await problemsOf(rule, result, example);
  assert.deepEqual(left, [], "the fix leaves nothing to find");
}

/** The problems that a rule finds in the text of an example. */
export async function problemsOf(
  rule: Rule,
  text: string,
  { files, options = {}, project, buildArgs, language, beside = [] }: Example,
): Promise<readonly Problem[]> {
  const others = await Promise.all(beside.map(loadRule));
  const severity = rule.severity === "off" ? "error" : rule.severity;
  const settings = Object.fromEntries(
    beside.map((name) => [name, { severity: "warning" }] as const),
  );
  const selection = selectRules([rule, ...others], "recommended", {
    ...settings,
    [rule.name]: { severity, options },
  });
  if (language === "ignore") return lintIgnoreFile(parseIgnoreFile(text), selection);
  const model = createModel(parseDockerfile(text), buildArgs);
  const buildContext =
    files === undefined ? undefined : await loadBuildContext(memoryHost(files), [""], model);
  const problems = lint(model, selection, { buildContext, project });
  return problems.filter((problem) => problem.rule === rule.name);
}

function codesOf(text: string): readonly string[] {
  return parseDockerfile(text).problems.map(({ code }) => code);
}
