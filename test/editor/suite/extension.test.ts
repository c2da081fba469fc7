// The extension as VS Code sees it: found, started by the first Dockerfile, and not before.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import * as vscode from "vscode";
import { note, skipBecause } from "./report.ts";
import { waitFor } from "./waitFor.ts";

const id = "drydock.drydock";

describe("the extension", () => {
  let document: vscode.TextDocument;

  before(async () => {
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder, "the sample workspace is open");
    const file = vscode.Uri.joinPath(folder.uri, "nginx-demo", "Dockerfile");
    document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
  });

  it("starts when a Dockerfile is opened", async () => {
    const extension = vscode.extensions.getExtension(id);
    assert.ok(extension, `${id} is installed`);
    await waitFor("activation", () => extension.isActive || undefined);
    assert.equal(document.languageId, "dockerfile");
  });

  it("starts within a second, as VS Code measures it", async () => {
    await vscode.commands.executeCommand("perfview.show");
    const row = await waitFor("a row in Startup Performance", () =>
      vscode.workspace.textDocuments
        .find(({ uri }) => uri.scheme === "perf")
        ?.getText()
        .split("\n")
        .find((line) => line.startsWith(`| ${id} `)),
    );
    const [load = NaN, call = NaN, finish = NaN] = row.split("|").slice(3, 6).map(Number);
    note("activation", `load code ${load} ms, call activate ${call} ms, finish ${finish} ms`);
    assert.ok(load + call + finish < 1000, row);
  });

  it("has an engine in its environment", async function () {
    const reason = process.env["DRYDOCK_NO_ENGINE"];
    if (reason !== undefined) skipBecause(this, reason);
    const { stdout } = await promisify(execFile)("docker", [
      "version",
      "--format",
      "{{.Server.Version}}",
    ]);
    assert.match(stdout, /^\d+\./);
  });

  if (process.env["DRYDOCK_TEST_FAIL"]) {
    // proves that a failed test makes the whole run fail
    it("fails because DRYDOCK_TEST_FAIL is set", () => assert.fail("on purpose"));
  }
});
