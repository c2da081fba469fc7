import type { Position, Range, WorkspaceEdit } from "vscode-languageserver-types";
import { rangeOf } from "../analysis.ts";
import type { Model } from "../syntax/model.ts";
import type { Analysed } from "./nodeAt.ts";
import { predefinedVariable } from "./records.ts";
import { symbolAt, type FileSymbol } from "./symbolAt.ts";

/** The edit, or a sentence for the user that says why there is none. */
export type RenameResult = { readonly edit: WorkspaceEdit } | { readonly refused: string };

/** What a rename at a position would replace; undefined where nothing can be renamed. */
export function prepareRename(
  analysis: Analysed,
  position: Position,
): { readonly range: Range; readonly placeholder: string } | undefined {
  const symbol = renamable(analysis, position);
  return symbol && { range: rangeOf(analysis, symbol.span), placeholder: symbol.name };
}

/**
 * Renames a stage with its references in FROM, `--from` and mounts, or a variable with its uses in the stages that see
 * it. Text in single quotes and heredocs with a quoted delimiter stay as they are, scripts of RUN apart.
 */
export function rename(
  analysis: Analysed,
  position: Position,
  newName: string,
): RenameResult | undefined {
  const symbol = renamable(analysis, position);
  if (symbol === undefined) return undefined;
  const refused = refusal(analysis.model, symbol, newName);
  if (refused !== undefined) return { refused };
  const edits = symbol.occurrences
    .filter(({ byName }) => byName)
    .map((span) => ({ range: rangeOf(analysis, span), newText: newName }));
  return { edit: { changes: { [analysis.document.uri]: edits } } };
}

function renamable(analysis: Analysed, position: Position): FileSymbol | undefined {
  const symbol = symbolAt(analysis, position);
  if (symbol === undefined || symbol.kind === "heredoc") return undefined;
  // the build sets these by their names
  if (symbol.kind === "variable" && predefinedVariable(symbol.name) !== undefined) return undefined;
  return symbol.occurrences.some(({ role }) => role === "definition") ? symbol : undefined;
}

const stageNamePattern = /^[a-z][a-z0-9_.-]*$/i;
const variableNamePattern = /^[A-Za-z_]\w*$/;

function refusal(model: Model, { kind, name }: FileSymbol, newName: string): string | undefined {
  if (newName === name) return undefined;
  if (kind === "stage") return stageRefusal(model, name, newName);
  if (!variableNamePattern.test(newName)) {
    return `${newName} is no name for a variable: use letters, digits and underscores, and begin with no digit.`;
  }
  if (predefinedVariable(newName) !== undefined) {
    return `${newName} is set by the build itself: choose another name.`;
  }
  return definesVariable(model, newName)
    ? `${newName} is set in this file already: choose another name.`
    : undefined;
}

function stageRefusal(model: Model, name: string, newName: string): string | undefined {
  if (!stageNamePattern.test(newName)) {
    return `${newName} is no name for a stage: begin with a letter, then letters, digits, underscores, hyphens and periods.`;
  }
  const lower = newName.toLowerCase();
  if (lower === "scratch" || lower === "context") {
    return `${newName} has a meaning of its own in Dockerfiles: choose another name.`;
  }
  const isTaken = model.stages.some((stage) => stage.name?.toLowerCase() === lower);
  return isTaken && lower !== name.toLowerCase()
    ? `Another stage has the name ${newName}: choose another one.`
    : undefined;
}

function definesVariable({ dockerfile }: Model, name: string): boolean {
  return dockerfile.instructions.some(
    (node) =>
      (node.name === "ARG" || node.name === "ENV") &&
      node.pairs.some(({ key }) => key.value === name),
  );
}
