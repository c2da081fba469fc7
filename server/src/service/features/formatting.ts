import { TextDocument } from "vscode-languageserver-textdocument";
import type { FormattingOptions, Position, Range, TextEdit } from "vscode-languageserver-types";
import { createModel, type Model } from "../syntax/model.ts";
import { parseDockerfile } from "../syntax/parse.ts";
import type { Instruction } from "../syntax/tree.ts";
import { quotedParts } from "../syntax/words.ts";
import { formatAfter, formatLines } from "./dockerfileLanguageService.ts";
import { contains, type Analysed } from "./nodeAt.ts";

/** Indents continuation lines. Nothing else changes, and never what an instruction means. */
export function formatting(analysis: Analysed, options: FormattingOptions): readonly TextEdit[] {
  const { document } = analysis;
  const end = { line: document.lineCount - 1, character: 0 };
  return rangeFormatting(analysis, { start: { line: 0, character: 0 }, end }, options);
}

export function rangeFormatting(
  analysis: Analysed,
  range: Range,
  options: FormattingOptions,
): readonly TextEdit[] {
  return harmless(analysis, formatLines(analysis.document.getText(), range, options));
}

/** To be asked when the escape character has been typed: indents the line that it continues on. */
export function onTypeFormatting(
  analysis: Analysed,
  position: Position,
  typed: string,
  options: FormattingOptions,
): readonly TextEdit[] {
  const text = analysis.document.getText();
  return harmless(analysis, formatAfter(text, position, typed, options));
}

/** The edits that change leading blanks outside heredocs, of instructions that mean the same afterwards. */
function harmless(analysis: Analysed, edits: readonly TextEdit[]): readonly TextEdit[] {
  const { document, model } = analysis;
  const heredocs = model.dockerfile.instructions.flatMap((node) => node.heredocs);
  const changing = edits.filter(({ range, newText }) => {
    const { start, end } = {
      start: document.offsetAt(range.start),
      end: document.offsetAt(range.end),
    };
    const old = document.getText().slice(start, end);
    if (old === newText || /\S/.test(old + newText) || range.start.character !== 0) return false;
    return !heredocs.some(({ body, terminator }) =>
      contains({ start: body.start, end: (terminator ?? body).end }, start),
    );
  });
  if (changing.length === 0) return [];
  const safe = changing.filter(editsOfEqual(analysis, changing));
  const isSafe = changedInstructions(model, modelAfter(document, safe)).size === 0;
  return isSafe ? safe : [];
}

function modelAfter(document: TextDocument, edits: readonly TextEdit[]): Model {
  return createModel(parseDockerfile(TextDocument.applyEdits(document, [...edits])));
}

/** Tells the edits in instructions that stay the same when all edits are applied. */
function editsOfEqual(
  { document, model }: Analysed,
  edits: readonly TextEdit[],
): (edit: TextEdit) => boolean {
  const changed = changedInstructions(model, modelAfter(document, edits));
  const { instructions } = model.dockerfile;
  return ({ range }) => {
    const offset = document.offsetAt(range.start);
    const index = instructions.findLastIndex(({ start }) => start <= offset);
    return !changed.has(index);
  };
}

function changedInstructions(before: Model, after: Model): ReadonlySet<number> {
  const old = before.dockerfile.instructions;
  const now = after.dockerfile.instructions;
  const changed = new Set<number>();
  for (let index = 0; index < Math.max(old.length, now.length); index += 1) {
    const [a, b] = [old[index], now[index]];
    if (a === undefined || b === undefined || !isEqual(before, a, after, b)) {
      changed.add(index);
    }
  }
  return changed;
}

function isEqual(before: Model, a: Instruction, after: Model, b: Instruction): boolean {
  // equal lines have equal parts
  if (a.logical.text === b.logical.text) return heredocText(a) === heredocText(b);
  return meaning(before, a) === meaning(after, b);
}

function heredocText({ heredocs }: Instruction): string {
  return JSON.stringify(heredocs.map(({ name, content }) => [name, content]));
}

/** What must not change: all parts of an instruction except the blanks between them. */
function meaning(model: Model, node: Instruction): string {
  const trigger = node.name === "ONBUILD" ? node.trigger : undefined;
  const body = node.logical.text.slice(node.bodyStart);
  return JSON.stringify([
    node.keyword.text,
    node.flags.map(({ text }) => text),
    node.words.map(({ text }) => text),
    node.json?.strings.map(({ value }) => value),
    heredocText(node),
    // strings of the shell, by the file's escape character and by the shell's own
    node.json === undefined ? partsOf(body, model.dockerfile.escape) : [],
    node.json === undefined ? partsOf(body, "\\") : [],
    // and by its real parser where a substitution can hold strings inside strings
    /\$\(|`/.test(body) ? commandsOf(model, node) : [],
    trigger === undefined ? undefined : meaning(model, trigger),
  ]);
}

function partsOf(text: string, escape: string): readonly string[] {
  return quotedParts(text, { from: 0, to: text.length }, escape).map(({ from, to }) =>
    text.slice(from, to),
  );
}

function commandsOf(model: Model, node: Instruction) {
  return model
    .script(node)
    ?.commands.map(({ name, args, redirects }) => [
      name?.text,
      args.map(({ text }) => text),
      redirects.map(({ operator, target }) => [operator, target?.text]),
    ]);
}
