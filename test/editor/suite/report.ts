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

/** Skips the running test and says what would make it run. */
export function skipBecause(context: Mocha.Context, reason: string): never {
  note(`skipped: ${context.test?.fullTitle()}`, reason);
  return context.skip();
}
