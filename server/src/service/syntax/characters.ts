// Character classes as BuildKit's parser uses them; JavaScript's `\s` differs in U+0085 and U+FEFF. They work on
// character codes, since the parser asks them for every character of a file.

const rareSpaces: ReadonlySet<number> = new Set([
  0x85, 0xa0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008,
  0x2009, 0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000,
]);

/** What Go calls a space; NaN, the code behind a text, is none. */
export function isSpaceCode(code: number): boolean {
  if (code < 0x80) return code === 32 || (code >= 9 && code <= 13);
  return rareSpaces.has(code);
}

/** The blanks that part the words of an instruction: tab, vertical tab, form feed, carriage return, space. */
export function isWordBlankCode(code: number): boolean {
  return code === 32 || code === 9 || (code >= 11 && code <= 13);
}

/** Offset of the first character from `from` on that is no space; `to` where there is none. */
export function skipSpace(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isSpaceCode(text.charCodeAt(at))) at += 1;
  return at;
}

/** Offset where the spaces that end at `to` begin; at least `from`. */
export function skipSpaceBack(text: string, from: number, to: number): number {
  let at = to;
  while (at > from && isSpaceCode(text.charCodeAt(at - 1))) at -= 1;
  return at;
}
