// The only file that knows dockerfile-language-service. Drydock takes its formatter and nothing else: the other features
// have a better answer of their own, its semantic tokens take minutes on ordinary heredocs, and its completion asks
// Docker Hub. The formatter's own module is imported so that its registry client does not even get into the bundle.
import { DockerFormatter } from "dockerfile-language-service/lib/dockerFormatter.js";
import type { FormattingOptions, Position, Range, TextEdit } from "vscode-languageserver-types";

/** Its parser's time grows faster than the text. */
const mostLines = 5000;

/** Edits to the leading blanks of the lines of a range; none where it fails. To be checked: it knows no strings. */
export function formatLines(
  text: string,
  range: Range,
  options: FormattingOptions,
): readonly TextEdit[] {
  return guarded(text, () => new DockerFormatter().formatRange(text, range, options));
}

/** Edits to the line behind one that ends in the escape character `typed`. */
export function formatAfter(
  text: string,
  position: Position,
  typed: string,
  options: FormattingOptions,
): readonly TextEdit[] {
  return guarded(text, () => new DockerFormatter().formatOnType(text, position, typed, options));
}

function guarded(text: string, edits: () => readonly TextEdit[]): readonly TextEdit[] {
  if (text.split("\n", mostLines + 1).length > mostLines) return [];
  try {
    return edits();
  } catch {
    return [];
  }
}
