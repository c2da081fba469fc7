// Wildcards as Go's filepath.Match and Docker's ignore files know them. Matching follows all ways through a pattern at
// once, so that its cost is pattern length times text length whatever the pattern.

export type GlobToken =
  | { readonly kind: "literal"; readonly character: string }
  /** `?` */
  | { readonly kind: "one" }
  /** `*`: within one name. */
  | { readonly kind: "many" }
  /** `**` with more behind, and the slash that follows it: nothing, or anything up to a slash. */
  | { readonly kind: "folders" }
  /** Anything at all. */
  | { readonly kind: "anything" }
  /** Between a word character and another. */
  | { readonly kind: "boundary" }
  | {
      readonly kind: "class";
      readonly negated: boolean;
      /** First and last character of each range. */
      readonly ranges: readonly (readonly [string, string])[];
    };

/**
 * What the engine makes of a backslash and a letter in an ignore file: it hands both on to a regular expression.
 * Other letters and digits make the pattern bad.
 */
const letterEscapes: Readonly<Record<string, GlobToken>> = {
  a: literal("\u0007"),
  f: literal("\f"),
  n: literal("\n"),
  r: literal("\r"),
  t: literal("\t"),
  v: literal("\v"),
  b: { kind: "boundary" },
  d: { kind: "class", negated: false, ranges: [["0", "9"]] },
  D: { kind: "class", negated: true, ranges: [["0", "9"]] },
};

function literal(character: string): GlobToken {
  return { kind: "literal", character };
}

/**
 * Splits a pattern into tokens; undefined where Go calls it bad: an unclosed or empty class, a range without an end or
 * in the wrong order, a backslash at the end. In an ignore file `**` reaches across folders.
 */
export function parseGlob(
  pattern: string,
  dialect: "path" | "ignoreFile",
): readonly GlobToken[] | undefined {
  const characters = [...pattern];
  const tokens: GlobToken[] = [];
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? "";
    if (character === "*" && characters[at + 1] === "*" && dialect === "ignoreFile") {
      at += characters[at + 2] === "/" ? 2 : 1;
      tokens.push({ kind: at === characters.length - 1 ? "anything" : "folders" });
    } else if (character === "*") tokens.push({ kind: "many" });
    else if (character === "?") tokens.push({ kind: "one" });
    else if (character === "[") {
      const found = readClass(characters, at + 1);
      if (found === undefined) return undefined;
      tokens.push(found.token);
      at = found.end;
    } else if (character === "\\") {
      const token = escapedToken(characters[(at += 1)], dialect);
      if (token === undefined) return undefined;
      tokens.push(token);
    } else tokens.push(literal(character));
  }
  return tokens;
}

function escapedToken(
  character: string | undefined,
  dialect: "path" | "ignoreFile",
): GlobToken | undefined {
  if (character === undefined) return undefined;
  if (dialect === "path" || !/^[0-9A-Za-z]$/.test(character)) return literal(character);
  return letterEscapes[character];
}

/** Reads a class from behind its `[`; `end` is the place of its `]`. */
function readClass(
  characters: readonly string[],
  from: number,
): { readonly token: GlobToken; readonly end: number } | undefined {
  const negated = characters[from] === "^";
  const ranges: (readonly [string, string])[] = [];
  let at = negated ? from + 1 : from;
  function bound(): string | undefined {
    const character = characters[at];
    if (character === "-" || character === "]") return undefined;
    if (character === "\\") at += 1;
    at += 1;
    return characters[at - 1];
  }
  while (characters[at] !== "]" || ranges.length === 0) {
    const low = bound();
    if (low === undefined) return undefined;
    if (characters[at] === "-") at += 1;
    else {
      ranges.push([low, low]);
      continue;
    }
    const high = bound();
    if (high === undefined || codeOf(high) < codeOf(low)) return undefined;
    ranges.push([low, high]);
  }
  return { token: { kind: "class", negated, ranges }, end: at };
}

/**
 * Which beginnings of a text a pattern matches: element i is true where it matches the first i characters (code points)
 * of it.
 */
export function matchBeginnings(
  tokens: readonly GlobToken[],
  characters: readonly string[],
): readonly boolean[] {
  let reached = [true, ...characters.map(() => false)];
  for (const token of tokens) {
    if (!reached.includes(true)) break;
    reached = step(token, characters, reached);
  }
  return reached;
}

/** Whether a pattern matches the whole of a text. */
export function matchesGlob(tokens: readonly GlobToken[], text: string): boolean {
  return matchBeginnings(tokens, [...text]).at(-1) ?? false;
}

/** Where a token leads from the places reached before it. */
function step(
  token: GlobToken,
  characters: readonly string[],
  reached: readonly boolean[],
): boolean[] {
  if (token.kind === "many" || token.kind === "anything" || token.kind === "folders") {
    return spread(token.kind, characters, reached);
  }
  if (token.kind === "boundary") {
    const isWord = (at: number): boolean => /^\w$/.test(characters[at] ?? "");
    return reached.map((here, at) => here && isWord(at - 1) !== isWord(at));
  }
  return reached.map((_, at) => {
    const before = characters[at - 1];
    return before !== undefined && reached[at - 1] === true && accepts(token, before);
  });
}

function spread(
  kind: "many" | "anything" | "folders",
  characters: readonly string[],
  reached: readonly boolean[],
): boolean[] {
  let open = false;
  return reached.map((here, at) => {
    const before = characters[at - 1];
    if (kind === "folders") {
      const passed = here || (open && before === "/");
      open ||= here;
      return passed;
    }
    open = here || (open && (kind === "anything" || before !== "/"));
    return open;
  });
}

function accepts(
  token: Extract<GlobToken, { readonly kind: "literal" | "one" | "class" }>,
  character: string,
): boolean {
  if (token.kind === "literal") return token.character === character;
  if (token.kind === "one") return character !== "/";
  const code = codeOf(character);
  return (
    token.ranges.some(([low, high]) => codeOf(low) <= code && code <= codeOf(high)) !==
    token.negated
  );
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
