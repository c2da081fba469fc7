// Character classes as BuildKit's parser uses them; JavaScript's `\s` differs in U+0085 and U+FEFF.

/** What Go calls a space: the classes of leading and trailing blanks. */
const unicodeSpace =
  "\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const leading = new RegExp(`^[${unicodeSpace}]+`);
const one = new RegExp(`^[${unicodeSpace}]$`);

/** Length of the blanks that a text begins with. */
export function leadingSpace(text: string): number {
  return leading.exec(text)?.[0].length ?? 0;
}

/** Offset where the blanks that a text ends with begin. */
export function trailingSpaceStart(text: string): number {
  let end = text.length;
  while (end > 0 && isSpace(text[end - 1])) end -= 1;
  return end;
}

export function isSpace(character: string | undefined): boolean {
  return character !== undefined && one.test(character);
}

/** The blanks that part the words of an instruction. */
export function isWordBlank(character: string | undefined): boolean {
  return (
    character === " " ||
    character === "\t" ||
    character === "\v" ||
    character === "\f" ||
    character === "\r"
  );
}
