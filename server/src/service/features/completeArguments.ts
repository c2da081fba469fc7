import { CompletionItemKind, type CompletionItem } from "vscode-languageserver-types";
import type { Choice } from "../data/flags.ts";
import { shells } from "../data/shells.ts";
import { stopSignals } from "../data/signals.ts";
import type { Span } from "../syntax/tree.ts";
import { completeChoices, completionItem, type CompletionRequest } from "./completionItem.ts";
import { keywordCase } from "./completeKeywords.ts";
import type { Cursor } from "./cursorAt.ts";
import { foldersBefore, usersBefore } from "./usedWords.ts";

/** What stands behind the flags of instructions other than FROM; nothing inside shell text. */
export function completeArguments(
  request: CompletionRequest,
  cursor: Cursor,
): readonly CompletionItem[] {
  const { instruction, span, wordIndex, before } = cursor;
  const { model } = request.analysis;
  const isFirst = wordIndex === 0;
  switch (instruction.name) {
    case "STOPSIGNAL":
      return isFirst ? completeChoices(request, stopSignals, span) : [];
    case "SHELL":
      return completeChoices(request, shells, wholeBody(cursor));
    case "HEALTHCHECK":
      return isFirst ? completeHealthcheck(request, cursor) : [];
    case "USER":
      return isFirst ? completeUsed(request, usersBefore(model, instruction), span) : [];
    case "WORKDIR":
      return isFirst ? completeUsed(request, foldersBefore(model, instruction), span) : [];
    case "COPY":
    case "ADD": {
      const isDestination = !isFirst && cursor.isLastWord && !before.trimStart().startsWith("[");
      return isDestination ? completeUsed(request, destinations(request, cursor), span) : [];
    }
    case "ARG":
      return completeArg(request, cursor);
    default:
      return [];
  }
}

/** An array is one value, whatever its blanks. */
function wholeBody({ instruction, span }: Cursor): Span {
  const { start, end } = instruction.body;
  return start < end && start <= span.start && span.end <= end ? { start, end } : span;
}

function completeHealthcheck(
  request: CompletionRequest,
  { instruction, span, words }: Cursor,
): readonly CompletionItem[] {
  const cased = keywordCase(request.analysis, instruction);
  const command = completionItem(request, {
    label: cased("CMD"),
    kind: CompletionItemKind.Keyword,
    span,
    snippet: `${cased("CMD")} \${1:command}`,
    documentation: "The command that checks the container.",
  });
  // NONE takes no flags
  if (words.length > 0) return [command];
  return [
    command,
    completionItem(request, {
      label: cased("NONE"),
      kind: CompletionItemKind.Keyword,
      span,
      documentation: "Switches off the check that the base image brings.",
    }),
  ];
}

function completeUsed(request: CompletionRequest, words: readonly string[], span: Span) {
  const choices = words.map((value): Choice => ({ value, documentation: "Used in this file." }));
  return completeChoices(request, choices, span);
}

function destinations(
  { analysis: { model } }: CompletionRequest,
  { instruction }: Cursor,
): readonly string[] {
  const folder = model.workdir(instruction);
  const known = folder === undefined ? [] : [folder];
  const folders = [...known, ...foldersBefore(model, instruction)].map((path) =>
    path.endsWith("/") ? path : `${path}/`,
  );
  return [...new Set(["./", ...folders])];
}

/** `ARG name`: global ARGs and what the build sets, to be declared in the stage. */
function completeArg(
  request: CompletionRequest,
  { instruction, span, word }: Cursor,
): readonly CompletionItem[] {
  if (instruction.stage < 0 || word.includes("=")) return [];
  const from = request.analysis.model.stages[instruction.stage]?.from;
  const visible = from === undefined ? [] : request.analysis.model.scope(from).all();
  return visible.map(({ name, kind }) =>
    completionItem(request, {
      label: name,
      kind: CompletionItemKind.Variable,
      span,
      detail: kind === "predefined" ? "set by the build" : "declared before FROM",
    }),
  );
}
