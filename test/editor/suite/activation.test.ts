// The extension as VS Code sees it: found, started by the first Dockerfile, and not before.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually } from "./eventually.ts";
import { note } from "./report.ts";
import { open, problems } from "./workspace.ts";

const id = "drydock.drydock";

describe("the extension", () => {
  it("starts when a Dockerfile is opened", async () => {
    const extension = vscode.extensions.getExtension(id);
    assert.ok(extension, `${id} is installed`);
    assert.equal(extension.isActive, false, "nothing starts it before");
    const document = await open("nginx-demo", "Dockerfile");
    assert.equal(document.languageId, "dockerfile");
    await eventually(() => assert.ok(extension.isActive));
  });

  it("starts within two seconds, as VS Code measures it", async () => {
    await vscode.commands.executeCommand("perfview.show");
    const row = await eventually(() => {
      const view = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === "perf");
      const rows = view?.getText().split("\n") ?? [];
      const found = rows.find((line) => line.startsWith(`| ${id} `));
      assert.ok(found, `a row for ${id} in Startup Performance`);
      return found;
    });
    const [load = NaN, call = NaN, finish = NaN] = row.split("|").slice(3, 6).map(Number);
    note("activation", `load code ${load} ms, call activate ${call} ms, finish ${finish} ms`);
    assert.ok(load + call + finish < 2000, row);
  });

  it("knows the names that Dockerfiles and ignore files go by", async () => {
    const languages: Readonly<Record<string, string>> = {
      Containerfile: "dockerfile",
      "Containerfile.dev": "dockerfile",
      "web.containerfile": "dockerfile",
      "Dockerfile.dev": "dockerfile",
      "Dockerfile-dev": "dockerfile",
      "web.Dockerfile": "dockerfile",
      ".dockerignore": "ignore",
      ".containerignore": "ignore",
      "Dockerfile.dockerignore": "ignore",
    };
    for (const [name, language] of Object.entries(languages)) {
      const uri = vscode.Uri.from({ scheme: "untitled", path: `/names/${name}` });
      const document = await vscode.workspace.openTextDocument(uri);
      assert.equal(document.languageId, language, name);
    }
  });

  it("goes on with a new server after Restart Language Server", async () => {
    const document = await open("nginx-demo", "Dockerfile");
    await eventually(() => assert.notDeepEqual(problems(document), []));
    await vscode.commands.executeCommand("drydock.restartServer");
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(document.lineCount, 0), "MAINTAINER harbour\n");
    await vscode.workspace.applyEdit(edit);
    await eventually(() => {
      const found = problems(document).filter((problem) => problem.endsWith(" no-maintainer"));
      assert.equal(found.length, 2);
    });
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });

  if (process.env["DRYDOCK_TEST_FAIL"]) {
    // proves that a failed test makes the whole run fail
    it("fails because DRYDOCK_TEST_FAIL is set", () => assert.fail("on purpose"));
  }
});
