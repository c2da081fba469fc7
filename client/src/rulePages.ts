// The pages of the rules as documents of their own scheme: the editor opens no commands from the code of a problem.
import * as vscode from "vscode";

const scheme = "drydock-rule";

/** The address of a rule's page; undefined for codes that are no rule of ours. */
export function rulePage(name: string): vscode.Uri | undefined {
  return isRuleName(name) ? vscode.Uri.from({ scheme, path: `/${name}.md` }) : undefined;
}

/** The file of a rule's page, whether it exists or not; undefined for codes that are no rule of ours. */
export function rulePageFile(extension: vscode.Uri, name: string): vscode.Uri | undefined {
  return isRuleName(name)
    ? vscode.Uri.joinPath(extension, "docs", "rules", `${name}.md`)
    : undefined;
}

function isRuleName(name: string): boolean {
  return /^[a-z][a-z-]*$/.test(name);
}

/** Shows what comes with the extension under these addresses. */
export function registerRulePages({ extensionUri }: vscode.ExtensionContext): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    async provideTextDocumentContent({ path }) {
      const page = rulePageFile(extensionUri, path.slice(1).replace(/\.md$/, ""));
      if (page === undefined) return undefined;
      return Buffer.from(await vscode.workspace.fs.readFile(page)).toString("utf8");
    },
  });
}
