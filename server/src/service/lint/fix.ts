import { firstIndex } from "../syntax/firstIndex.ts";
import type { Edit, Fix } from "./rule.ts";

/**
 * The edits of fixes that can be made together: a fix that overlaps an earlier one in the list is left out as a whole.
 * Fixes may share an edit, such as the name that a stage gets; it is made once.
 */
export function compatibleEdits(fixes: readonly Fix[]): readonly Edit[] {
  // in the order of the text: only the neighbours of a place can overlap an edit there
  const accepted: Edit[] = [];
  for (const { edits } of fixes) {
    const added = edits.filter(
      (edit) => !neighbours(accepted, edit).some((other) => isSame(edit, other)),
    );
    if (added.some((edit) => neighbours(accepted, edit).some((other) => overlaps(edit, other))))
      continue;
    for (const edit of added) accepted.splice(placeOf(accepted, edit), 0, edit);
  }
  return accepted;
}

/** Index of the first edit that starts at or behind another's start. */
function placeOf(edits: readonly Edit[], { start }: Edit): number {
  return firstIndex(edits, (edit) => edit.start >= start);
}

/** The edits that could touch `edit`: the one before its start, and those that start inside it. */
function neighbours(edits: readonly Edit[], edit: Edit): readonly Edit[] {
  const first = placeOf(edits, edit);
  let last = first;
  while ((edits[last]?.start ?? Infinity) <= edit.end) last += 1;
  return edits.slice(Math.max(0, first - 1), last);
}

/** Applies edits that do not overlap, in whatever order they come. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = "";
  let at = 0;
  for (const { start, end, text: replacement } of edits.toSorted(
    (a, b) => a.start - b.start || a.end - b.end,
  )) {
    result += text.slice(at, start) + replacement;
    at = end;
  }
  return result + text.slice(at);
}

function isSame(a: Edit, b: Edit): boolean {
  return a.start === b.start && a.end === b.end && a.text === b.text;
}

/** Edits that only touch overlap too: each was made for the text as it is, and together they may read as one. */
function overlaps(a: Edit, b: Edit): boolean {
  return a.start <= b.end && b.start <= a.end;
}
