// The language server as the rest of the client sees it.
import { setImmediate } from "node:timers/promises";
import * as vscode from "vscode";
import type { LanguageClient, Middleware } from "vscode-languageclient/node";
import { onForeignDiagnostics, shownDiagnostics } from "./diagnostics.ts";
import type { StageInfo, StagesParams, StagesResult } from "../../server/src/protocol.ts";

export interface LanguageServer extends vscode.Disposable {
  /** Ends the server and starts a new one, whatever state the old one was in. */
  restart(): Promise<void>;
  /** The stages of an open document. Rejects where the server does not run. */
  stages(document: vscode.Uri): Promise<readonly StageInfo[]>;
}

/**
 * Where Dockerfiles are edited. Other schemes hold text that nobody can save: the input box of the chat, code blocks
 * in its answers, old revisions in a diff.
 */
const schemes = ["file", "untitled", "vscode-remote", "vscode-vfs"];

const middleware: Middleware = {
  async provideDiagnostics(document, previous, token, next) {
    const report = await next(document, previous, token);
    if (!report || !("items" in report)) return report;
    const uri = "uri" in document ? document.uri : document;
    return { ...report, items: shownDiagnostics(uri, report.items) };
  },
  workspace: {
    /** Nothing is started in a workspace that is not trusted. */
    async configuration(params, token, next) {
      const answer = await next(params, token);
      if (vscode.workspace.isTrusted || !Array.isArray(answer)) return answer;
      return answer.map((section: unknown) =>
        typeof section === "object" ? { ...section, shellcheck: false } : section,
      );
    },
  },
};

/** Starts the server without waiting for it. */
export function createLanguageServer(
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
): LanguageServer {
  // a client that crashed or never came up cannot be restarted, so every start has its own
  const start = async (): Promise<LanguageClient> => {
    // the library takes longer to load than all the rest of the extension: commands need not wait for it
    await setImmediate();
    const client = await newClient(context.asAbsolutePath("dist/server.cjs"), output);
    client.start().catch((error: unknown) => output.error(String(error)));
    return client;
  };
  let started = start();
  const stop = async (): Promise<void> => {
    const client = await started;
    await client.dispose().catch((error: unknown) => output.warn(String(error)));
  };
  const tell = (action: (client: LanguageClient) => Promise<void>): void => {
    started.then(action).catch((error: unknown) => output.warn(String(error)));
  };
  const events = vscode.Disposable.from(
    onForeignDiagnostics((uri) => tell((client) => askAgain(client, uri))),
    vscode.workspace.onDidGrantWorkspaceTrust(() =>
      // the settings read otherwise now
      tell((client) =>
        client.sendNotification("workspace/didChangeConfiguration", { settings: null }),
      ),
    ),
  );
  return {
    async restart() {
      await stop();
      started = start();
      await started;
    },
    async stages(document) {
      const client = await started;
      const uri = client.code2ProtocolConverter.asUri(document);
      const params: StagesParams = { textDocument: { uri } };
      return (await client.sendRequest<StagesResult>("drydock/stages", params)).stages;
    },
    dispose() {
      events.dispose();
      return stop();
    },
  };
}

/** Has the editor ask for the diagnostics of a document anew. */
async function askAgain(client: LanguageClient, uri: vscode.Uri): Promise<void> {
  const { DocumentDiagnosticRequest } = await import("vscode-languageclient/node");
  const document = vscode.workspace.textDocuments.find(
    (each) => each.uri.toString() === uri.toString(),
  );
  const feature = client.getFeature(DocumentDiagnosticRequest.method);
  if (document !== undefined) feature.getProvider(document)?.onDidChangeDiagnosticsEmitter.fire();
}

async function newClient(
  module: string,
  outputChannel: vscode.LogOutputChannel,
): Promise<LanguageClient> {
  const library = await import("vscode-languageclient/node");
  const transport = library.TransportKind.ipc;
  return new library.LanguageClient(
    "drydock",
    "Drydock",
    {
      run: { module, transport },
      debug: { module, transport, options: { execArgv: ["--nolazy", "--inspect=6009"] } },
    },
    {
      documentSelector: schemes.flatMap((scheme) => [
        { scheme, language: "dockerfile" },
        { scheme, pattern: "**/*.{dockerignore,containerignore}" },
      ]),
      outputChannel,
      middleware,
      initializationOptions: { canOpenRuleDocumentation: true },
      revealOutputChannelOn: library.RevealOutputChannelOn.Never,
    },
  );
}
