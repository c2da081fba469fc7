import * as vscode from "vscode";
import type { LanguageServer } from "../languageClient.ts";

/** `drydock.restartServer`: for a server that hangs or has given up after crashes. */
export function registerRestartServer(server: LanguageServer): vscode.Disposable {
  return vscode.commands.registerCommand("drydock.restartServer", () => server.restart());
}
