import {
  CompletionItemKind,
  InsertTextFormat,
  type CompletionItem,
} from "vscode-languageserver-types";
import { rangeOf } from "../analysis.ts";
import type { Choice } from "../data/flags.ts";
import type { Span } from "../syntax/tree.ts";
import type { Analysed } from "./nodeAt.ts";

/** What every part of completion gets. */
export interface CompletionRequest {
  readonly analysis: Analysed;
  /** The client understands tab stops. */
  readonly snippets: boolean;
}

export interface Proposal {
  readonly label: string;
  readonly kind: CompletionItemKind;
  /** What is replaced. */
  readonly span: Span;
  /** The label where it is left out. */
  readonly text?: string;
  /** Inserted instead of the text where the client understands tab stops. */
  readonly snippet?: string;
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** Proposals are listed in the order of this text. */
  readonly order?: string;
}

export function completionItem(
  { analysis, snippets }: CompletionRequest,
  { label, kind, span, text, snippet, detail, documentation, order }: Proposal,
): CompletionItem {
  const isSnippet = snippets && snippet !== undefined;
  return {
    label,
    kind,
    ...(detail === undefined ? {} : { detail }),
    ...(documentation === undefined
      ? {}
      : { documentation: { kind: "markdown" as const, value: documentation } }),
    ...(order === undefined ? {} : { sortText: order }),
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: {
      range: rangeOf(analysis, span),
      newText: isSnippet ? snippet : (text ?? label),
    },
  };
}

/** Keeps the order of a list: a sort text for its n-th item. */
export function orderOf(index: number): string {
  return String(index).padStart(3, "0");
}

/** Proposes values in their own order. */
export function completeChoices(
  request: CompletionRequest,
  choices: readonly Choice[],
  span: Span,
): readonly CompletionItem[] {
  return choices.map(({ value, documentation }, index) =>
    completionItem(request, {
      label: value,
      kind: CompletionItemKind.Value,
      span,
      documentation,
      order: orderOf(index),
    }),
  );
}
