import type { TextDocument } from "vscode-languageserver-textdocument";
import { createModel, type Model } from "./syntax/model.ts";
import { parseDockerfile } from "./syntax/parse.ts";
import type { Span } from "./syntax/tree.ts";

/** One version of a document and what it means. Positions in it are LSP positions, spans in the model are offsets. */
export interface Analysis {
  readonly document: TextDocument;
  readonly version: number;
  readonly model: Model;
}

/**
 * Analyses documents, each version once: an editor changes the document object and raises its version.
 *
 * @param buildArgs what builds pass with `--build-arg`
 */
export function createAnalyser(
  buildArgs: Readonly<Record<string, string>> = {},
): (document: TextDocument) => Analysis {
  const known = new WeakMap<TextDocument, Analysis>();
  return (document) => {
    const last = known.get(document);
    if (last?.version === document.version) return last;
    const analysis = {
      document,
      version: document.version,
      model: createModel(parseDockerfile(document.getText()), buildArgs),
    };
    known.set(document, analysis);
    return analysis;
  };
}

/** The LSP range of a span. */
export function rangeOf({ document }: Pick<Analysis, "document">, { start, end }: Span) {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}
