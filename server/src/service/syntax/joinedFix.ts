// One fix for several places of an instruction, for rules of which not every place is shown.
import type { TextEdit } from "./shellEdits.ts";
import type { Span } from "./span.ts";

interface PlaceFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  readonly safety: "safe" | "unsafe";
}

/** A place and how to mend it, if it can be mended. */
export interface MendablePlace extends Span {
  readonly fix: PlaceFix | undefined;
}

/** In the order of the text; the last, which is all that hadolint shows of an instruction, mends those before it too. */
export function lastMendsAll<P extends MendablePlace>(places: readonly P[]): readonly P[] {
  const sorted = places.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const last = sorted.at(-1);
  if (last?.fix === undefined) return sorted;
  return [...sorted.slice(0, -1), { ...last, fix: joinedFix(sorted, last.fix) }];
}

/**
 * A fix together with those that do the same as safely. Where edits of two touch the one behind is taken: the other is
 * for a second round.
 *
 * @param places in the order of the text
 * @param own that of the last place with such a fix, or the first: others may be left out for it
 */
export function joinedFix<F extends PlaceFix>(places: readonly MendablePlace[], own: F): F {
  const edits: TextEdit[] = [];
  let first = Infinity;
  for (const { fix } of places.toReversed()) {
    if (fix === undefined || fix.title !== own.title || fix.safety !== own.safety) continue;
    const end = fix.edits.reduce((most, edit) => Math.max(most, edit.end), 0);
    if (end >= first) continue;
    edits.push(...fix.edits);
    first = fix.edits.reduce((least, edit) => Math.min(least, edit.start), first);
  }
  return { ...own, edits };
}
