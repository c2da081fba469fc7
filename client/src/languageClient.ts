// The language server as the rest of the client sees it.
import type * as vscode from "vscode";
import {
  LanguageClient,
  RevealOutputChannelOn,
  TransportKind,
  type LanguageClientOptions,
  type ServerOptions,
} from "vscode-languageclient/node";
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

/** Starts the server without waiting for it. */
export function createLanguageServer(
  context: vscode.ExtensionContext,
  outputChannel: vscode.LogOutputChannel,
): LanguageServer {
  const module = context.asAbsolutePath("dist/server.cjs");
  const transport = TransportKind.ipc;
  const serverOptions: ServerOptions = {
    run: { module, transport },
    debug: { module, transport, options: { execArgv: ["--nolazy", "--inspect=6009"] } },
  };
  const clientOptions: LanguageClientOptions = {
    documentSelector: schemes.map((scheme) => ({ scheme, language: "dockerfile" })),
    outputChannel,
    initializationOptions: { canOpenRuleDocumentation: true },
    revealOutputChannelOn: RevealOutputChannelOn.Never,
  };
  const start = (): LanguageClient => {
    const client = new LanguageClient("drydock", "Drydock", serverOptions, clientOptions);
    client.start().catch((error: unknown) => outputChannel.error(String(error)));
    return client;
  };
  // a client that crashed or never came up cannot be restarted, so every start has its own
  let client = start();
  const stop = (): Promise<void> =>
    client.dispose().catch((error: unknown) => outputChannel.warn(String(error)));
  return {
    async restart() {
      await stop();
      client = start();
    },
    async stages(document) {
      const params: StagesParams = {
        textDocument: { uri: client.code2ProtocolConverter.asUri(document) },
      };
      return (await client.sendRequest<StagesResult>("drydock/stages", params)).stages;
    },
    dispose: stop,
  };
}
