// Which of the fixes that a rule reports are offered, and how safe they are: what no rule has to think of.
import { firstIndex } from "../syntax/firstIndex.ts";
import type { Dockerfile, InstructionName } from "../syntax/tree.ts";
import type { Edit, Fix } from "./rule.ts";

export function offerFixes(
  dockerfile: Dockerfile,
  fixes: readonly (Fix | undefined)[],
): readonly Fix[] {
  return fixes.flatMap((fix) => {
    if (fix === undefined || fix.edits.some((edit) => splitsLineEnd(dockerfile, edit))) return [];
    const isSafe =
      fix.safety === "safe" && !fix.edits.some((edit) => changesConfiguration(dockerfile, edit));
    return [isSafe ? fix : { ...fix, safety: "unsafe" }];
  });
}

/** A shell takes the carriage returns in a heredoc for parts of its words; an edit there would part one from its line feed. */
function splitsLineEnd({ text }: Dockerfile, { start, end }: Edit): boolean {
  const isInside = (offset: number): boolean => text[offset] === "\n" && text[offset - 1] === "\r";
  return isInside(start) || isInside(end);
}

/** What the image's configuration holds as it is written. */
const kept: ReadonlySet<InstructionName> = new Set(["CMD", "ENTRYPOINT", "HEALTHCHECK", "ONBUILD"]);

/** Whether an edit changes a text that the image is configured with: it may do the same, and is another image. */
function changesConfiguration({ text, instructions }: Dockerfile, edit: Edit): boolean {
  const node = instructions[firstIndex(instructions, ({ start }) => start > edit.start) - 1];
  if (node === undefined || !kept.has(node.name)) return false;
  if (edit.start < node.body.start || edit.end > node.end) return false;
  // lines may be joined and parted as one likes
  return !/^[\s\\`]*$/.test(text.slice(edit.start, edit.end) + edit.text);
}
