import { CompletionItemKind, type CompletionItem } from "vscode-languageserver-types";
import { mountTypes, type MountKey } from "../data/mounts.ts";
import type { Span } from "../syntax/tree.ts";
import { completeStages } from "./completeFrom.ts";
import {
  completeChoices,
  completionItem,
  orderOf,
  type CompletionRequest,
} from "./completionItem.ts";
import type { Cursor } from "./cursorAt.ts";
import { mountKeyNamed, mountTypeNamed } from "./records.ts";

/** The option of a `--mount` at the cursor, and the text of the others. */
interface MountCursor {
  /** The option up to the cursor. */
  readonly typed: string;
  /** The whole option. */
  readonly span: Span;
  readonly others: readonly string[];
  readonly type: string;
}

/** Types, keys and values of a mount. `valueStart`: document offset behind `--mount=`. */
export function completeMount(
  request: CompletionRequest,
  cursor: Cursor,
  valueStart: number,
): readonly CompletionItem[] {
  const mount = mountCursor(request, cursor, valueStart);
  const equals = mount.typed.indexOf("=");
  if (equals === -1) return completeKeys(request, mount);
  const key = mount.typed.slice(0, equals);
  const span = { start: mount.span.start + equals + 1, end: mount.span.end };
  if (key === "type") return completeTypes(request, mount, span);
  const record = mountKeyNamed(mount.type, key);
  if (record?.value === "stage") return completeStages(request, cursor.instruction.stage, span);
  const values = record?.value === "flag" ? ["true", "false"] : [];
  const choices = values.map((value) => ({ value, documentation: record?.documentation ?? "" }));
  return completeChoices(request, record?.choices ?? choices, span);
}

function mountCursor(
  { analysis }: CompletionRequest,
  cursor: Cursor,
  valueStart: number,
): MountCursor {
  const offset = cursor.span.start + cursor.word.length;
  const text = analysis.document.getText().slice(valueStart, cursor.span.end);
  const at = offset - valueStart;
  const start = text.slice(0, at).lastIndexOf(",") + 1;
  const comma = text.indexOf(",", at);
  const end = comma === -1 ? text.length : comma;
  const others = `${text.slice(0, start)},${text.slice(end)}`
    .split(",")
    .filter((each) => each !== "");
  const typeOption = others.find((each) => each.startsWith("type="));
  return {
    typed: text.slice(start, at),
    span: { start: valueStart + start, end: valueStart + end },
    others,
    type: typeOption?.slice("type=".length) ?? "bind",
  };
}

function completeTypes(
  request: CompletionRequest,
  { others }: MountCursor,
  span: Span,
): readonly CompletionItem[] {
  return mountTypes.map(({ name, documentation, snippet }, index) =>
    completionItem(request, {
      label: name,
      kind: CompletionItemKind.EnumMember,
      span,
      documentation,
      ...(others.length === 0 ? { snippet: name + snippet } : {}),
      order: orderOf(index),
    }),
  );
}

function completeKeys(
  request: CompletionRequest,
  { span, others, type }: MountCursor,
): readonly CompletionItem[] {
  const used = new Set(others.map((each) => each.split("=", 1)[0] ?? ""));
  const keys = mountTypeNamed(type)?.keys ?? [];
  const free = keys.filter(({ names }) => !names.some((name) => used.has(name)));
  const typeItems = used.has("type")
    ? []
    : mountTypes.map(({ name, documentation, snippet }, index) =>
        completionItem(request, {
          label: `type=${name}`,
          kind: CompletionItemKind.EnumMember,
          span,
          documentation,
          ...(others.length === 0 ? { snippet: `type=${name}${snippet}` } : {}),
          order: `0${orderOf(index)}`,
        }),
      );
  return [...typeItems, ...free.map((key, index) => completeKey(request, key, span, index))];
}

function completeKey(
  request: CompletionRequest,
  { names, value, documentation, required }: MountKey,
  span: Span,
  index: number,
): CompletionItem {
  const [label = ""] = names;
  const text = value === "flag" ? label : `${label}=`;
  return completionItem(request, {
    label,
    kind: CompletionItemKind.Property,
    span,
    text,
    documentation,
    ...(required === true ? { detail: "required" } : {}),
    order: `1${orderOf(index)}`,
  });
}
