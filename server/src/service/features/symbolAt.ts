// Names that a file defines and uses: stages, variables, heredoc delimiters.
import type { Position } from "vscode-languageserver-types";
import type { Model, Stage } from "../syntax/model.ts";
import type { Heredoc, Span } from "../syntax/tree.ts";
import { nodeAt, type Analysed, type NodeAt } from "./nodeAt.ts";
import { variableBinding } from "./variableBinding.ts";
import type { VariableOccurrence } from "../syntax/variableOccurrences.ts";

export interface SymbolOccurrence extends Span {
  readonly role: "definition" | "reference";
  /** false where a stage is referred to by its number. */
  readonly byName: boolean;
}

export interface FileSymbol {
  readonly kind: "stage" | "variable" | "heredoc";
  readonly name: string;
  /** The occurrence at the position that was asked for. */
  readonly span: Span;
  /** In reading order. */
  readonly occurrences: readonly SymbolOccurrence[];
}

export function symbolAt(analysis: Analysed, position: Position): FileSymbol | undefined {
  const node = nodeAt(analysis, position);
  return node && symbolOf(analysis.model, node, analysis.document.offsetAt(position));
}

function symbolOf(model: Model, node: NodeAt, offset: number): FileSymbol | undefined {
  switch (node.kind) {
    case "stageName":
    case "stageReference":
      return stageSymbol(model, node.stage, offset);
    case "variable":
      return variableSymbol(model, node.occurrence);
    case "heredoc":
      return heredocSymbol(node.heredoc, node.span);
    default:
      return undefined;
  }
}

function stageSymbol(model: Model, stage: Stage, offset: number): FileSymbol | undefined {
  const { text } = model.dockerfile;
  const name = stage.name ?? String(stage.index);
  const definition = stage.from.stageName;
  const references = model.references.filter((reference) => reference.stage === stage);
  const occurrences: readonly SymbolOccurrence[] = [
    ...(definition === undefined
      ? []
      : [
          {
            ...unquoted(text, definition, definition.value),
            role: "definition",
            byName: true,
          } as const,
        ]),
    ...references.map((reference) => ({
      ...unquoted(text, reference, reference.text),
      role: "reference" as const,
      byName: reference.text.toLowerCase() === stage.name?.toLowerCase(),
    })),
  ];
  const span = occurrences.findLast(({ start }) => start <= offset);
  return span && { kind: "stage", name, span, occurrences };
}

/** The span without the quotes around its text. */
function unquoted(document: string, { start, end }: Span, text: string): Span {
  const at = document.slice(start, end).indexOf(text);
  return at === -1 ? { start, end } : { start: start + at, end: start + at + text.length };
}

function variableSymbol(model: Model, occurrence: VariableOccurrence): FileSymbol | undefined {
  const { name, nameSpan } = occurrence;
  const occurrences = variableBinding(model, occurrence)?.map((each) => ({
    ...each.nameSpan,
    role: each.role,
    byName: true,
  }));
  return occurrences && { kind: "variable", name, span: nameSpan, occurrences };
}

function heredocSymbol({ name, operator, terminator }: Heredoc, span: Span): FileSymbol {
  return {
    kind: "heredoc",
    name,
    span,
    occurrences: [
      { ...operator, role: "definition", byName: true },
      ...(terminator === undefined
        ? []
        : [{ ...terminator, role: "reference" as const, byName: true }]),
    ],
  };
}
