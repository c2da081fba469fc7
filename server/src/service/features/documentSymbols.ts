import { SymbolKind, type DocumentSymbol } from "vscode-languageserver-types";
import { rangeOf } from "../analysis.ts";
import type { Stage } from "../syntax/model.ts";
import type { Instruction, Span } from "../syntax/tree.ts";
import type { Analysed } from "./nodeAt.ts";

/** The outline: what stands before the first FROM, then each stage with its instructions. */
export function documentSymbols(analysis: Analysed): readonly DocumentSymbol[] {
  const { preamble, stages } = analysis.model;
  return [
    ...preamble.map((node) => instructionSymbol(analysis, node)),
    ...stages.map((stage) => stageSymbol(analysis, stage)),
  ];
}

function stageSymbol(
  analysis: Analysed,
  { index, name, from, instructions }: Stage,
): DocumentSymbol {
  const last = instructions.at(-1) ?? from;
  return {
    name: name ?? `stage ${index}`,
    detail: from.image?.text ?? "",
    kind: SymbolKind.Module,
    range: rangeOf(analysis, { start: from.start, end: last.end }),
    selectionRange: rangeOf(analysis, from.stageName ?? from.image ?? from.keyword),
    children: instructions.map((node) => instructionSymbol(analysis, node)),
  };
}

/** Longer details are cut: an outline shows one line. */
const longestDetail = 80;

function instructionSymbol(analysis: Analysed, node: Instruction): DocumentSymbol {
  const text = node.logical.text.slice(node.bodyStart).trim().replaceAll(/\s+/g, " ");
  return {
    name: node.keyword.text,
    detail: text.length > longestDetail ? `${text.slice(0, longestDetail)}…` : text,
    kind: symbolKind(node),
    range: rangeOf(analysis, node),
    selectionRange: rangeOf(analysis, selection(node)),
  };
}

function selection({ keyword, end }: Instruction): Span {
  return { start: keyword.start, end: Math.min(keyword.end, end) };
}

function symbolKind({ name }: Instruction): SymbolKind {
  switch (name) {
    case "ARG":
    case "ENV":
      return SymbolKind.Variable;
    case "COPY":
    case "ADD":
      return SymbolKind.File;
    case "LABEL":
    case "MAINTAINER":
      return SymbolKind.Property;
    case "EXPOSE":
      return SymbolKind.Interface;
    case "ONBUILD":
    case "HEALTHCHECK":
    case "STOPSIGNAL":
      return SymbolKind.Event;
    case "RUN":
    case "CMD":
    case "ENTRYPOINT":
      return SymbolKind.Function;
    default:
      return SymbolKind.Constant;
  }
}
