// Patterns in `${name#pattern}`, `${name%pattern}` and `${name/pattern/text}`: `*`, `?` and what a backslash makes plain.

type PatternCharacter =
  | { readonly kind: "plain"; readonly character: string }
  /** `?` */
  | { readonly kind: "one" };

/** The parts between the stars: at least one, perhaps an empty one. Matching takes each at its first place, and never goes back. */
export interface ShellPattern {
  readonly parts: readonly (readonly PatternCharacter[])[];
}

/** undefined where BuildKit refuses the pattern: it lets a backslash stand before `*`, `?`, `}`, `/` and itself only. */
export function parseShellPattern(text: string): ShellPattern | undefined {
  const characters = [...text];
  const parts: PatternCharacter[][] = [[]];
  for (let at = 0; at < characters.length; at += 1) {
    let character = characters[at] ?? "";
    const part = parts.at(-1);
    if (character === "*") parts.push([]);
    else if (character === "?") part?.push({ kind: "one" });
    else {
      if (character === "\\") {
        character = characters[(at += 1)] ?? "";
        if (character === "" || !"*?}/\\".includes(character)) return undefined;
      }
      part?.push({ kind: "plain", character });
    }
  }
  return { parts };
}

/** What a pattern takes away: the shortest or the longest piece that it matches. */
export type Extent = "shortest" | "longest";

/** The value without the beginning that the pattern matches. */
export function withoutPrefix(pattern: ShellPattern, value: string, extent: Extent): string {
  const characters = [...value];
  const end = matchEnd(pattern, characters, 0, extent);
  return end === undefined ? value : characters.slice(end).join("");
}

/** The value without the end that the pattern matches. */
export function withoutSuffix(pattern: ShellPattern, value: string, extent: Extent): string {
  const reversed = { parts: pattern.parts.toReversed().map((part) => part.toReversed()) };
  const characters = [...value].toReversed();
  const end = matchEnd(reversed, characters, 0, extent);
  return end === undefined ? value : characters.slice(end).toReversed().join("");
}

/** The value with the first, or with each, longest match replaced. */
export function replaceMatches(
  pattern: ShellPattern,
  value: string,
  replacement: string,
  which: "first" | "all",
): string {
  const characters = [...value];
  const [first = []] = pattern.parts;
  // a star takes all that it can: nothing is left for a second match
  const isOnce = which === "first" || pattern.parts.length > 1;
  let result = "";
  let at = 0;
  for (let from = 0; from <= characters.length;) {
    const start = firstPlace(first, characters, from);
    const end = start === undefined ? undefined : matchEnd(pattern, characters, start, "longest");
    if (start === undefined || end === undefined) break;
    result += characters.slice(at, start).join("") + replacement;
    at = end;
    if (isOnce) break;
    from = Math.max(end, start + 1);
  }
  return result + characters.slice(at).join("");
}

/** Where a match that begins at `start` ends. */
function matchEnd(
  { parts }: ShellPattern,
  characters: readonly string[],
  start: number,
  extent: Extent,
): number | undefined {
  const [first = [], ...others] = parts;
  if (!fits(first, characters, start)) return undefined;
  let at = start + first.length;
  for (const [index, part] of others.entries()) {
    const isLast = index === others.length - 1;
    const place =
      isLast && extent === "longest"
        ? lastPlace(part, characters, at)
        : firstPlace(part, characters, at);
    if (place === undefined) return undefined;
    at = place + part.length;
  }
  return at;
}

function firstPlace(
  part: readonly PatternCharacter[],
  characters: readonly string[],
  from: number,
): number | undefined {
  for (let at = from; at + part.length <= characters.length; at += 1) {
    if (fits(part, characters, at)) return at;
  }
  return undefined;
}

function lastPlace(
  part: readonly PatternCharacter[],
  characters: readonly string[],
  from: number,
): number | undefined {
  for (let at = characters.length - part.length; at >= from; at -= 1) {
    if (fits(part, characters, at)) return at;
  }
  return undefined;
}

function fits(
  part: readonly PatternCharacter[],
  characters: readonly string[],
  at: number,
): boolean {
  return part.every((each, index) => {
    const character = characters[at + index];
    return each.kind === "one"
      ? character !== undefined && character !== "\n"
      : each.character === character;
  });
}
