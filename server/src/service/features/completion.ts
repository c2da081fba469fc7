import type { CompletionItem, CompletionList, Position } from "vscode-languageserver-types";
import { completeArguments } from "./completeArguments.ts";
import { completeDirectives } from "./completeDirectives.ts";
import { completeFlags } from "./completeFlags.ts";
import { completeFrom } from "./completeFrom.ts";
import { completeKeywords } from "./completeKeywords.ts";
import { completeVariables } from "./completeVariables.ts";
import type { CompletionRequest } from "./completionItem.ts";
import { cursorAt, type Cursor, type CursorPlace } from "./cursorAt.ts";
import type { Analysed } from "./nodeAt.ts";

/** Characters that open the list by themselves; a blank is none of them, or it would open behind every word. */
export const completionTriggers: readonly string[] = ["-", "=", ",", "$", "{"];

export interface CompletionOptions {
  /** Whether the client understands tab stops. */
  readonly snippets: boolean;
}

/** What can be written at a position; complete lists, which the client filters. */
export function completion(
  analysis: Analysed,
  position: Position,
  { snippets }: CompletionOptions,
): CompletionList {
  const place = cursorAt(analysis, position);
  const items = place === undefined ? [] : complete({ analysis, snippets }, place);
  return { isIncomplete: false, items: [...items] };
}

function complete(request: CompletionRequest, cursor: CursorPlace): readonly CompletionItem[] {
  switch (cursor.place) {
    case "keyword":
      return completeKeywords(request, cursor);
    case "comment":
      return completeDirectives(request, cursor);
    case "heredoc":
      return completeVariables(request, cursor) ?? [];
    default:
      return completeVariables(request, cursor) ?? completeWords(request, cursor);
  }
}

function completeWords(request: CompletionRequest, cursor: Cursor): readonly CompletionItem[] {
  const flags = completeFlags(request, cursor);
  if (cursor.word.startsWith("-")) return flags;
  const isFrom = cursor.instruction.name === "FROM";
  const words = isFrom ? completeFrom(request, cursor) : completeArguments(request, cursor);
  return [...words, ...flags];
}
