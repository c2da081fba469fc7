// The requests about a place in a document. Each is one call of the service; none needs files or settings.
import {
  ResponseError,
  LSPErrorCodes,
  type ClientCapabilities,
  type Connection,
  type ServerCapabilities,
} from "vscode-languageserver";
import type { Analysis } from "./service/analysis.ts";
import { completion, completionTriggers } from "./service/features/completion.ts";
import { definition } from "./service/features/definition.ts";
import { documentHighlight } from "./service/features/documentHighlight.ts";
import { documentLinks } from "./service/features/documentLinks.ts";
import { documentSymbols } from "./service/features/documentSymbols.ts";
import { foldingRanges } from "./service/features/foldingRanges.ts";
import { formatting, onTypeFormatting, rangeFormatting } from "./service/features/formatting.ts";
import { hover } from "./service/features/hover.ts";
import { references } from "./service/features/references.ts";
import { prepareRename, rename } from "./service/features/rename.ts";
import { signatureHelp, signatureHelpTriggers } from "./service/features/signatureHelp.ts";

export const editingCapabilities: ServerCapabilities = {
  hoverProvider: true,
  completionProvider: { triggerCharacters: [...completionTriggers] },
  signatureHelpProvider: { triggerCharacters: [...signatureHelpTriggers] },
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  documentSymbolProvider: true,
  documentLinkProvider: {},
  foldingRangeProvider: true,
  renameProvider: { prepareProvider: true },
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  documentOnTypeFormattingProvider: { firstTriggerCharacter: "\\", moreTriggerCharacter: ["`"] },
};

/**
 * Answers them.
 *
 * @param analysed the analysis of an open document; undefined for any other
 * @param client what the client can do; complete once it has sent `initialize`
 */
export function serveEditing(
  connection: Connection,
  analysed: (uri: string) => Analysis | undefined,
  client: () => ClientCapabilities,
): void {
  /** Answers a request about a document, or `otherwise` where it is not open. */
  function answer<P extends { readonly textDocument: { readonly uri: string } }, A, O>(
    otherwise: O,
    ask: (analysis: Analysis, params: P) => A,
  ): (params: P) => A | O {
    return (params) => {
      const analysis = analysed(params.textDocument.uri);
      return analysis === undefined ? otherwise : ask(analysis, params);
    };
  }

  connection.onHover(answer(null, (analysis, { position }) => hover(analysis, position) ?? null));
  connection.onCompletion(
    answer(null, (analysis, { position }) => {
      const { completionItem } = client().textDocument?.completion ?? {};
      return completion(analysis, position, { snippets: completionItem?.snippetSupport === true });
    }),
  );
  connection.onSignatureHelp(
    answer(null, (analysis, { position }) => signatureHelp(analysis, position) ?? null),
  );
  connection.onDefinition(
    answer(null, (analysis, { position }) => definition(analysis, position) ?? null),
  );
  connection.onReferences(
    answer([], (analysis, { position, context }) => [...references(analysis, position, context)]),
  );
  connection.onDocumentHighlight(
    answer([], (analysis, { position }) => [...documentHighlight(analysis, position)]),
  );
  connection.onDocumentSymbol(answer([], (analysis) => [...documentSymbols(analysis)]));
  connection.onDocumentLinks(answer([], (analysis) => [...documentLinks(analysis)]));
  connection.onFoldingRanges(answer([], (analysis) => [...foldingRanges(analysis)]));
  connection.onPrepareRename(
    answer(null, (analysis, { position }) => prepareRename(analysis, position) ?? null),
  );
  connection.onRenameRequest(
    answer(null, (analysis, { position, newName }) => {
      const result = rename(analysis, position, newName);
      if (result === undefined) return null;
      if ("edit" in result) return result.edit;
      throw new ResponseError(LSPErrorCodes.RequestFailed, result.refused);
    }),
  );
  connection.onDocumentFormatting(
    answer([], (analysis, { options }) => [...formatting(analysis, options)]),
  );
  connection.onDocumentRangeFormatting(
    answer([], (analysis, { range, options }) => [...rangeFormatting(analysis, range, options)]),
  );
  connection.onDocumentOnTypeFormatting(
    answer([], (analysis, { position, ch, options }) => [
      ...onTypeFormatting(analysis, position, ch, options),
    ]),
  );
}
