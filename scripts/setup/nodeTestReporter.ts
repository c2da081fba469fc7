// A reporter for node:test that writes one JSON line per test, in the shape of results.ts:
//   node --test --test-reporter=./scripts/setup/nodeTestReporter.ts --test-reporter-destination=FILE
import { inspect } from "node:util";
import type { TestEvent } from "node:test/reporters";
import type { TestResult } from "./results.ts";

type TestEnd = Extract<TestEvent, { type: "test:pass" | "test:fail" }>;

export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  // the names from the outermost suite to the test that runs
  const names: string[] = [];
  for await (const event of events) {
    if (event.type === "test:start") names.splice(event.data.nesting, Infinity, event.data.name);
    if (event.type !== "test:pass" && event.type !== "test:fail") continue;
    const name = names.slice(0, event.data.nesting + 1).join(" > ");
    const result = toResult(event, name);
    if (result !== undefined) yield `${JSON.stringify(result)}\n`;
  }
}

/** Suites, and tests that fail only because tests inside them do, count through those. */
function toResult({ type, data }: TestEnd, name: string): TestResult | undefined {
  const putOff = data.skip ?? data.todo;
  if (putOff !== undefined && putOff !== false) {
    return {
      name,
      outcome: "skipped",
      detail: typeof putOff === "string" ? putOff : "no reason given",
    };
  }
  if (type === "test:fail") {
    const { error } = data.details;
    if ("failureType" in error && error.failureType === "subtestsFailed") return undefined;
    return { name, outcome: "failed", detail: inspect(error.cause ?? error) };
  }
  if (data.details.type === "suite") return undefined;
  // node:test reports a file in which it saw no test as one that passed
  if (data.name === data.file)
    return { name, outcome: "failed", detail: "the file declares no test" };
  return { name, outcome: "passed" };
}
