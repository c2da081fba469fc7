import type { Word } from "./tree.ts";

/** An instruction's name in the letter case of a keyword: `add` and COPY give `copy`. */
export function inCaseOf({ text }: Word, name: string): string {
  if (text === text.toUpperCase()) return name.toUpperCase();
  if (text === text.toLowerCase()) return name.toLowerCase();
  return name.charAt(0).toUpperCase() + name.slice(1).toLowerCase();
}
