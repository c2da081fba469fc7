import {
  CompletionItemKind,
  CompletionItemTag,
  type CompletionItem,
} from "vscode-languageserver-types";
import { instructions, type InstructionRecord } from "../data/instructions.ts";
import type { Instruction } from "../syntax/tree.ts";
import { completionItem, type CompletionRequest } from "./completionItem.ts";
import type { KeywordPlace } from "./cursorAt.ts";
import type { Analysed } from "./nodeAt.ts";

/** Instructions, in the letters that the file uses. */
export function completeKeywords(
  request: CompletionRequest,
  { span, instruction, behindOnbuild }: KeywordPlace,
): readonly CompletionItem[] {
  const cased = keywordCase(request.analysis, instruction);
  const hasArguments = instruction !== undefined && instruction.body.start < instruction.body.end;
  return instructions
    .filter(({ noTrigger }) => !(behindOnbuild && noTrigger))
    .map((record) => {
      const { summary, documentation, snippet } = record;
      const label = cased(record.name);
      const item = completionItem(request, {
        label,
        kind: CompletionItemKind.Keyword,
        span,
        detail: summary,
        documentation,
        ...(hasArguments ? {} : { snippet: `${label} ${snippet}` }),
      });
      return isDeprecated(record) ? { ...item, tags: [CompletionItemTag.Deprecated] } : item;
    });
}

function isDeprecated({ deprecated }: InstructionRecord): boolean {
  return deprecated !== undefined;
}

/** Lower case where the file's first other instruction is. */
export function keywordCase(
  { model }: Analysed,
  current: Instruction | undefined,
): (keyword: string) => string {
  const other = model.dockerfile.instructions.find(
    (node) => node.index !== current?.index && node.name !== "UNKNOWN",
  );
  const isLower = other !== undefined && other.keyword.text === other.keyword.text.toLowerCase();
  return (keyword) => (isLower ? keyword.toLowerCase() : keyword);
}
