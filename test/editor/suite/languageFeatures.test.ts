// What the editor shows while somebody writes: hovers, completions, snippets, symbols, formatting.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually } from "./eventually.ts";
import { find, open, untitled } from "./workspace.ts";

describe("the editor", () => {
  it("explains an instruction under the mouse", async () => {
    const document = await open("nginx-demo", "Dockerfile");
    const text = await hoverAt(document, find(document, "EXPOSE").start);
    assert.match(text, /EXPOSE/);
    assert.match(text, /port/);
  });

  it("explains a flag under the mouse", async () => {
    const document = await open("go-two-stage", "Dockerfile");
    assert.match(await hoverAt(document, find(document, "from=0").start), /stage/);
  });

  it("completes instructions", async () => {
    const document = await untitled("FROM alpine:3.20\n");
    const labels = await completionsAt(document, document.lineAt(1).range.end);
    for (const keyword of ["RUN", "COPY", "HEALTHCHECK"])
      assert.ok(labels.includes(keyword), keyword);
  });

  it("completes the stages that COPY can take from", async () => {
    const text = "FROM golang:1.24 AS sail\nFROM alpine:3.20\nCOPY --from=";
    const document = await untitled(text);
    const labels = await completionsAt(document, document.positionAt(text.length));
    assert.ok(labels.includes("sail"), labels.join(", "));
  });

  it("offers its snippets in Dockerfiles and in ignore files", async () => {
    const document = await untitled("\n");
    const labels = await completionsAt(document, new vscode.Position(0, 0));
    assert.ok(labels.includes("multigo"), labels.join(", "));
    const ignore = await vscode.workspace.openTextDocument({ language: "ignore", content: "\n" });
    assert.notDeepEqual(await completionsAt(ignore, new vscode.Position(0, 0)), []);
  });

  it("outlines a file", async () => {
    const document = await open("go-two-stage", "Dockerfile");
    await eventually(async () => {
      const symbols = await vscode.commands.executeCommand<readonly vscode.DocumentSymbol[]>(
        "vscode.executeDocumentSymbolProvider",
        document.uri,
      );
      assert.ok(symbols?.length >= 2);
    });
  });

  it("formats continued lines", async () => {
    const document = await untitled("FROM alpine:3.20\nRUN mkdir /jib && \\\nmkdir /sail\n");
    const edits = await eventually(async () => {
      const found = await vscode.commands.executeCommand<readonly vscode.TextEdit[] | undefined>(
        "vscode.executeFormatDocumentProvider",
        document.uri,
        { insertSpaces: true, tabSize: 4 },
      );
      assert.ok(found !== undefined && found.length > 0, "edits");
      return found;
    });
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, [...edits]);
    await vscode.workspace.applyEdit(edit);
    assert.equal(document.getText(), "FROM alpine:3.20\nRUN mkdir /jib && \\\n    mkdir /sail\n");
  });
});

/** The text of the hover at a place. */
function hoverAt(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  return eventually(async () => {
    const hovers = await vscode.commands.executeCommand<readonly vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      position,
    );
    const texts = hovers.flatMap(({ contents }) =>
      contents.map((content) => (typeof content === "string" ? content : content.value)),
    );
    assert.ok(texts.length > 0, "a hover");
    return texts.join("\n");
  });
}

/** What is offered at a place, as the list shows it. */
function completionsAt(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<readonly string[]> {
  return eventually(async () => {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      position,
    );
    assert.ok(list.items.length > 0, "completions");
    return list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
  });
}
