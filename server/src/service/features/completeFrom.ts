import { CompletionItemKind, type CompletionItem } from "vscode-languageserver-types";
import { proposedImages } from "../data/proposedImages.ts";
import type { Span } from "../syntax/tree.ts";
import { completionItem, orderOf, type CompletionRequest } from "./completionItem.ts";
import { keywordCase } from "./completeKeywords.ts";
import type { Cursor } from "./cursorAt.ts";
import { describeStage } from "./stageDescription.ts";

/** FROM: stages, images and their tags, then AS. */
export function completeFrom(
  request: CompletionRequest,
  cursor: Cursor,
): readonly CompletionItem[] {
  const { instruction, span, word, wordIndex } = cursor;
  if (wordIndex === 1) {
    const label = keywordCase(request.analysis, undefined)("AS");
    return [
      completionItem(request, {
        label,
        kind: CompletionItemKind.Keyword,
        span,
        snippet: `${label} \${1:name}`,
        documentation: "A name for the stage, to build on it or to copy from it.",
      }),
    ];
  }
  if (wordIndex !== 0) return [];
  const colon = word.indexOf(":");
  if (colon !== -1)
    return completeTags(request, word.slice(0, colon), {
      start: span.start + colon + 1,
      end: span.end,
    });
  return [
    ...completeStages(request, instruction.stage, span),
    ...proposedImages.map(({ name, summary }) =>
      completionItem(request, {
        label: name,
        kind: CompletionItemKind.Module,
        span,
        detail: summary,
        order: `2${name}`,
      }),
    ),
    completionItem(request, {
      label: "scratch",
      kind: CompletionItemKind.Constant,
      span,
      documentation: "No image: the stage begins empty.",
      order: "1scratch",
    }),
  ];
}

function completeTags(request: CompletionRequest, name: string, span: Span) {
  const image = proposedImages.find(
    (each) => each.name === name.replace(/^(?:docker\.io\/)?library\//, ""),
  );
  return (image?.tags ?? []).map((tag, index) =>
    completionItem(request, {
      label: tag,
      kind: CompletionItemKind.Value,
      span,
      detail: `${name}:${tag}`,
      order: orderOf(index),
    }),
  );
}

/** The named stages before a stage, the nearest first. */
export function completeStages(
  request: CompletionRequest,
  before: number,
  span: Span,
): readonly CompletionItem[] {
  const stages = request.analysis.model.stages.slice(0, Math.max(0, before)).toReversed();
  return stages.flatMap((stage, index) =>
    stage.name === undefined
      ? []
      : completionItem(request, {
          label: stage.name,
          kind: CompletionItemKind.Class,
          span,
          detail: stage.from.image?.text ?? "",
          documentation: describeStage(stage),
          order: `0${orderOf(index)}`,
        }),
  );
}
