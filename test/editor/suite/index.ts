// What VS Code calls to run the tests: every *.test.cjs beside this file's bundle, with mocha.
import { readdirSync } from "node:fs";
import path from "node:path";
import Mocha from "mocha";
import { record, skipReason } from "./report.ts";

/** Runs all tests; rejects where one fails, which makes VS Code exit with a failure. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: "bdd", color: false, timeout: 60_000 });
  for (const name of readdirSync(__dirname).filter((file) => file.endsWith(".test.cjs"))) {
    mocha.addFile(path.join(__dirname, name));
  }
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    const nameOf = (test: Mocha.Runnable) => test.titlePath().join(" > ");
    runner.on("pass", (test) => record({ name: nameOf(test), outcome: "passed" }));
    runner.on("pending", (test) => {
      record({ name: nameOf(test), outcome: "skipped", detail: skipReason(test) });
    });
    runner.on("fail", (test, error: Error) => {
      record({ name: nameOf(test), outcome: "failed", detail: error.stack ?? error.message });
    });
  });
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
