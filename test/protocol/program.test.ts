// The bundled server as other editors start it.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import path from "node:path";
import { describe, it } from "node:test";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type InitializeResult,
} from "vscode-languageserver/node";

const program = path.resolve(import.meta.dirname, "../../dist/server.cjs");

describe("drydock-language-server", () => {
  it("speaks over standard input and output, and ends when told to", async () => {
    const child = spawn(process.execPath, [program, "--stdio"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    const client = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    client.listen();
    const { serverInfo } = await client.sendRequest<InitializeResult>("initialize", {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
    });
    assert.equal(serverInfo?.name, "drydock-language-server");
    await client.sendRequest("shutdown");
    await client.sendNotification("exit");
    assert.equal(await ended, 0);
    client.dispose();
  });

  it("says how to start it", () => {
    const { status, stderr } = spawnSync(process.execPath, [program], { encoding: "utf8" });
    assert.equal(status, 2);
    assert.match(stderr, /--stdio/);
  });
});
