import * as vscode from "vscode";

/** `drydock.showOutput`: what the server and the engine said. */
export function registerShowOutput(output: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.commands.registerCommand("drydock.showOutput", () => output.show());
}
