import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type {
  CompletionList,
  DocumentSymbol,
  Hover,
  Location,
  MarkupContent,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver/node";
import { startClient, type TestClient } from "./testClient.ts";

const uri = "untitled:Dockerfile";
const text =
  "ARG V=3.20\nFROM alpine:$V AS base\nRUN --mount=type=cache,target=/c a \\\n    b\nFROM scratch\nCOPY --from=base /a /b\n";
const textDocument = { uri };

describe("editing over the protocol", () => {
  let server: TestClient;
  before(async () => {
    server = await startClient({ capabilities: { textDocument: { diagnostic: {} } } });
    await server.open(uri, text);
  });
  after(() => server.close());

  const at = (line: number, character: number) => ({ textDocument, position: { line, character } });
  const ask = <T>(method: string, params: object): Promise<T> =>
    server.client.sendRequest<T>(method, params);

  it("hovers", async () => {
    const { contents, range } = await ask<Hover>("textDocument/hover", at(2, 8));
    assert.match((contents as MarkupContent).value, /mount/i);
    assert.equal(range?.start.line, 2);
    assert.equal(await ask("textDocument/hover", at(6, 0)), null);
  });

  it("completes", async () => {
    const { items } = await ask<CompletionList>("textDocument/completion", at(5, 12));
    assert.ok(items.some(({ label }) => label === "base"));
  });

  it("finds definitions, references and highlights", async () => {
    const definition = await ask<Location>("textDocument/definition", at(5, 14));
    assert.equal(definition.range.start.line, 1);
    const context = { includeDeclaration: true };
    const found = await ask<readonly Location[]>("textDocument/references", {
      ...at(0, 4),
      context,
    });
    assert.deepEqual(
      found.map(({ range }) => range.start.line),
      [0, 1],
    );
    assert.equal(
      (await ask<readonly unknown[]>("textDocument/documentHighlight", at(5, 14))).length,
      2,
    );
  });

  it("renames, and says why not", async () => {
    const { changes } = await ask<WorkspaceEdit>("textDocument/rename", {
      ...at(5, 14),
      newName: "first",
    });
    assert.deepEqual(
      changes?.[uri]?.map(({ newText }) => newText),
      ["first", "first"],
    );
    await assert.rejects(ask("textDocument/rename", { ...at(5, 14), newName: "1 2" }), /\w+ \w+/);
  });

  it("outlines, folds, links and formats", async () => {
    const symbols = await ask<readonly DocumentSymbol[]>("textDocument/documentSymbol", {
      textDocument,
    });
    assert.deepEqual(
      symbols.map(({ range }) => range.start.line),
      [0, 1, 4],
    );
    assert.ok(
      (await ask<readonly unknown[]>("textDocument/foldingRange", { textDocument })).length >= 2,
    );
    assert.equal(
      (await ask<readonly unknown[]>("textDocument/documentLink", { textDocument })).length,
      1,
    );
    const options = { tabSize: 2, insertSpaces: true };
    const edits = await ask<readonly TextEdit[]>("textDocument/formatting", {
      textDocument,
      options,
    });
    assert.deepEqual(
      edits.map(({ newText }) => newText),
      ["  "],
    );
  });

  it("shows signatures", async () => {
    const help = await ask<{ readonly signatures: readonly unknown[] }>(
      "textDocument/signatureHelp",
      at(5, 17),
    );
    assert.ok(help.signatures.length > 0);
  });

  it("answers for documents that are not open", async () => {
    const position = { line: 0, character: 0 };
    assert.equal(
      await ask("textDocument/hover", { textDocument: { uri: "file:///none" }, position }),
      null,
    );
    assert.deepEqual(
      await ask("textDocument/documentSymbol", { textDocument: { uri: "file:///none" } }),
      [],
    );
  });
});
