import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, beforeEach, describe, it } from "node:test";
import { root, run } from "../../../scripts/setup/run.ts";

const home = mkdtempSync(path.join(tmpdir(), "drydock-cache-"));
process.env["XDG_CACHE_HOME"] = home;
const { cacheFolder, filledOnce } = await import("../../../scripts/setup/cacheFolder.ts");

const write = (text: string) => (folder: string) => {
  writeFileSync(path.join(folder, "file"), text);
  return Promise.resolve();
};

describe("a folder in the cache", () => {
  beforeEach(() => rmSync(cacheFolder, { recursive: true, force: true }));
  after(() => rmSync(home, { recursive: true }));

  it("lies in the user's cache folder", () => {
    assert.equal(cacheFolder, path.join(home, "drydock-dev"));
  });

  it("is filled the first time only", async () => {
    const folder = await filledOnce("rope", write("first"));
    assert.equal(await filledOnce("rope", write("second")), folder);
    assert.equal(readFileSync(path.join(folder, "file"), "utf8"), "first");
  });

  it("does not exist after filling it failed", async () => {
    await assert.rejects(
      filledOnce("rope", async (folder) => {
        await write("half")(folder);
        throw new Error("out of rope");
      }),
      /out of rope/,
    );
    assert.deepEqual(readdirSync(cacheFolder), []);
  });

  it("is one of two complete ones where two fill it at once", async () => {
    const both = await Promise.all([
      filledOnce("rope", write("a")),
      filledOnce("rope", write("b")),
    ]);
    assert.equal(both[0], both[1]);
    assert.deepEqual(readdirSync(cacheFolder), ["rope"]);
    assert.match(readFileSync(path.join(both[0], "file"), "utf8"), /^[ab]$/);
  });

  it("leaves nothing behind where the process ends while it is filled", async () => {
    const script = path.join(home, "fill.ts");
    const source = path.join(root, "scripts/setup/cacheFolder.ts");
    writeFileSync(
      script,
      `import { filledOnce } from ${JSON.stringify(source)};
       await filledOnce("rope", () => process.exit(7));`,
    );
    const { code } = await run(process.execPath, [script]);
    assert.equal(code, 7);
    assert.ok(existsSync(cacheFolder));
    assert.deepEqual(readdirSync(cacheFolder), []);
  });
});
