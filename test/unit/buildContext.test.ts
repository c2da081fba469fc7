// What COPY finds in the build context, and how much is read to know it.
import assert from "node:assert/strict";
import { stat } from "node:fs/promises";
import { describe, it } from "node:test";
import { nodeHost } from "../../server/src/nodeHost.ts";
import type { Host } from "../../server/src/service/host.ts";
import { loadBuildContext } from "../../server/src/service/loadBuildContext.ts";
import { createModel } from "../../server/src/service/syntax/model.ts";
import { parseDockerfile } from "../../server/src/service/syntax/parse.ts";
import { memoryHost } from "../memoryHost.ts";

const files = {
  "package.json": "",
  "src/main.ts": "",
  "src/deep/a/b.ts": "",
  "[x].txt": "",
  "docs/guide.md": "",
};

function modelOf(sources: readonly string[]) {
  const lines = sources.map((source) => `COPY ["${source.replaceAll("\\", "\\\\")}", "/"]`);
  return createModel(parseDockerfile(`FROM scratch\n${lines.join("\n")}\n`));
}

async function findIn(host: Host, folders: readonly string[], source: string) {
  const context = await loadBuildContext(host, folders, modelOf([source]));
  return context.find(source);
}

describe("the build context", () => {
  const found = [
    "package.json",
    "./package.json",
    "/package.json",
    "../package.json",
    "src/../../package.json",
    "src",
    "src/",
    ".",
    "/",
    "src/*.ts",
    "s?c/main.ts",
    "[a-s]rc/deep/*/b.ts",
    "\\[x].txt",
    "**/main.ts",
  ];
  for (const source of found) {
    it(`has ${source}`, async () => {
      assert.equal(await findIn(memoryHost(files), [""], source), "found");
    });
  }

  const missing = [
    "Package.json",
    "src/main",
    "src/*.js",
    "package.json/x",
    "*.md",
    "src/deep/*/c.ts",
    "no/such/thing",
    "[x].txt",
    "**/b.ts",
    "[",
  ];
  for (const source of missing) {
    it(`lacks ${source}`, async () => {
      assert.equal(await findIn(memoryHost(files), [""], source), "missing");
    });
  }

  it("takes what any of several folders has", async () => {
    const host = memoryHost({ "a/x": "", "b/y": "" });
    assert.equal(await findIn(host, ["a", "b"], "y"), "found");
    assert.equal(await findIn(host, ["a", "b"], "z"), "missing");
  });

  it("does not know what it cannot read", async () => {
    const host = memoryHost({ "a/x": "" });
    assert.equal(await findIn(host, ["a", "gone"], "z"), "unknown");
    assert.equal(await findIn(host, ["a", "gone"], "x"), "found");
    assert.equal(await findIn(host, [], "x"), "unknown");
    const links: Host = {
      readDirectory: async (path) => (path === "" ? [{ name: "link", kind: "other" }] : undefined),
      userConfigFolders: [],
      readFile: async () => undefined,
      readStart: async () => undefined,
    };
    assert.equal(await findIn(links, [""], "link/a"), "unknown");
    assert.equal(await findIn(links, [""], "link"), "found");
  });

  it("reads only the folders that the sources lead through", async () => {
    const read: string[] = [];
    const host = memoryHost(files);
    const context = await loadBuildContext(
      {
        ...host,
        async readDirectory(path) {
          read.push(path);
          return host.readDirectory(path);
        },
      },
      [""],
      createModel(
        parseDockerfile(
          "FROM a:1\nCOPY src/main.ts /\nCOPY --from=b docs/x /\nRUN --mount=type=bind,source=src/deep/a,target=/a ls\n",
        ),
      ),
    );
    assert.deepEqual(read, ["", "/src", "/src/deep"]);
    assert.equal(context.find("docs/guide.md"), "unknown");
  });

  it("gives up in a huge folder", async () => {
    let reads = 0;
    const entries = Array.from({ length: 500 }, (_, index) => ({
      name: `d${index}`,
      kind: "directory" as const,
    }));
    const host: Host = {
      async readDirectory() {
        reads += 1;
        return entries;
      },
      userConfigFolders: [],
      readFile: async () => undefined,
      readStart: async () => undefined,
    };
    assert.equal(await findIn(host, [""], "*/*/*/none"), "unknown");
    assert.ok(reads <= 200);
  });

  it("finds the name that was meant", async () => {
    const wrong = ["pakage.json", "SRC/main.ts", "src/mian.ts", "src/other.ts", "docs/*.txt", "x"];
    const context = await loadBuildContext(memoryHost(files), [""], modelOf(wrong));
    assert.deepEqual(
      wrong.map((source) => context.nearest(source)),
      ["package.json", "src/main.ts", "src/main.ts", undefined, undefined, undefined],
    );
  });

  const contents = {
    "a.bin": "\u001F\u008B\u0008",
    "b.bin": "BZh91AY",
    "c.bin": "\u00FD7zXZ\0",
    "d.bin": "\u0028\u00B5\u002F\u00FD",
    "e.bin": `${"\0".repeat(257)}ustar\0`,
    "all.tar": "a text",
    "app.zip": "PK\u0003\u0004",
    "folder/x.tar": "BZh91AY",
    empty: "",
  };
  const answers = {
    "a.bin": true,
    "b.bin": true,
    "c.bin": true,
    "d.bin": true,
    "e.bin": true,
    "all.tar": false,
    "app.zip": false,
    empty: false,
    folder: false,
    "*.zip": false,
    "*.*": true,
    none: undefined,
  };
  it("tells archives by their first bytes", async () => {
    const lines = Object.keys(answers).map((source) => `ADD ${source} /`);
    const model = createModel(parseDockerfile(`FROM scratch\n${lines.join("\n")}\n`));
    const context = await loadBuildContext(memoryHost(contents), [""], model);
    for (const [source, answer] of Object.entries(answers))
      assert.equal(context.hasArchive(source), answer, source);
    const silent = { ...memoryHost(contents), readStart: async () => undefined };
    const unread = await loadBuildContext(silent, [""], model);
    assert.equal(unread.hasArchive("app.zip"), undefined);
  });

  it("does not read what COPY copies", async () => {
    const host: Host = {
      ...memoryHost(contents),
      readStart: async (file) => assert.fail(file),
    };
    const context = await loadBuildContext(host, [""], modelOf(["a.bin"]));
    assert.equal(context.hasArchive("a.bin"), undefined);
  });

  it("is read from the disk", async () => {
    const text = await nodeHost.readStart(import.meta.filename, 7);
    assert.equal(Buffer.from(text ?? []).toString(), "// What");
    const all = await nodeHost.readStart(import.meta.filename, 1_000_000);
    assert.equal(all?.length, (await stat(import.meta.filename)).size);
    assert.equal(await nodeHost.readStart(import.meta.dirname, 7), undefined);
    assert.equal(await nodeHost.readStart(`${import.meta.filename}.none`, 7), undefined);
  });
});
