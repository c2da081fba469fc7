// The pages of the rules as documents of their own scheme: the editor opens no commands from the code of a problem.
import * as vscode from "vscode";

const scheme = "drydock-rule";

/** The address of a rule's page; undefined for codes that are no rule of ours. */
export function rulePage(name: string): vscode.Uri | undefined {
  if (!/^[a-z][a-z-]*$/.test(name)) return undefined;
  return vscode.Uri.from({ scheme, path: `/${name}.md` });
}

/** Shows what comes with the extension under these addresses. */
export function registerRulePages({ extensionUri }: vscode.ExtensionContext): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    async provideTextDocumentContent({ path }) {
      const page = vscode.Uri.joinPath(extensionUri, "docs", "rules", path);
      return Buffer.from(await vscode.workspace.fs.readFile(page)).toString("utf8");
    },
  });
}
