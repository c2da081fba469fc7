import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";
import { drydock } from "./run.ts";

const folder = mkdtempSync(path.join(tmpdir(), "drydock cli "));
after(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string | Buffer): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

interface Finding {
  readonly rule: string;
  readonly severity: string;
}

function findings(args: readonly string[], input?: string): readonly Finding[] {
  const { stdout } = drydock(
    ["lint", "--format", "json", ...args],
    input === undefined ? {} : { input },
  );
  return JSON.parse(stdout) as readonly Finding[];
}

const rulesOf = (found: readonly Finding[]) => found.map(({ rule }) => rule);

describe("drydock lint", () => {
  it("prints problems as JSON with every field, lines and columns from 1", () => {
    const { stdout, status } = drydock(["lint", "--format", "json", "-"], {
      input: "FROM alpine:3.20\n\nRUN echo \\\n  hi\nADD 'a' /b/ \n",
    });
    assert.equal(status, 1);
    const [finding] = JSON.parse(stdout) as readonly { message: string }[];
    assert.ok(finding);
    const { message, ...rest } = finding;
    assert.match(message, /ADD/);
    assert.deepEqual(rest, {
      file: "-",
      line: 5,
      column: 1,
      endLine: 5,
      endColumn: 4,
      instructionLine: 5,
      rule: "prefer-copy",
      aliases: ["DL3020", "DS-0005", "CKV_DOCKER_4"],
      severity: "warning",
      fixable: true,
    });
  });

  it("prints text a line a problem, and nothing where there is none", () => {
    const bad = drydock(["lint", "-"], { input: "FROM alpine:latest\n" });
    assert.match(bad.stdout, /^-:1:13: warning: .*latest.* \[no-latest-tag\]\n$/);
    assert.deepEqual(drydock(["lint", "-"], { input: "FROM alpine:3.20\n" }), {
      status: 0,
      stdout: "",
      stderr: "",
    });
  });

  it("fails on the severity asked for", () => {
    const input = "FROM alpine:latest\n";
    assert.equal(drydock(["lint", "-"], { input }).status, 1);
    assert.equal(drydock(["lint", "--fail-on", "error", "-"], { input }).status, 0);
    assert.equal(drydock(["lint", "--fail-on", "off", "-"], { input }).status, 0);
  });

  it("takes any number of files, and reports the others where one cannot be read", () => {
    const one = write("one/Dockerfile", "FROM alpine:latest\n");
    const two = write("two/Dockerfile", "FROM scratch AS a\nFROM example\n");
    const { status, stdout, stderr } = drydock([
      "lint",
      "--format",
      "json",
      one,
      path.join(folder, "none"),
      two,
      folder,
    ]);
    assert.equal(status, 2);
    assert.deepEqual(rulesOf(JSON.parse(stdout) as Finding[]), ["no-latest-tag", "tag-base-image"]);
    assert.match(stderr, /none: there is no such file\n/);
    assert.match(stderr, /this is a folder/);
  });

  it("says what is wrong with its arguments", () => {
    for (const args of [
      [],
      ["lint"],
      ["lint", "--format", "xml", "-"],
      ["lint", "--fail-on", "never", "-"],
      ["lint", "--nope", "-"],
      ["lint", "--config", path.join(folder, "none.yaml"), "-"],
      ["lint", "--config", "a", "--no-config", "-"],
      ["lint", "--context", path.join(folder, "none"), "-"],
      ["nope"],
    ]) {
      const { status, stderr, stdout } = drydock(args);
      assert.deepEqual([status, stdout], [2, ""], args.join(" "));
      assert.match(stderr, /^drydock: .+\n\nUsage: /);
    }
    for (const args of [["--help"], ["lint", "--help"], ["--version"]])
      assert.equal(drydock(args).status, 0);
  });

  it("looks for sources of COPY beside the file, or in the context that is named", () => {
    const file = write("app/Dockerfile", "FROM alpine:3.20\nCOPY app.go /\n");
    assert.deepEqual(rulesOf(findings([file])), ["missing-copy-source"]);
    write("context/app.go", "");
    assert.deepEqual(findings(["--context", path.join(folder, "context"), file]), []);
    assert.deepEqual(findings(["-"], "FROM alpine:3.20\nCOPY app.go /\n"), []);
  });

  it("reads the configuration beside the file, the one that is named, or none", () => {
    const file = write("configured/Dockerfile", "FROM alpine:latest\n");
    write("configured/drydock.yaml", "rules:\n  no-latest-tag: off\n");
    assert.deepEqual(findings([file]), []);
    assert.deepEqual(rulesOf(findings(["--no-config", file])), ["no-latest-tag"]);
    const other = write("other.jsonc", `{ // loud\n  "rules": { "no-latest-tag": "error" }, }\n`);
    assert.deepEqual(
      findings(["--config", other, file]).map(({ severity }) => severity),
      ["error"],
    );
  });

  it("tells mistakes in a configuration, and uses the rest of it", () => {
    const file = write("mistaken/Dockerfile", "FROM alpine:latest\n");
    write(
      "mistaken/drydock.yml",
      "rules:\n  nothing: off\n  merge-runs: loud\n  no-latest-tag: hint\nextra: 1\n",
    );
    const { stderr, stdout, status } = drydock(["lint", "--format", "json", file]);
    assert.equal(status, 2);
    assert.deepEqual(stderr.match(/drydock\.yml:\d+:\d+/g), [
      "drydock.yml:2:3",
      "drydock.yml:3:15",
      "drydock.yml:5:1",
    ]);
    assert.equal((JSON.parse(stdout) as Finding[])[0]?.severity, "hint");
  });

  it("says what is wrong with YAML and JSON in its own words", () => {
    const said = (name: string, text: string) =>
      drydock(["lint", "--config", write(name, text), "-"], { input: "FROM scratch\n" }).stderr;
    assert.match(said("a.json", "{"), /a\.json:1:\d+: This is no valid JSON: /);
    assert.match(
      said("b.yaml", "rules:\n  merge-runs: off\n  merge-runs: hint\n"),
      /a second time/,
    );
    assert.match(said("c.yaml", "rules: {}\n---\nrules: {}\n"), /one document/);
    assert.match(said("d.yaml", "[".repeat(100_000)), /d\.yaml:1:/);
    assert.equal(said("e.yaml", "rules:\n"), "");
    assert.equal(said("f.yaml", ""), "");
  });

  it("does not count a byte order mark as a column", () => {
    const { stdout } = drydock(["lint", "-"], { input: "\ufeffFROM alpine:latest\n" });
    assert.match(stdout, /^-:1:13: /);
  });

  it("survives any bytes", () => {
    const file = write(
      "bytes/Dockerfile",
      Buffer.from([0, 255, 254, 10, 82, 85, 78, 32, 195, 40, 10, 13, 13]),
    );
    const config = write("bytes/config.yaml", Buffer.from([0xff, 0x7b, 0x5b, 0x0a, 0x00]));
    const { status, stderr } = drydock(["lint", "--config", config, file]);
    assert.equal(status, 2, stderr);
    assert.match(stderr, /no valid UTF-8/);
  });
});
