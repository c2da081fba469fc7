// What tests in the editor tell the summary beyond passed and failed.
import { appendResult, type TestResult } from "../../../scripts/setup/results.ts";

/** Adds a line to the file that the runner reads; without a runner there is no such file. */
export function record(result: TestResult): void {
  const file = process.env["DRYDOCK_RESULTS"];
  if (file !== undefined) appendResult(file, result);
}

/** A figure worth showing, such as a time that VS Code measured. */
export function note(name: string, detail: string): void {
  record({ name, outcome: "note", detail });
}

const skipReasons = new WeakMap<Mocha.Runnable, string>();

/** Skips the running test, also from a `beforeEach` hook; the reason says what would make it run. */
export function skipBecause(context: Mocha.Context, reason: string): never {
  const test = context.currentTest ?? context.test;
  if (test) skipReasons.set(test, reason);
  return context.skip();
}

export function skipReason(test: Mocha.Runnable): string {
  return skipReasons.get(test) ?? "no reason given";
}
