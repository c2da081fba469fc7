import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { findOnPath, run, runOrThrow } from "../../../scripts/setup/run.ts";

const node = (source: string, timeout?: number) =>
  run(process.execPath, ["-e", source], timeout === undefined ? {} : { timeout });

describe("running a program", () => {
  it("gives its exit code and everything that it printed", async () => {
    const result = await node(`console.log("out"); console.error("err"); process.exitCode = 3`);
    assert.equal(result.code, 3);
    assert.match(result.output, /out/);
    assert.match(result.output, /err/);
  });

  it("ends it, and what it started, after the time limit", async () => {
    const start = performance.now();
    const child = `require("child_process").spawnSync("sleep", ["60"], { stdio: "inherit" })`;
    const { code, output } = await node(child, 300);
    assert.equal(code, -1);
    assert.match(output, /ended after 0\.3 s without a result/);
    assert.ok(performance.now() - start < 20_000);
  });

  it("rejects with the command and its last lines where that is asked for", async () => {
    await assert.rejects(
      runOrThrow(process.execPath, ["-e", `console.log("no water"); process.exit(2)`]),
      /ended with 2:\nno water/,
    );
  });

  it("rejects where the program does not exist", async () => {
    assert.equal(findOnPath("drydock-no-such-program"), undefined);
    await assert.rejects(run("drydock-no-such-program", []), /ENOENT/);
  });
});
