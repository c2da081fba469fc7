// What the client does with diagnostics before they are shown: links to the rules' pages, and no duplicates.
import * as vscode from "vscode";
import type { DiagnosticData } from "../../server/src/protocol.ts";
import { rulePage } from "./rulePages.ts";

/** A diagnostic of ours with what the server attached. */
export type OwnDiagnostic = vscode.Diagnostic & { readonly data?: DiagnosticData };

/** The diagnostics to show: their codes open the rules' pages. */
export function shownDiagnostics(
  uri: vscode.Uri,
  diagnostics: readonly vscode.Diagnostic[],
): vscode.Diagnostic[] {
  const others = hidesDuplicates(uri) ? vscode.languages.getDiagnostics(uri).filter(isForeign) : [];
  return diagnostics.filter((own) => !isSaid(own, others)).map(withPage);
}

/** Calls back where other extensions' diagnostics have changed for a file whose duplicates are hidden. */
export function onForeignDiagnostics(changed: (uri: vscode.Uri) => void): vscode.Disposable {
  const known = new Map<string, string>();
  return vscode.languages.onDidChangeDiagnostics(({ uris }) => {
    for (const uri of uris) {
      if (!hidesDuplicates(uri)) continue;
      // our own diagnostics change with every answer; only those of others are a reason to ask again
      const foreign = vscode.languages.getDiagnostics(uri).filter(isForeign);
      const state = JSON.stringify(foreign.map(({ code, range }) => [codeOf(code), range]));
      if (state === (known.get(uri.toString()) ?? "[]")) continue;
      known.set(uri.toString(), state);
      changed(uri);
    }
  });
}

function hidesDuplicates(uri: vscode.Uri): boolean {
  return vscode.workspace.getConfiguration("drydock", uri).get("hideDuplicates") === true;
}

function codeOf(code: vscode.Diagnostic["code"]): string {
  return String(typeof code === "object" ? code.value : code);
}

function isForeign({ source }: vscode.Diagnostic): boolean {
  return source !== "drydock";
}

/** Whether another extension reports the same code at the same instruction. */
function isSaid({ data }: OwnDiagnostic, others: readonly vscode.Diagnostic[]): boolean {
  if (data === undefined) return false;
  const [first, last] = data.lines;
  return others.some(
    ({ code, range }) =>
      data.codes.includes(codeOf(code)) && first <= range.end.line && range.start.line <= last,
  );
}

/** A click on the code opens the page that comes with the extension, else the address that the server gives. */
function withPage(diagnostic: vscode.Diagnostic): vscode.Diagnostic {
  const { code } = diagnostic;
  const target = typeof code === "object" ? rulePage(String(code.value)) : undefined;
  if (typeof code === "object" && target !== undefined)
    diagnostic.code = { value: code.value, target };
  return diagnostic;
}
