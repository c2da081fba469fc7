// The builder is the oracle: it refuses the lines in which we find an error, and no others.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";
import { run } from "../../scripts/setup/run.ts";
import { instructionCases } from "../instructionCases.ts";

/** One of the images of scripts/setup/baseImages.ts. */
const localImage = "busybox:1";

describe("what BuildKit refuses", { concurrency: 2 }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), "drydock-syntax-"));
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Whether the builder can read a Dockerfile. Warnings of its checks do not count: they end with 1 as errors do. */
  async function accepts(name: string, dockerfile: string): Promise<boolean> {
    const file = path.join(folder, `${name}.Dockerfile`);
    writeFileSync(file, dockerfile);
    const args = ["buildx", "build", "--call=outline", "--file", file, folder];
    const { code, output } = await run("docker", args);
    if (code === 0) return true;
    // anything else that goes wrong would make this test agree for a wrong reason
    assert.match(output, /dockerfile parse error|failed to process|failed to solve/i, output);
    return false;
  }

  instructionCases.forEach(([line, ...problems], index) => {
    it(`${problems.length === 0 ? "is nothing" : "is something"} in ${line}`, async () => {
      const dockerfile = `FROM a\n${line}\n`.replaceAll(
        /\ba(?= |\n)(?<=FROM (?:--\S+ )?a)/g,
        localImage,
      );
      assert.equal(await accepts(String(index), dockerfile), problems.length === 0, dockerfile);
    });
  });
});
