// A language client for tests, connected to the real server through two streams in memory.
import { PassThrough } from "node:stream";
import {
  createConnection,
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type InitializeResult,
  type ProtocolConnection,
  type WorkspaceFolder,
} from "vscode-languageserver/node";
import { nodeHost } from "../../server/src/nodeHost.ts";
import { nodePlaces } from "../../server/src/nodePlaces.ts";
import { startServer } from "../../server/src/server.ts";

export interface TestClient {
  readonly client: ProtocolConnection;
  readonly initialized: InitializeResult;
  /** Opens a document in the server. */
  open(uri: string, text: string): Promise<void>;
  close(): Promise<void>;
}

export interface TestClientOptions {
  readonly capabilities?: ClientCapabilities;
  readonly folders?: readonly WorkspaceFolder[];
  readonly initializationOptions?: unknown;
  /** What the editor's settings hold in the section `drydock`. */
  readonly settings?: unknown;
}

/** Starts a server and initializes it. */
export async function startClient(options: TestClientOptions = {}): Promise<TestClient> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const streams = [new StreamMessageReader(toServer), new StreamMessageWriter(toClient)] as const;
  const server = createConnection(...streams);
  startServer(server, nodeHost, nodePlaces);
  const client = createProtocolConnection(
    new StreamMessageReader(toClient),
    new StreamMessageWriter(toServer),
  );
  client.onRequest("workspace/configuration", ({ items }: { readonly items: readonly unknown[] }) =>
    items.map(() => options.settings ?? null),
  );
  client.onRequest("client/registerCapability", () => null);
  client.listen();
  const initialized = await client.sendRequest<InitializeResult>("initialize", {
    processId: null,
    rootUri: null,
    capabilities: options.capabilities ?? {},
    workspaceFolders: options.folders ?? null,
    initializationOptions: options.initializationOptions,
  });
  await client.sendNotification("initialized", {});
  return {
    client,
    initialized,
    open: (uri, text) =>
      client.sendNotification("textDocument/didOpen", {
        textDocument: { uri, languageId: "dockerfile", version: 1, text },
      }),
    async close() {
      await client.sendRequest("shutdown");
      client.dispose();
      server.dispose();
    },
  };
}
