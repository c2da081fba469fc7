// The language server as the rest of the client sees it.
import { setImmediate } from "node:timers/promises";
import type * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
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
    dispose: stop,
  };
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
      initializationOptions: { canOpenRuleDocumentation: true },
      revealOutputChannelOn: library.RevealOutputChannelOn.Never,
    },
  );
}
