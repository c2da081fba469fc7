import * as vscode from "vscode";
import { rulePageFile } from "../rulePages.ts";

/**
 * `drydock.openRuleDocumentation (rule, url?)`: opens the page of a rule that comes with the extension, else the
 * address. The server puts this command into code actions; it is not in the palette.
 */
export function registerOpenRuleDocumentation({
  extensionUri,
}: vscode.ExtensionContext): vscode.Disposable {
  return vscode.commands.registerCommand(
    "drydock.openRuleDocumentation",
    async (rule?: unknown, url?: unknown) => {
      const page = typeof rule === "string" ? await bundledPage(extensionUri, rule) : undefined;
      if (page !== undefined) {
        await vscode.commands.executeCommand("markdown.showPreview", page);
        return;
      }
      const address = [url, rule].find((value) => typeof value === "string" && isWebAddress(value));
      if (typeof address === "string")
        await vscode.env.openExternal(vscode.Uri.parse(address, true));
    },
  );
}

async function bundledPage(extension: vscode.Uri, rule: string): Promise<vscode.Uri | undefined> {
  const page = rulePageFile(extension, rule);
  if (page === undefined) return undefined;
  try {
    await vscode.workspace.fs.stat(page);
    return page;
  } catch {
    return undefined;
  }
}

function isWebAddress(text: string): boolean {
  return /^https:\/\/\S+$/.test(text);
}
