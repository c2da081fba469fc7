import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import type { CodeAction, Diagnostic, PublishDiagnosticsParams } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { startClient, type TestClient } from "./testClient.ts";

const pull = { textDocument: { diagnostic: {} } };
const uri = "untitled:Dockerfile";
const text = "FROM alpine:3.20\nADD a.txt /b/\nCMD one\nCMD two\n";
const fixed = "FROM alpine:3.20\nCOPY a.txt /b/\nCMD two\n";

async function pullDiagnostics(
  { client }: TestClient,
  document = uri,
): Promise<readonly Diagnostic[]> {
  const report = await client.sendRequest<{ readonly items: readonly Diagnostic[] }>(
    "textDocument/diagnostic",
    {
      textDocument: { uri: document },
    },
  );
  return report.items;
}

const codes = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code);

describe("diagnostics", () => {
  it("are pulled by clients that can", async () => {
    const server = await startClient({ capabilities: pull });
    assert.ok(server.initialized.capabilities.diagnosticProvider);
    await server.open(uri, text);
    const diagnostics = await pullDiagnostics(server);
    const copy = diagnostics.find(({ code }) => code === "prefer-copy");
    assert.deepEqual(copy?.range, {
      start: { line: 1, character: 0 },
      end: { line: 1, character: 3 },
    });
    assert.equal(copy?.source, "drydock");
    await server.close();
  });

  it("are pushed to clients that cannot, and again after a change", async () => {
    const server = await startClient();
    assert.equal(server.initialized.capabilities.diagnosticProvider, undefined);
    const published: PublishDiagnosticsParams[] = [];
    const next = () =>
      new Promise<PublishDiagnosticsParams>((resolve) => {
        server.client.onNotification(
          "textDocument/publishDiagnostics",
          (params: PublishDiagnosticsParams) => {
            published.push(params);
            resolve(params);
          },
        );
      });
    const first = next();
    await server.open(uri, text);
    assert.ok(codes((await first).diagnostics).includes("prefer-copy"));
    const second = next();
    await server.client.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: 2 },
      contentChanges: [
        {
          range: { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } },
          text: "COPY",
        },
      ],
    });
    assert.ok(!codes((await second).diagnostics).includes("prefer-copy"));
    await server.close();
  });

  it("follow the editor's settings", async () => {
    const capabilities = { ...pull, workspace: { configuration: true } };
    const off = await startClient({ capabilities, settings: { rules: { "prefer-copy": "off" } } });
    await off.open(uri, text);
    assert.ok(!codes(await pullDiagnostics(off)).includes("prefer-copy"));
    await off.close();
    const disabled = await startClient({ capabilities, settings: { lint: { enable: false } } });
    await disabled.open(uri, text);
    assert.deepEqual(await pullDiagnostics(disabled), []);
    await disabled.close();
    const nonsense = await startClient({ capabilities, settings: { rules: [1], lint: "?" } });
    await nonsense.open(uri, text);
    assert.ok(codes(await pullDiagnostics(nonsense)).includes("prefer-copy"));
    await nonsense.close();
  });

  it("are empty for documents that are not open", async () => {
    const server = await startClient({ capabilities: pull });
    assert.deepEqual(await pullDiagnostics(server, "file:///nowhere"), []);
    await server.close();
  });
});

