import { CompletionItemKind, type CompletionItem } from "vscode-languageserver-types";
import { commandText } from "../syntax/commandText.ts";
import type { Variable } from "../syntax/scope.ts";
import type { Instruction, Span } from "../syntax/tree.ts";
import type { VariableValue } from "../syntax/variables.ts";
import { completionItem, type CompletionRequest } from "./completionItem.ts";
import type { Cursor, HeredocPlace } from "./cursorAt.ts";
import { liveHeredoc, liveShell, liveWord } from "../syntax/liveText.ts";
import { predefinedVariable } from "./records.ts";
import { describeValue } from "./variableDescription.ts";

/** The variables in scope behind a `$` or `${`; undefined where the cursor is not behind one that counts. */
export function completeVariables(
  request: CompletionRequest,
  cursor: Cursor | HeredocPlace,
): readonly CompletionItem[] | undefined {
  const { model, document } = request.analysis;
  const live =
    cursor.place === "heredoc" ? liveBody(request, cursor) : liveArguments(request, cursor);
  const [, brace, typed = ""] = /\$(\{)?([A-Za-z_]\w*)?$/.exec(live ?? "") ?? [];
  if (live === undefined || !/\$\{?\w*$/.test(live)) return undefined;
  const offset = cursorOffset(cursor);
  const text = document.getText();
  const [tail = ""] = /^\w*/.exec(text.slice(offset, offset + 100)) ?? [];
  const span: Span = { start: offset - typed.length, end: offset + tail.length };
  const close = brace !== undefined && !/^[^\s}]*\}/.test(text.slice(span.end, span.end + 100));
  const scope = model.scope(cursor.instruction);
  return scope.all().map(({ name, kind, value }) =>
    completionItem(request, {
      label: name,
      kind: CompletionItemKind.Variable,
      span,
      text: close ? `${name}}` : name,
      detail: detailOf(kind, value),
      ...documented(name),
    }),
  );
}

function documented(name: string): { readonly documentation?: string } {
  const record = predefinedVariable(name);
  return record === undefined ? {} : { documentation: record.documentation };
}

function detailOf(kind: Variable["kind"], value: VariableValue): string {
  if (kind === "predefined") return "set by the build";
  return value.kind === "text" && value.text !== ""
    ? `${kind} = ${value.text.replaceAll(/\s+/g, " ")}`
    : `${kind} ${describeValue(value)}`;
}

function cursorOffset(cursor: Cursor | HeredocPlace): number {
  return cursor.place === "heredoc" ? cursor.offset : cursor.span.start + cursor.word.length;
}

const shellInstructions: ReadonlySet<string> = new Set(["RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"]);

function liveArguments({ analysis: { model } }: CompletionRequest, cursor: Cursor) {
  const { instruction, before, inFlags } = cursor;
  if (instruction.name === "MAINTAINER" || instruction.name === "SHELL") return undefined;
  if (
    !shellInstructions.has(instruction.name) ||
    (inFlags && before.trimStart().startsWith("--"))
  ) {
    return liveWord(before, model.dockerfile.escape);
  }
  return readsShell(model, instruction) ? liveShell(before) : undefined;
}

type Model = CompletionRequest["analysis"]["model"];

function readsShell(model: Model, instruction: Instruction): boolean {
  const dialect = model.dialect(instruction);
  const isShellForm =
    instruction.json === undefined || commandText(model.dockerfile, instruction) !== undefined;
  return isShellForm && (dialect === "sh" || dialect === "bash");
}

/** The heredoc's text up to the cursor; undefined where no variable counts. */
function liveBody(
  { analysis: { model, document } }: CompletionRequest,
  { instruction, heredoc, offset }: HeredocPlace,
): string | undefined {
  const text = document.getText().slice(heredoc.body.start, offset);
  const script = commandText(model.dockerfile, instruction);
  if (script !== undefined && script.offsetAt(0) === heredoc.body.start) {
    return readsShell(model, instruction) ? liveShell(text) : undefined;
  }
  return heredoc.expand ? liveHeredoc(text) : undefined;
}
