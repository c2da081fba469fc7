// The comparisons behind `npm run prove`: each of them must be able to find something.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  compareFileSystems,
  fileSystemOf,
  type FileSystem,
} from "../../../scripts/prove/fileSystem.ts";
import { compareImageConfigs, imageConfigOf } from "../../../scripts/prove/imageConfig.ts";
import { compareFailures, readProgress } from "../../../scripts/prove/progress.ts";
import { entry, tarOf } from "./archive.ts";

function files(...entries: readonly Parameters<typeof entry>[0][]): Promise<FileSystem> {
  const archive = tarOf(...entries.map(entry));
  return fileSystemOf(ReadableStream.from([archive]));
}

describe("compareFileSystems", () => {
  const a = { name: "etc/a", content: "text", mode: 0o644, uid: 1, gid: 2 };

  it("finds nothing where only times differ", async () => {
    assert.deepEqual(compareFileSystems(await files(a), await files(a)), []);
  });

  const changes = {
    "mode 644 -> 755": { ...a, mode: 0o755 },
    "mode 644 -> 4644": { ...a, mode: 0o4644 },
    "owner 1:2 -> 3:2": { ...a, uid: 3 },
    "owner 1:2 -> 1:3": { ...a, gid: 3 },
    "content 982d9e3eb996 ->": { ...a, content: "Text" },
    "type file -> directory": { ...a, flag: "5", content: "" },
  };
  for (const [difference, changed] of Object.entries(changes)) {
    it(`finds ${difference}`, async () => {
      const [found, ...others] = compareFileSystems(await files(a), await files(changed));
      assert.deepEqual(others, []);
      assert.ok(found?.startsWith("/etc/a: ") && found.includes(difference), found);
    });
  }

  it("finds where a link points to, and what is gone or new", async () => {
    const link = { name: "b", flag: "2", link: "a" };
    const before = await files(link, { name: "old" }, { name: "same" });
    const after = await files({ ...link, link: "c" }, { name: "new" }, { name: "same" });
    assert.deepEqual(compareFileSystems(before, after), [
      "/b: target a -> c",
      "/new: only after the fixes",
      "/old: only before the fixes",
    ]);
  });

  it("leaves out what the engine puts into every container, and nothing else", async () => {
    const made = [".dockerenv", "dev/console", "etc/hosts", "etc/hostname", "etc/resolv.conf"];
    const own = ["device", "etc/hosts.allow", "srv/etc/hosts", "home/.dockerenv"];
    const found = await files(...[...made, ...own].map((name) => ({ name })));
    assert.deepEqual([...found.keys()], own);
  });
});

describe("compareImageConfigs", () => {
  const config = {
    Env: ["PATH=/bin"],
    Cmd: ["a"],
    Entrypoint: ["b"],
    User: "app",
    WorkingDir: "/app",
    Labels: { a: "1" },
    ExposedPorts: { "80/tcp": {} },
    Volumes: { "/v": {} },
    Healthcheck: { Test: ["CMD", "a"] },
    Shell: ["/bin/sh", "-c"],
    StopSignal: "SIGINT",
    OnBuild: ["RUN a"],
  };
  const read = (changes: object) =>
    imageConfigOf(
      JSON.stringify({ Os: "linux", Architecture: "amd64", Config: { ...config, ...changes } }),
    );

  it("finds nothing in the fields that an engine fills by itself", () => {
    assert.deepEqual(compareImageConfigs(read({}), read({ Image: "sha256:1", Hostname: "x" })), []);
  });

  it("takes a missing field for an empty one", () => {
    assert.deepEqual(compareImageConfigs(read({ User: "" }), read({ User: undefined })), []);
  });

  for (const field of Object.keys(config)) {
    it(`finds another ${field}, and none`, () => {
      for (const value of ["other", null]) {
        const [found = "", ...others] = compareImageConfigs(read({}), read({ [field]: value }));
        assert.deepEqual(others, []);
        assert.ok(found.startsWith(`${field}: `), found);
      }
    });
  }
});

describe("compareFailures", () => {
  const failing = (command: string, code: number, ...written: readonly string[]) =>
    readProgress(
      [
        ...written.map((text, index) =>
          JSON.stringify({ logs: [{ stream: (index % 2) + 1, data: btoa(text) }] }),
        ),
        JSON.stringify({
          vertexes: [
            { name: "a" },
            { error: `process "${command}" did not complete successfully: exit code: ${code}` },
          ],
        }),
        "ERROR: failed to build: failed to solve",
      ].join("\n"),
    );

  it("finds nothing where the command has become a part of a longer one", () => {
    const before = failing(String.raw`/bin/sh -c echo \"a\"`, 1, "a\n", "no\n");
    assert.deepEqual(compareFailures(before, failing("/bin/sh -c b && c", 1, "a\n", "no\n")), []);
    assert.equal(before.reason, "did not complete successfully: exit code: 1");
  });

  it("finds another exit code and another output", () => {
    const before = failing("a", 1, "a\n", "no\n");
    assert.match(compareFailures(before, failing("a", 2, "a\n", "no\n")).join(), /^reason/);
    assert.match(compareFailures(before, failing("a", 1, "b\n", "no\n")).join(), /^stdout/);
    assert.match(compareFailures(before, failing("a", 1, "a\n", "so\n")).join(), /^stderr/);
  });

  it("takes what is said to people where no instruction failed", () => {
    const { reason } = readProgress(
      "ERROR: failed to build: dockerfile parse error on line 3: x\n",
    );
    assert.equal(reason, "ERROR: failed to build: dockerfile parse error: x");
  });
});
