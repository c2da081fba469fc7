import {
  DocumentHighlightKind,
  type DocumentHighlight,
  type Position,
} from "vscode-languageserver-types";
import { rangeOf } from "../analysis.ts";
import type { Analysed } from "./nodeAt.ts";
import { symbolAt } from "./symbolAt.ts";

/** The other places of the stage, variable or heredoc at a position. */
export function documentHighlight(
  analysis: Analysed,
  position: Position,
): readonly DocumentHighlight[] {
  const occurrences = symbolAt(analysis, position)?.occurrences ?? [];
  return occurrences.map((span) => ({
    range: rangeOf(analysis, span),
    kind: span.role === "definition" ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}
