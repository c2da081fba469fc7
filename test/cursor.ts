import { TextDocument } from "vscode-languageserver-textdocument";
import type { Position, Range } from "vscode-languageserver-types";
import type { Analysed } from "../server/src/service/features/nodeAt.ts";
import { createModel } from "../server/src/service/syntax/model.ts";
import { parseDockerfile } from "../server/src/service/syntax/parse.ts";

export interface AtCursor {
  readonly analysis: Analysed;
  readonly position: Position;
}

export function analysisOf(text: string): Analysed {
  const document = TextDocument.create("file:///Dockerfile", "dockerfile", 1, text);
  return { document, model: createModel(parseDockerfile(text)) };
}

/** Takes the last `|` of a text for the cursor; the text is analysed without it. */
export function atCursor(marked: string): AtCursor {
  const offset = marked.lastIndexOf("|");
  if (offset === -1) throw new Error(`no | in ${marked}`);
  const analysis = analysisOf(marked.slice(0, offset) + marked.slice(offset + 1));
  return { analysis, position: analysis.document.positionAt(offset) };
}

/** The text of a range. */
export function textIn({ document }: Analysed, range: Range): string {
  return document.getText(range);
}

/** A range as `line:character-line:character`, from 0. */
export function rangeText({ start, end }: Range): string {
  return `${start.line}:${start.character}-${end.line}:${end.character}`;
}
