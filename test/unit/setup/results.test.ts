import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, it } from "node:test";
import {
  appendResult,
  formatTally,
  judge,
  readResults,
  tally,
  type TestResult,
} from "../../../scripts/setup/results.ts";

const passed: TestResult = { name: "floats", outcome: "passed" };
const failed: TestResult = { name: "sinks", outcome: "failed", detail: "a leak" };
const skipped: TestResult = { name: "sails", outcome: "skipped", detail: "no wind" };
const note: TestResult = { name: "depth", outcome: "note", detail: "4 m" };

describe("results of a suite", () => {
  it("count as they are where the suite ends well", () => {
    const results = [passed, skipped, note];
    assert.deepEqual(judge({ results, output: "", code: 0 }), results);
  });

  it("need no second failure where a failed test explains the exit code", () => {
    assert.deepEqual(judge({ results: [failed], output: "", code: 1 }), [failed]);
  });

  it("gain a failure where the suite crashes after tests that passed", () => {
    const results = judge({ results: [passed], output: "", code: 139 });
    assert.deepEqual(tally(results), { passed: 1, failed: 1, skipped: 0 });
    assert.equal(results.at(-1)?.detail, "ended with exit code 139");
  });

  it("gain a failure where there is no test, whatever the notes", () => {
    const results = judge({ results: [note], output: "", code: 0 });
    assert.deepEqual(tally(results), { passed: 0, failed: 1, skipped: 0 });
    assert.equal(results.at(-1)?.detail, "reported no test");
  });

  it("survive the way through a file", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "drydock-results-"));
    try {
      const file = path.join(folder, "results.jsonl");
      assert.deepEqual(readResults(file), []);
      for (const result of [passed, failed]) appendResult(file, result);
      assert.deepEqual(readResults(file), [passed, failed]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

it("the closing line counts in plain words", () => {
  const line = formatTally(tally([passed, passed, failed, skipped, note]));
  assert.equal(line, "2 passed, 1 failed, 1 skipped");
});
