import type { Edit, Fix } from "./rule.ts";

/**
 * The edits of fixes that can be made together: a fix that overlaps an earlier one in the list is left out as a whole.
 * Fixes may share an edit, such as the name that a stage gets; it is made once.
 */
export function compatibleEdits(fixes: readonly Fix[]): readonly Edit[] {
  const accepted: Edit[] = [];
  for (const { edits } of fixes) {
    const added = edits.filter((edit) => !accepted.some((other) => isSame(edit, other)));
    if (added.every((edit) => !accepted.some((other) => overlaps(edit, other))))
      accepted.push(...added);
  }
  return accepted;
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

/** Two insertions at one place overlap too: their order would be a guess. */
function overlaps(a: Edit, b: Edit): boolean {
  return (a.start < b.end && b.start < a.end) || a.start === b.start;
}
