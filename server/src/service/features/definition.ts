import type { Location, Position } from "vscode-languageserver-types";
import { rangeOf } from "../analysis.ts";
import type { Model } from "../syntax/model.ts";
import type { Span } from "../syntax/tree.ts";
import { nodeAt, type Analysed, type NodeAt } from "./nodeAt.ts";

/** Where the stage, variable or heredoc at a position comes from. */
export function definition(analysis: Analysed, position: Position): Location | undefined {
  const node = nodeAt(analysis, position);
  const span = node && definitionOf(analysis.model, node);
  return span && { uri: analysis.document.uri, range: rangeOf(analysis, span) };
}

function definitionOf(model: Model, node: NodeAt): Span | undefined {
  switch (node.kind) {
    case "stageName":
    case "stageReference":
      return node.stage.from.stageName ?? node.stage.from.keyword;
    case "variable": {
      const { role, name, nameSpan, instruction } = node.occurrence;
      if (role === "definition") return nameSpan;
      return model.scope(instruction).get(name)?.definition?.key;
    }
    case "heredoc":
      return node.heredoc.operator;
    default:
      return undefined;
  }
}
