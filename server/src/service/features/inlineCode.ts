/** Longer texts are cut in a hover. */
const longest = 120;

/** A text of the document as Markdown code in a line, whatever is in it. */
export function inlineCode(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const shown = line.length > longest ? `${line.slice(0, longest)}…` : line;
  if (!shown.includes("`")) return `\`${shown}\``;
  const longestRun = Math.max(...(shown.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longestRun + 1);
  return `${fence} ${shown} ${fence}`;
}
