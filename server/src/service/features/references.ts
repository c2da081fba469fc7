import type { Location, Position, ReferenceContext } from "vscode-languageserver-types";
import { rangeOf } from "../analysis.ts";
import type { Analysed } from "./nodeAt.ts";
import { symbolAt } from "./symbolAt.ts";

/** Every place that uses the stage, variable or heredoc at a position. */
export function references(
  analysis: Analysed,
  position: Position,
  { includeDeclaration }: ReferenceContext,
): readonly Location[] {
  const occurrences = symbolAt(analysis, position)?.occurrences ?? [];
  return occurrences
    .filter(({ role }) => includeDeclaration || role === "reference")
    .map((span) => ({ uri: analysis.document.uri, range: rangeOf(analysis, span) }));
}
