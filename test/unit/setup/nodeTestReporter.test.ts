import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";
import { readResults, type TestResult } from "../../../scripts/setup/results.ts";
import { root, run } from "../../../scripts/setup/run.ts";

const folder = mkdtempSync(path.join(tmpdir(), "drydock reporter "));

/** What the reporter says of a test file with this body; of a failure, the first line. */
async function report(body: string): Promise<readonly TestResult[]> {
  const file = path.join(folder, "sample.test.mjs");
  const results = path.join(folder, "results.jsonl");
  writeFileSync(results, "");
  writeFileSync(
    file,
    `import assert from "node:assert"; import { before, describe, it } from "node:test";\n${body}`,
  );
  const reporter = path.join(root, "scripts/setup/nodeTestReporter.ts");
  // a test run inside a test run would report to the outer one
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  await run(
    process.execPath,
    ["--test", `--test-reporter=${reporter}`, `--test-reporter-destination=${results}`, file],
    { env },
  );
  assert.ok(readFileSync(results, "utf8").endsWith("\n"), "every result ends its line");
  return readResults(results).map(({ detail, ...rest }) =>
    detail === undefined ? rest : { ...rest, detail: detail.split("\n")[0] ?? "" },
  );
}

describe("the reporter for node:test", () => {
  after(() => rmSync(folder, { recursive: true }));

  it("names tests by the suites around them and counts no suite", async () => {
    const body = `describe("harbour", () => { describe("pier", () => it("stands", () => {})); it("is open", () => {}); });`;
    assert.deepEqual(await report(body), [
      { name: "harbour > pier > stands", outcome: "passed" },
      { name: "harbour > is open", outcome: "passed" },
    ]);
  });

  it("tells a failure once, with its reason", async () => {
    const body = `describe("harbour", () => it("is deep", () => { throw new Error("shallow"); }));`;
    assert.deepEqual(await report(body), [
      { name: "harbour > is deep", outcome: "failed", detail: "Error: shallow" },
    ]);
  });

  it("counts what is skipped and says why", async () => {
    const body = `it("sails", { skip: "no wind" }, () => {}); describe.skip("fleet", () => it("x", () => {}));`;
    assert.deepEqual(await report(body), [
      { name: "sails", outcome: "skipped", detail: "no wind" },
      { name: "fleet", outcome: "skipped", detail: "no reason given" },
    ]);
  });

  it("takes a suite whose preparation fails as failed", async () => {
    const body = `describe("harbour", () => { before(() => { throw new Error("fog"); }); it("is open", () => {}); });`;
    const results = await report(body);
    assert.ok(
      results.some(({ outcome, detail }) => outcome === "failed" && /fog/.test(detail ?? "")),
    );
    assert.ok(results.every(({ outcome }) => outcome === "failed"));
  });

  it("takes a file that crashes as failed", async () => {
    const results = await report(`it("floats", () => {}); process.exit(3);`);
    assert.ok(results.some(({ outcome }) => outcome === "failed"));
  });

  it("takes a file without a test as failed", async () => {
    const [result, ...others] = await report(`assert.ok(true);`);
    assert.equal(result?.outcome, "failed");
    assert.equal(result.detail, "the file declares no test");
    assert.deepEqual(others, []);
  });
});
