// Which sources an ignore file keeps out of the build, and which of its lines decides.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { applyEdits } from "../../server/src/service/lint/fix.ts";
import { lint } from "../../server/src/service/lint/lint.ts";
import { selectRules } from "../../server/src/service/lint/select.ts";
import { loadBuildContext } from "../../server/src/service/loadBuildContext.ts";
import ignoredCopySource from "../../server/src/service/rules/ignored-copy-source.ts";
import { createModel } from "../../server/src/service/syntax/model.ts";
import { parseDockerfile } from "../../server/src/service/syntax/parse.ts";
import { memoryHost } from "../memoryHost.ts";

async function ignoredIn(
  files: Readonly<Record<string, string>>,
  source: string,
  folders: readonly string[] = [""],
  dockerfile?: { readonly folder: string; readonly name: string },
) {
  const model = createModel(parseDockerfile(`FROM scratch\nCOPY ["${source}", "/"]\n`));
  const context = await loadBuildContext(memoryHost(files), folders, model, dockerfile);
  const ignored = context.ignored(source);
  return ignored && `${ignored.file}:${ignored.pattern.line + 1} ${ignored.pattern.text}`;
}

const tree = {
  "docs/a.md": "",
  "docs/b/README.md": "",
  "docs/b/c.md": "",
  "src/main.ts": "",
  "src/main.js": "",
};

describe("ignored sources", () => {
  it("are named with the line that decides", async () => {
    const files = { ...tree, ".dockerignore": "docs\n!docs\ndocs/b\n" };
    assert.equal(await ignoredIn(files, "docs/b"), ".dockerignore:3 docs/b");
    assert.equal(await ignoredIn(files, "docs/b/c.md"), ".dockerignore:3 docs/b");
    assert.equal(await ignoredIn(files, "docs"), undefined);
  });

  it("are none where an exception leaves a file of theirs", async () => {
    const files = { ...tree, ".dockerignore": "docs\n!docs/b/README.md\n" };
    assert.equal(await ignoredIn(files, "docs"), undefined);
    assert.equal(await ignoredIn(files, "docs/b"), undefined);
    assert.equal(await ignoredIn(files, "docs/b/README.md"), undefined);
    assert.equal(await ignoredIn(files, "docs/b/c.md"), ".dockerignore:1 docs");
    const gone = { ...tree, ".dockerignore": "docs\n!docs/none.md\n!**/x\n" };
    assert.equal(await ignoredIn(gone, "docs"), ".dockerignore:1 docs");
  });

  it("may be patterns of which nothing is left", async () => {
    const files = { ...tree, ".dockerignore": "src/*.js\n" };
    assert.equal(await ignoredIn(files, "src/*.js"), ".dockerignore:1 src/*.js");
    assert.equal(await ignoredIn(files, "src/main.*"), undefined);
    assert.equal(await ignoredIn(files, "src/*.none"), undefined);
  });

  it("need not exist yet, unless an exception may fit them", async () => {
    assert.equal(await ignoredIn({ ".dockerignore": "dist\n" }, "dist"), ".dockerignore:1 dist");
    assert.equal(await ignoredIn({ ".dockerignore": "dist\n!dist/a\n" }, "dist"), undefined);
    assert.equal(await ignoredIn({ ".dockerignore": "*\n" }, "."), ".dockerignore:1 *");
    assert.equal(await ignoredIn({ ".dockerignore": "*\n!src\n" }, "."), undefined);
  });

  it("go by the ignore file of the Dockerfile where it has one", async () => {
    const files = {
      ...tree,
      ".dockerignore": "docs\n",
      "docker/web.Dockerfile": "",
      "docker/web.Dockerfile.dockerignore": "src\n",
    };
    const web = { folder: "docker", name: "web.Dockerfile" };
    assert.equal(await ignoredIn(files, "docs", [""], web), undefined);
    assert.equal(await ignoredIn(files, "src", [""], web), "web.Dockerfile.dockerignore:1 src");
    const other = { folder: "docker", name: "Dockerfile" };
    assert.equal(await ignoredIn(files, "docs", [""], other), ".dockerignore:1 docs");
  });

  it("are those that every folder with them ignores", async () => {
    const files = { "a/x": "", "a/.dockerignore": "x\n", "b/x": "", "b/y": "", "c/z": "" };
    assert.equal(await ignoredIn(files, "x", ["a", "b"]), undefined);
    assert.equal(await ignoredIn(files, "x", ["a", "c"]), ".dockerignore:1 x");
    assert.equal(await ignoredIn(files, "x", []), undefined);
  });
});

describe("the fix for an ignored source", () => {
  /** The ignore file after the fix. */
  async function fixed(source: string, ignore: string): Promise<string | undefined> {
    const host = memoryHost({ a: "", "dist/b": "", ".dockerignore": ignore });
    const model = createModel(parseDockerfile(`FROM scratch\nCOPY ${source} /\n`));
    const buildContext = await loadBuildContext(host, [""], model);
    const [problem] = lint(model, selectRules([ignoredCopySource], "recommended", {}), {
      buildContext,
    });
    assert.ok(problem);
    const [fix] = problem.fixes;
    assert.deepEqual(fix?.edits ?? [], []);
    return fix?.otherFile && applyEdits(fix.otherFile.content, fix.otherFile.edits);
  }

  it("lets it in again with a line at the end of the ignore file", async () => {
    assert.equal(await fixed("dist", "*.log\ndist\n"), "*.log\ndist\n!dist\n");
    assert.equal(await fixed("./dist/", "*"), "*\n!dist\n");
    assert.equal(await fixed("a", "*\r\n!b\r\n"), "*\r\n!b\r\n!a\r\n");
  });

  it("is not offered where no line does", async () => {
    assert.equal(await fixed(".", "*\n"), undefined);
  });
});
