// Profiles, build arguments, and what `drydock config` says about them.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";
import { parse } from "yaml";
import { drydock } from "./run.ts";

const folder = mkdtempSync(path.join(tmpdir(), "drydock config "));
after(() => rmSync(folder, { recursive: true }));
mkdirSync(path.join(folder, "api"));
const file = path.join(folder, "api/Dockerfile");
writeFileSync(file, "ARG TAG=3.24\nFROM alpine:$TAG\nMAINTAINER me\n");

const rulesOf = ({ stdout }: { readonly stdout: string }): readonly string[] =>
  (JSON.parse(stdout) as readonly { readonly rule: string }[]).map(({ rule }) => rule);
const lint = (...args: readonly string[]) => drydock(["lint", "--format", "json", ...args, file]);

describe("drydock lint", () => {
  it("takes a profile, over that of the configuration", () => {
    assert.deepEqual(rulesOf(lint()), ["no-maintainer"]);
    const { status, stderr } = lint("--profile", "loud");
    assert.equal(status, 2);
    assert.match(stderr, /There is no profile loud: recommended, strict, hadolint, buildkit\./);
    assert.ok(rulesOf(lint("--profile", "strict")).includes("no-maintainer"));
  });

  it("takes build arguments", () => {
    assert.deepEqual(rulesOf(lint("--build-arg", "TAG=latest")), [
      "no-latest-tag",
      "no-maintainer",
    ]);
    assert.deepEqual(rulesOf(lint("--build-arg", "TAG=a=b", "--build-arg", "OTHER=latest")), [
      "valid-image-reference",
      "no-maintainer",
    ]);
    assert.equal(lint("--build-arg", "=latest").status, 2);
  });

  it("fails from the severity on that the configuration names", () => {
    const config = path.join(folder, "fail.yaml");
    writeFileSync(config, "failure-threshold: error\n");
    assert.equal(lint("--config", config).status, 0);
    writeFileSync(config, "failOn: info\n");
    assert.equal(lint("--config", config).status, 1);
    assert.equal(lint("--config", config, "--fail-on", "error").status, 0);
  });

  it("checks ignore files", () => {
    const ignore = path.join(folder, "api/.dockerignore");
    writeFileSync(ignore, "*.log\n[a-\n");
    const { stdout, status } = drydock(["lint", ignore]);
    assert.match(stdout, /^.*\.dockerignore:2:1: error: .* \[valid-ignore-pattern\]\n$/);
    assert.equal(status, 1);
    rmSync(ignore);
  });
});

describe("drydock config", () => {
  it("prints a whole configuration, and where each value comes from", () => {
    const config = path.join(folder, "api/drydock.yaml");
    writeFileSync(config, "rules:\n  no-maintainer: off\nlabels:\n  schema: { team: text }\n");
    const { stdout, status } = drydock(["config", "--profile", "strict", file]);
    rmSync(config);
    assert.equal(status, 0);
    const lineWith = (start: string): string =>
      stdout.split("\n").find((line) => line.startsWith(start)) ?? "";
    assert.equal(lineWith("profile"), "profile: strict # command line");
    assert.match(lineWith("  no-maintainer"), /^ {2}no-maintainer: off # .*drydock\.yaml:2$/);
    assert.match(lineWith("labels"), /# .*drydock\.yaml:3$/);
    assert.match(lineWith("  no-latest-tag"), /# profile strict$/);
    assert.match(lineWith("failOn"), /^failOn: warning # default$/);
    // what is printed is a configuration that says the same
    const printed = path.join(folder, "printed.yaml");
    writeFileSync(printed, stdout);
    const again = drydock(["config", "--config", printed, file]);
    assert.equal(again.stderr, "");
    assert.deepEqual(parse(again.stdout), parse(stdout));
  });

  it("says what is wrong in a configuration", () => {
    const config = path.join(folder, "wrong.yaml");
    writeFileSync(config, "profile: loud\n");
    const { status, stderr } = drydock(["config", "--config", config, file]);
    assert.equal(status, 2);
    assert.match(stderr, /wrong\.yaml:1:10: loud is no profile/);
  });
});
