// Every fix on the same file in other clothes: line ends of Windows, a byte order mark, no line end at the end.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { applyEdits, compatibleEdits } from "../../server/src/service/lint/fix.ts";
import type { Example, Rule } from "../../server/src/service/lint/rule.ts";
import { rules } from "../../server/src/service/rules/index.ts";
import { parseDockerfile } from "../../server/src/service/syntax/parse.ts";
import { readMarkers } from "../markers.ts";
import { problemsOf } from "../ruleExamples.ts";

type Fixed = Example & { readonly bad: string; readonly fixed: string };

const fixable = rules
  .map((rule) => ({ rule, examples: rule.examples.filter(isFixed) }))
  .filter(({ examples }) => examples.length > 0);

function isFixed(example: Example): example is Fixed {
  return "bad" in example && example.fixed !== undefined && example.language === undefined;
}

/** The text after the first fix of every problem. */
async function fix(rule: Rule, text: string, example: Example): Promise<string> {
  const problems = await problemsOf(rule, text, example);
  return applyEdits(text, compatibleEdits(problems.flatMap(({ fixes }) => fixes.slice(0, 1))));
}

/** Each example of each rule, with what its fix makes of a variant of its text. */
async function forEachFix(
  variant: (text: string) => string,
  check: (before: string, after: string, example: Fixed) => void,
): Promise<number> {
  let changed = 0;
  const failures: string[] = [];
  for (const { rule, examples } of fixable)
    for (const example of examples) {
      const before = variant(readMarkers(example.bad).text);
      const after = await fix(rule, before, example);
      if (after === before) continue;
      changed += 1;
      try {
        check(before, after, example);
      } catch {
        failures.push(`${rule.name}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`);
      }
    }
  assert.deepEqual(failures, []);
  return changed;
}

function errorsOf(text: string): number {
  return parseDockerfile(text).problems.length;
}

describe("fixes", () => {
  it("keep the line ends of Windows", async () => {
    const changed = await forEachFix(
      (text) => text.replaceAll(/\r?\n/g, "\r\n"),
      (before, after) => {
        assert.doesNotMatch(after, /(?<!\r)\n|\r(?!\n)/);
        assert.ok(errorsOf(after) <= errorsOf(before));
      },
    );
    assert.ok(changed > fixable.length, `${changed} were fixed`);
  });

  it("keep a byte order mark, and do the same behind it", async () => {
    const changed = await forEachFix(
      (text) => `\ufeff${text.replace(/^\ufeff/, "")}`,
      (_, after, { fixed }) => assert.equal(after, `\ufeff${fixed.replace(/^\ufeff/, "")}`),
    );
    assert.ok(changed > fixable.length, `${changed} were fixed`);
  });

  it("add no line end at the end of the file", async () => {
    const changed = await forEachFix(
      (text) => text.replace(/(?:\r?\n)+$/, ""),
      (before, after) => {
        // the line above may have become the last one
        const last = before.slice(before.lastIndexOf("\n") + 1);
        if (after.trimEnd().endsWith(last)) assert.doesNotMatch(after, /\n$/);
        assert.ok(errorsOf(after) <= errorsOf(before));
      },
    );
    assert.ok(changed > fixable.length, `${changed} were fixed`);
  });

  it("lose no comment", async () => {
    await forEachFix(
      (text) => text,
      (before, after) => {
        const { comments } = parseDockerfile(before);
        // comments that switch rules off are what some fixes are about
        const kept = comments.filter(({ text }) => !/ignore|check|syntax|escape|=/.test(text));
        for (const { text } of kept) assert.ok(after.includes(text), text);
      },
    );
  });
});
