import { CompletionItemKind, type CompletionItem } from "vscode-languageserver-types";
import type { Choice, FlagRecord } from "../data/flags.ts";
import { mountTypes } from "../data/mounts.ts";
import type { Span } from "../syntax/tree.ts";
import { completeMount } from "./completeMount.ts";
import { completeStages } from "./completeFrom.ts";
import { completeChoices, completionItem, type CompletionRequest } from "./completionItem.ts";
import type { Cursor } from "./cursorAt.ts";
import { flagNamed, flagsOf } from "./records.ts";
import { usersBefore } from "./usedWords.ts";

/** Flags that can still be written, or the values of the one at the cursor. */
export function completeFlags(
  request: CompletionRequest,
  cursor: Cursor,
): readonly CompletionItem[] {
  if (!cursor.inFlags || !/^(?:--?.*)?$/.test(cursor.word)) return [];
  const equals = cursor.word.indexOf("=");
  if (equals === -1) return completeNames(request, cursor);
  const record = flagNamed(cursor.instruction.name, cursor.word.slice(2, equals));
  const span = { start: cursor.span.start + equals + 1, end: cursor.span.end };
  return record === undefined ? [] : completeValues(request, cursor, record, span);
}

function completeNames(
  request: CompletionRequest,
  { instruction, span, word }: Cursor,
): readonly CompletionItem[] {
  const text = request.analysis.document.getText().slice(span.start, span.end);
  const equals = text.indexOf("=");
  const end = equals === -1 ? span.end : span.start + equals;
  // between words nothing is replaced, and the flag needs a blank behind it
  const others = instruction.flags.filter(({ start }) => word === "" || start !== span.start);
  return flagsOf(instruction.name)
    .filter(({ name, repeatable }) => repeatable || !others.some((flag) => flag.name === name))
    .map((record) =>
      completionItem(request, {
        label: `--${record.name}`,
        kind: CompletionItemKind.Field,
        span: { start: span.start, end },
        ...(equals === -1 ? flagText(record) : {}),
        ...(record.since === undefined ? {} : { detail: `docker/dockerfile:${record.since}` }),
        documentation: record.documentation,
        order: `5${record.name}`,
      }),
    );
}

function flagText({ name, value }: FlagRecord): {
  readonly text: string;
  readonly snippet: string;
} {
  const text = value.kind === "boolean" ? `--${name}` : `--${name}=`;
  return { text, snippet: text + tabStop(value) };
}

function tabStop(value: FlagRecord["value"]): string {
  switch (value.kind) {
    case "boolean":
      return "";
    case "enum":
      return `\${1|${value.choices.map((choice) => choice.value).join(",")}|}`;
    case "mount":
      return `type=\${1|${mountTypes.map(({ name }) => name).join(",")}|}`;
    default:
      return "$1";
  }
}

const booleans: readonly Choice[] = [
  { value: "true", documentation: "The same as the flag without a value." },
  { value: "false", documentation: "The same as no flag." },
];

function completeValues(
  request: CompletionRequest,
  cursor: Cursor,
  { name, value }: FlagRecord,
  span: Span,
): readonly CompletionItem[] {
  switch (value.kind) {
    case "mount":
      return completeMount(request, cursor, span.start);
    case "stage":
      return completeStages(request, cursor.instruction.stage, span);
    case "boolean":
      return completeChoices(request, booleans, span);
    case "enum":
      return completeChoices(request, value.choices, span);
    case "string": {
      const users = name === "chown" ? usersBefore(request.analysis.model, cursor.instruction) : [];
      return completeChoices(
        request,
        [
          ...value.choices,
          ...users.map((user) => ({ value: user, documentation: "Used in this file." })),
        ],
        span,
      );
    }
    default:
      return [];
  }
}
