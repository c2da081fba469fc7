// What a suite reports: a file of JSON lines, one per test. node:test, mocha and the rest all end up in this shape,
// so that one place counts them.
import { appendFileSync, existsSync, readFileSync } from "node:fs";

export interface TestResult {
  /** Name of the test, with the names of the suites around it. */
  readonly name: string;
  /** A note is no test: a figure that the summary shows. */
  readonly outcome: "passed" | "failed" | "skipped" | "note";
  /** Why it failed or was skipped, or the note itself. */
  readonly detail?: string;
}

export interface SuiteReport {
  readonly results: readonly TestResult[];
  /** Everything that the suite printed. */
  readonly output: string;
  /** Exit code of the program that ran the suite. */
  readonly code: number;
}

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Adds one result to a file of them. */
export function appendResult(file: string, result: TestResult): void {
  appendFileSync(file, `${JSON.stringify(result)}\n`);
}

/** The results in a file; none where the suite ended before it wrote any. */
export function readResults(file: string): readonly TestResult[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line) as TestResult);
}

/**
 * The results of a suite that has ended, as they count: a suite that ends badly without a failed test has crashed,
 * and one without any test has tested nothing; each adds a failure of its own.
 */
export function judge({ results, code }: SuiteReport): readonly TestResult[] {
  const { passed, failed, skipped } = tally(results);
  const failure = (detail: string): TestResult => ({
    name: "the suite itself",
    outcome: "failed",
    detail,
  });
  if (code !== 0 && failed === 0) return [...results, failure(`ended with exit code ${code}`)];
  if (passed + failed + skipped === 0) return [...results, failure("reported no test")];
  return results;
}

export function tally(results: readonly TestResult[]): Tally {
  const count = (outcome: TestResult["outcome"]) =>
    results.filter((result) => result.outcome === outcome).length;
  return { passed: count("passed"), failed: count("failed"), skipped: count("skipped") };
}

/** The closing line, in the form that people and CI read: `12 passed, 0 failed, 1 skipped`. */
export function formatTally({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