describe("files beside a Dockerfile", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "drydock protocol "));
  after(() => rmSync(folder, { recursive: true }));

  it("make a source found, and a configuration count", async () => {
    const file = pathToFileURL(path.join(folder, "Dockerfile")).href;
    const folders = [{ uri: pathToFileURL(folder).href, name: "folder" }];
    const server = await startClient({ capabilities: pull, folders });
    await server.open(file, "FROM alpine:3.20\nCOPY a.txt /b/\n");
    assert.deepEqual(codes(await pullDiagnostics(server, file)), ["missing-copy-source"]);
    writeFileSync(path.join(folder, "a.txt"), "");
    await server.client.sendNotification("workspace/didChangeWatchedFiles", { changes: [] });
    assert.deepEqual(await pullDiagnostics(server, file), []);
    rmSync(path.join(folder, "a.txt"));
    writeFileSync(
      path.join(folder, "drydock.yaml"),
      "rules:\n  missing-copy-source: error\n  no-such-rule: off\n",
    );
    const told = new Promise<PublishDiagnosticsParams>((resolve) => {
      server.client.onNotification("textDocument/publishDiagnostics", resolve);
    });
    await server.client.sendNotification("workspace/didChangeWatchedFiles", { changes: [] });
    const [problem] = await pullDiagnostics(server, file);
    assert.deepEqual([problem?.code, problem?.severity], ["missing-copy-source", 1]);
    const { uri: configUri, diagnostics } = await told;
    assert.equal(configUri, pathToFileURL(path.join(folder, "drydock.yaml")).href);
    assert.deepEqual(
      diagnostics.map(({ range }) => range),
      [{ start: { line: 2, character: 2 }, end: { line: 2, character: 14 } }],
    );
    await server.close();
  });
});

describe("code actions", () => {
  const whole = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  const ask = ({ client }: TestClient, only?: readonly string[]) =>
    client.sendRequest<readonly CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri },
      range: whole,
      context: { diagnostics: [], ...(only === undefined ? {} : { only }) },
    });

  it("carry the edits of the fixes and the problem that they solve", async () => {
    const server = await startClient({ capabilities: pull });
    await server.open(uri, text);
    const actions = await ask(server);
    const copy = actions.find(({ diagnostics }) => diagnostics?.[0]?.code === "prefer-copy");
    assert.deepEqual(copy?.edit?.changes?.[uri], [
      {
        range: { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } },
        newText: "COPY",
      },
    ]);
    assert.ok(
      !actions.some(({ command }) => command !== undefined),
      "no command that the editor lacks",
    );
    await server.close();
  });

  it("open a rule's documentation where the editor can", async () => {
    const server = await startClient({
      capabilities: pull,
      initializationOptions: { canOpenRuleDocumentation: true },
    });
    await server.open(uri, text);
    const open = (await ask(server)).find(
      ({ command }) => command?.arguments?.[0] === "prefer-copy",
    );
    assert.equal(open?.command?.command, "drydock.openRuleDocumentation");
    await server.close();
  });

  it("make all safe fixes at once, when asked for that kind", async () => {
    const server = await startClient({ capabilities: pull });
    await server.open(uri, text);
    const actions = await ask(server, ["source.fixAll"]);
    assert.deepEqual(
      actions.map(({ kind }) => kind),
      ["source.fixAll.drydock"],
    );
    assert.equal(applied(actions[0]), fixed);
    await server.close();
  });

  it("get the edits of many fixes when the editor asks for them", async () => {
    const codeAction = { resolveSupport: { properties: ["edit"] } };
    const textDocument = { ...pull.textDocument, codeAction };
    const server = await startClient({ capabilities: { ...pull, textDocument } });
    await server.open(uri, text);
    const [action] = await ask(server, ["source.fixAll"]);
    assert.equal(action?.edit, undefined);
    const resolved = await server.client.sendRequest<CodeAction>("codeAction/resolve", action);
    assert.equal(applied(resolved), fixed);
    await server.close();
  });

  function applied(action: CodeAction | undefined): string {
    const edits = action?.edit?.changes?.[uri] ?? [];
    return TextDocument.applyEdits(TextDocument.create(uri, "dockerfile", 1, text), [...edits]);
  }
});

describe("stages", () => {
  it("are listed with name, line and base", async () => {
    const server = await startClient({ capabilities: pull });
    await server.open(uri, "FROM golang:1.27 AS build\n\nFROM scratch\n");
    const answer = await server.client.sendRequest("drydock/stages", { textDocument: { uri } });
    assert.deepEqual(answer, {
      stages: [
        { name: "build", line: 0, base: "golang:1.27" },
        { line: 2, base: "scratch" },
      ],
    });
    await server.close();
  });
});
