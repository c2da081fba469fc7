import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";
import { readTar, type TarEntry } from "../../../scripts/prove/tar.ts";
import { entry, tarOf } from "./archive.ts";

async function read(archive: Buffer, chunkLength = 10_240): Promise<readonly TarEntry[]> {
  async function* chunks() {
    for (let at = 0; at < archive.length; at += chunkLength)
      yield archive.subarray(at, at + chunkLength);
  }
  const entries: TarEntry[] = [];
  for await (const each of readTar(chunks())) entries.push(each);
  return entries;
}

const hashOf = (content: string): string => createHash("sha256").update(content).digest("hex");

describe("readTar", () => {
  it("reads every kind of entry", async () => {
    const archive = tarOf(
      entry({ name: "./bin/", flag: "5", mode: 0o755 }),
      entry({ name: "bin/a", content: "hello", mode: 0o4750, uid: 5, gid: 6 }),
      entry({ name: "bin/b", flag: "1", link: "bin/a" }),
      entry({ name: "bin/c", flag: "2", link: "a", mode: 0o777 }),
      entry({ name: "null", flag: "3", device: [1, 3] }),
      entry({ name: "pipe", flag: "6" }),
    );
    const shown = (await read(archive)).map(({ path: name, type, mode, uid, gid, size, target }) =>
      [name, type, mode.toString(8), `${uid}:${gid}`, size, target].join(" "),
    );
    assert.deepEqual(shown, [
      "bin directory 755 0:0 0 ",
      "bin/a file 4750 5:6 5 ",
      "bin/b hard link 644 0:0 0 bin/a",
      "bin/c link 777 0:0 0 a",
      "null device 644 0:0 0 1:3",
      "pipe pipe 644 0:0 0 ",
    ]);
  });

  it("hashes the content, however the stream is cut", async () => {
    const content = "a text that is longer than one block ".repeat(40);
    const archive = tarOf(entry({ name: "a", content }), entry({ name: "b", content: "" }));
    for (const chunkLength of [1, 7, 511, 512, 513, 100_000]) {
      const hashes = (await read(archive, chunkLength)).map(({ hash }) => hash);
      assert.deepEqual(hashes, [hashOf(content), hashOf("")]);
    }
  });

  it("takes the records of pax before the fields of the header", async () => {
    const archive = tarOf(
      entry({ name: "x", flag: "x", content: pax({ path: "ä/b", linkpath: "ö", uid: "70000" }) }),
      entry({ name: "short", flag: "2", link: "short" }),
      entry({ name: "x", flag: "x", content: pax({ "SCHILY.xattr.user.a": "b=c\nd" }) }),
      entry({ name: "next" }),
    );
    const [first, second] = await read(archive);
    assert.deepEqual([first?.path, first?.target, first?.uid], ["ä/b", "ö", 70_000]);
    assert.deepEqual([second?.path, second?.target, second?.uid], ["next", "", 0]);
    assert.equal(second?.attributes, "SCHILY.xattr.user.a=b=c\nd");
  });

  it("takes the size of pax", async () => {
    const archive = tarOf(
      entry({ name: "x", flag: "x", content: pax({ size: "3" }) }),
      entry({ name: "a", content: "abc", size: 0 }),
      entry({ name: "b" }),
    );
    assert.deepEqual(
      (await read(archive)).map(({ path: name, hash }) => [name, hash]),
      [
        ["a", hashOf("abc")],
        ["b", hashOf("")],
      ],
    );
  });

  it("throws at an archive that is cut off or damaged", async () => {
    const archive = tarOf(entry({ name: "a", content: "x".repeat(600) }));
    await assert.rejects(read(archive.subarray(0, 900)), /ends too early/);
    await assert.rejects(read(archive.subarray(0, 100)), /ends too early/);
    const damaged = Buffer.from(archive);
    damaged[0] = 98;
    await assert.rejects(read(damaged), /damaged/);
    const bad = tarOf(entry({ name: "x", flag: "x", content: "no length" }));
    await assert.rejects(read(bad), /damaged/);
  });

  describe("what the program tar writes", { skip: process.platform === "win32" }, () => {
    const folder = mkdtempSync(path.join(tmpdir(), "drydock-tar-"));
    after(() => rmSync(folder, { recursive: true, force: true }));
    const long = `${"deep/".repeat(30)}${"n".repeat(120)}`;
    mkdirSync(path.join(folder, "tree", path.dirname(long)), { recursive: true });
    writeFileSync(path.join(folder, "tree", long), "content");
    chmodSync(path.join(folder, "tree", long), 0o640);
    linkSync(path.join(folder, "tree", long), path.join(folder, "tree/zz"));
    symlinkSync("t".repeat(180), path.join(folder, "tree/link"));

    for (const format of ["gnu", "pax"]) {
      it(`in the format ${format}`, async (test) => {
        const args = [
          `--format=${format}`,
          "--sort=name",
          "-C",
          path.join(folder, "tree"),
          "-cf",
          "-",
        ];
        let archive = Buffer.alloc(0);
        try {
          archive = execFileSync("tar", [...args, "."], { stdio: ["ignore", "pipe", "ignore"] });
        } catch {
          test.skip("needs GNU tar");
          return;
        }
        const entries = new Map((await read(archive)).map((each) => [each.path, each]));
        const file = entries.get(long);
        assert.deepEqual([file?.type, file?.mode, file?.hash], ["file", 0o640, hashOf("content")]);
        assert.deepEqual(
          [entries.get("zz")?.type, entries.get("zz")?.target],
          ["hard link", `./${long}`],
        );
        assert.equal(entries.get("link")?.target, "t".repeat(180));
        assert.ok(entries.has(""));
      });
    }
  });
});

/** The records of a pax header; each tells its own length in bytes. */
function pax(records: Readonly<Record<string, string>>): string {
  return Object.entries(records)
    .map(([key, value]) => {
      const rest = ` ${key}=${value}\n`;
      const length = Buffer.byteLength(rest);
      const digits = String(length + String(length).length).length;
      return `${length + digits}${rest}`;
    })
    .join("");
}
