// Edits of commands and settings, or the reason why there are none.
import type { Span } from "./tree.ts";

export type WrittenEdit = Span & { readonly text: string };

/** `refusal` is the rest of a sentence. */
export type WrittenEdits =
  | { readonly edits: readonly WrittenEdit[]; readonly refusal: undefined }
  | { readonly refusal: string };

/** A fix that changes the image on purpose. */
export interface OfferedFix {
  readonly title: string;
  readonly edits: readonly WrittenEdit[];
  readonly safety: "unsafe";
}

/** The text of a problem, then its fixes. */
export type Offer = readonly [message: string, ...fixes: (OfferedFix | undefined)[]];

/** Without edits the text says why there are none. */
export function offer(message: string, title: string, found: WrittenEdits): Offer {
  if (found.refusal !== undefined) return [`${message} No fix: ${found.refusal}.`];
  return [message, { title, edits: found.edits, safety: "unsafe" }];
}

/** Takes these spans out. */
export function without(...spans: readonly Span[]): WrittenEdits {
  return { edits: spans.map(({ start, end }) => ({ start, end, text: "" })), refusal: undefined };
}
