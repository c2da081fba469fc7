import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";
import { drydock } from "./run.ts";

const folder = mkdtempSync(path.join(tmpdir(), "drydock cli "));
after(() => rmSync(folder, { recursive: true }));

const before = "FROM alpine:3.20\r\nADD a /b/\r\nMAINTAINER Tide\r\nCMD one\r\nCMD two\r\n";
const safe = "FROM alpine:3.20\r\nCOPY a /b/\r\nMAINTAINER Tide\r\nCMD two\r\n";
const file = path.join(folder, "Dockerfile");

function prepare(content: string | Buffer = before): void {
  writeFileSync(file, content);
  writeFileSync(path.join(folder, "a"), "");
}

describe("drydock fix", () => {
  it("makes the safe fixes in place, keeps everything else, and has nothing to do a second time", () => {
    prepare();
    const { status, stdout, stderr } = drydock(["fix", file]);
    assert.deepEqual([status, stdout, stderr], [0, "", `${file}: 2 fixes\n`]);
    assert.equal(readFileSync(file, "utf8"), safe);
    const { mtimeMs } = statSync(file);
    assert.equal(drydock(["fix", file]).stderr, "");
    assert.equal(statSync(file).mtimeMs, mtimeMs);
  });

  it("makes the others too when asked to", () => {
    prepare();
    drydock(["fix", "--unsafe", file]);
    const fixed = readFileSync(file, "utf8");
    assert.match(fixed, /LABEL org\.opencontainers\.image\.authors="Tide"\r\nCMD \["two"\]\r\n$/);
  });

  it("prints a unified diff and writes nothing with --dry-run", () => {
    prepare();
    const { stdout, status } = drydock(["fix", "--dry-run", file]);
    assert.equal(status, 0);
    assert.equal(readFileSync(file, "utf8"), before);
    assert.match(stdout, /^--- .*\n\+\+\+ .*\n@@ -1,5 \+1,4 @@\n/m);
    assert.match(stdout, /^-ADD a \/b\/\r\n\+COPY a \/b\/\r$/m);
  });

  it("fixes standard input to standard output", () => {
    assert.equal(drydock(["fix", "-"], { input: before }).stdout, safe);
    assert.equal(drydock(["fix", "-"], { input: "nothing to do" }).stdout, "nothing to do");
  });

  it("leaves a file alone that is no valid UTF-8", () => {
    const bytes = Buffer.concat([
      Buffer.from("FROM alpine:3.20\n# "),
      Buffer.from([0xe9]),
      Buffer.from("\nADD a /b/\n"),
    ]);
    prepare(bytes);
    const { status, stderr } = drydock(["fix", file]);
    assert.equal(status, 2);
    assert.match(stderr, /not fixed, since it is no valid UTF-8/);
    assert.deepEqual(readFileSync(file), bytes);
  });

  it("keeps a byte order mark", () => {
    prepare("\ufeffFROM alpine:3.20\nADD a /b/\n");
    drydock(["fix", file]);
    assert.equal(readFileSync(file, "utf8"), "\ufeffFROM alpine:3.20\nCOPY a /b/\n");
  });
});

describe("drydock ast", () => {
  it("prints an object a line and file", () => {
    const { stdout, status } = drydock(["ast", "-"], {
      input: `# escape=\\\nfrom a\nHEALTHCHECK --retries=1 CMD ["x"]\nRUN <<E\nb\nE\n`,
    });
    assert.equal(status, 0);
    assert.deepEqual(JSON.parse(stdout), {
      file: "-",
      error: "",
      escape: "\\",
      instructions: [
        { keyword: "from", startLine: 2, endLine: 2, text: "from a", flags: [], json: false },
        {
          keyword: "HEALTHCHECK",
          startLine: 3,
          endLine: 3,
          text: `HEALTHCHECK --retries=1 CMD ["x"]`,
          flags: ["--retries=1"],
          json: true,
          args: ["CMD", "x"],
        },
        {
          keyword: "RUN",
          startLine: 4,
          endLine: 6,
          text: "RUN <<E",
          flags: [],
          json: false,
          heredocs: [{ name: "E", expand: true, chomp: false, content: "b\n", fd: 0 }],
        },
      ],
    });
  });
});
