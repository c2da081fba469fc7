// The sample workspace that is open while the tests run, and its documents.
import assert from "node:assert/strict";
import * as vscode from "vscode";

/** The address of a file in the workspace. */
export function inWorkspace(...names: readonly string[]): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, "the sample workspace is open");
  return vscode.Uri.joinPath(folder.uri, ...names);
}

/** Opens a file of the workspace in the editor, as it is on the disk. */
export async function open(...names: readonly string[]): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(inWorkspace(...names));
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand("workbench.action.files.revert");
  return document;
}

/** Writes a file into the workspace, folders included. */
export async function write(text: string, ...names: readonly string[]): Promise<vscode.Uri> {
  const uri = inWorkspace(...names);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  return uri;
}

/** A Dockerfile that no disk holds. */
export function untitled(content: string): Thenable<vscode.TextDocument> {
  return vscode.workspace.openTextDocument({ language: "dockerfile", content });
}

/** A document's problems in its order, one line each: `3:1-3:11 warning no-maintainer`, counted from 1. */
export function problems(document: vscode.TextDocument): readonly string[] {
  const severities = ["error", "warning", "info", "hint"];
  return vscode.languages
    .getDiagnostics(document.uri)
    .map(({ range, severity, code }) => {
      const name = typeof code === "object" ? code.value : code;
      return `${position(range.start)}-${position(range.end)} ${severities[severity]} ${name}`;
    })
    .toSorted(byNumbers);
}

/** Problems at one place come in the order of their texts. */
function byNumbers(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}

function position({ line, character }: vscode.Position): string {
  return `${line + 1}:${character + 1}`;
}

/** The place of a text in a document. */
export function find(document: vscode.TextDocument, text: string): vscode.Range {
  const start = document.getText().indexOf(text);
  assert.ok(start >= 0, `${document.uri.path} contains ${text}`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
}
