import { CompletionItemKind, type CompletionItem } from "vscode-languageserver-types";
import { buildChecks, directives } from "../data/directives.ts";
import { completionItem, orderOf, type CompletionRequest } from "./completionItem.ts";
import type { CommentPlace } from "./cursorAt.ts";
import { directiveNamed } from "./records.ts";

/** Directives in the comments at the top of the file, where BuildKit still reads them, and their values. */
export function completeDirectives(
  request: CompletionRequest,
  { span, offset }: CommentPlace,
): readonly CompletionItem[] {
  const { dockerfile } = request.analysis.model;
  const above = dockerfile.text.slice(0, span.start).replace(/^\ufeff/, "");
  const isTop = above.split("\n").slice(0, -1).every(isDirectiveLine);
  if (!isTop) return [];
  const [all = "", hash = "", name = "", equals] =
    /^(#\s*)(\w*)\s*(=\s*)?/.exec(dockerfile.text.slice(span.start, offset)) ?? [];
  if (equals !== undefined) {
    return completeValue(
      request,
      name.toLowerCase(),
      { start: span.start + all.length, end: span.end },
      offset,
    );
  }
  if (span.start + hash.length + name.length !== offset) return [];
  const used = dockerfile.directives.filter(({ start }) => start !== span.start);
  const nameEnd = offset + (/^\w*/.exec(dockerfile.text.slice(offset, span.end))?.[0].length ?? 0);
  const hasValue = /^\s*=/.test(dockerfile.text.slice(nameEnd, span.end));
  return directives
    .filter((record) => !used.some((directive) => directive.name === record.name))
    .map((record) =>
      completionItem(request, {
        label: record.name,
        kind: CompletionItemKind.Property,
        span: { start: span.start + hash.length, end: nameEnd },
        text: hasValue ? record.name : `${record.name}=`,
        documentation: record.documentation,
      }),
    );
}

function isDirectiveLine(line: string): boolean {
  const [, name = ""] = /^#\s*(\w+)\s*=/.exec(line) ?? [];
  return directiveNamed(name.toLowerCase()) !== undefined;
}

function completeValue(
  request: CompletionRequest,
  name: string,
  value: { readonly start: number; readonly end: number },
  offset: number,
): readonly CompletionItem[] {
  const written = request.analysis.model.dockerfile.text.slice(value.start, offset);
  const [, skipped] = /(?:^|;)\s*skip=(?:[^;]*,)?\s*([\w]*)$/.exec(written) ?? [];
  if (name === "check" && skipped !== undefined) {
    const start = offset - skipped.length;
    return ["all", ...buildChecks].map((label) =>
      completionItem(request, {
        label,
        kind: CompletionItemKind.EnumMember,
        span: { start, end: offset },
      }),
    );
  }
  const start = name === "check" ? value.start + written.lastIndexOf(";") + 1 : value.start;
  const end = name === "check" ? offset : value.end;
  return (directiveNamed(name)?.choices ?? []).map(({ value: label, documentation }, index) =>
    completionItem(request, {
      label,
      kind: CompletionItemKind.Value,
      span: { start, end },
      documentation,
      order: orderOf(index),
    }),
  );
}
