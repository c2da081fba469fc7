// `.dockerignore`, read and applied as the engine does it (github.com/moby/patternmatcher and its ignorefile package).
import { skipSpace, skipSpaceBack } from "./characters.ts";
import { matchBeginnings, parseGlob, type GlobToken } from "./glob.ts";
import { cleanPath } from "./paths.ts";
import type { Span } from "./tree.ts";

/** One line of an ignore file; the span leaves out the blanks around it. */
export interface IgnorePattern extends Span {
  /** As written, with its `!`. */
  readonly text: string;
  /** `!`: what it matches is sent all the same. */
  readonly exception: boolean;
  /** What is matched: without `!`, `./`, double and leading slashes. */
  readonly cleaned: string;
  /** Zero-based. */
  readonly line: number;
}

export interface IgnoreProblem extends Span {
  readonly message: string;
}

export interface IgnoreFile {
  /** In the order of the file; those with problems left out. */
  readonly patterns: readonly IgnorePattern[];
  /** Patterns that the engine refuses: no build runs with one. */
  readonly problems: readonly IgnoreProblem[];
  /**
   * Whether a path of the build context stays out of the build; `pattern` is the one that decides. The path is
   * relative to the context, with `/`.
   */
  match(path: string): { readonly ignored: boolean; readonly pattern?: IgnorePattern };
}

interface Matcher {
  readonly pattern: IgnorePattern;
  readonly tokens: readonly GlobToken[];
}

/** Reads an ignore file. Never throws; offsets are UTF-16 units of `text`. */
export function parseIgnoreFile(text: string): IgnoreFile {
  const matchers: Matcher[] = [];
  const problems: IgnoreProblem[] = [];
  let start = 0;
  for (const [line, content] of text.split("\n").entries()) {
    const pattern = readPattern(content, start, line);
    start += content.length + 1;
    if (pattern === undefined) continue;
    const tokens = tokensOf(pattern);
    if (typeof tokens === "string") problems.push({ ...spanOf(pattern), message: tokens });
    else matchers.push({ pattern, tokens });
  }
  return {
    patterns: matchers.map(({ pattern }) => pattern),
    problems,
    match: (path) => matchPath(matchers, path),
  };
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

function readPattern(content: string, lineStart: number, line: number): IgnorePattern | undefined {
  const mark = line === 0 && content.startsWith("\ufeff") ? 1 : 0;
  const raw = content.slice(mark);
  // only before blanks are dropped: ` #x` is a pattern
  if (raw.startsWith("#")) return undefined;
  const from = skipSpace(raw, 0, raw.length);
  const text = raw.slice(from, skipSpaceBack(raw, from, raw.length));
  if (text === "") return undefined;
  const exception = text.startsWith("!");
  const rest = exception ? text.slice(skipSpace(text, 1, text.length)) : text;
  const clean = rest === "" ? "" : cleanPath(rest);
  const cleaned = clean.length > 1 && clean.startsWith("/") ? clean.slice(1) : clean;
  const start = lineStart + mark + from;
  return { start, end: start + text.length, text, exception, cleaned, line };
}

/** The tokens of a pattern, or what is wrong with it. */
function tokensOf({ text, exception, cleaned }: IgnorePattern): readonly GlobToken[] | string {
  if (exception && (cleaned === "" || cleaned === "/")) {
    return `"${text}" excepts nothing: a path has to follow the "!".`;
  }
  const tokens = parseGlob(cleaned, "ignoreFile");
  if (tokens === undefined) {
    return `"${text}" is no valid pattern: close and fill every "[", and put no "\\" at the end.`;
  }
  // the engine takes `**name` for any path that ends in "name", but `**/name*` for a name in any folder
  const isSuffix = /^\*\*[^/*?[\]\\]+(?:\/[^*?[\]\\]*)?$/.test(cleaned);
  return isSuffix ? [{ kind: "anything" }, ...tokens.slice(1)] : tokens;
}

function matchPath(matchers: readonly Matcher[], path: string): ReturnType<IgnoreFile["match"]> {
  const characters = [...cleanPath(path)];
  let deciding: IgnorePattern | undefined;
  if (characters.join("") === ".") return { ignored: false };
  for (const { pattern, tokens } of matchers) {
    const ignored = deciding !== undefined && !deciding.exception;
    if (pattern.exception === ignored && matches(tokens, characters)) deciding = pattern;
  }
  if (deciding === undefined) return { ignored: false };
  return { ignored: !deciding.exception, pattern: deciding };
}

/** Whether a pattern matches the path or a folder that it lies in. */
function matches(tokens: readonly GlobToken[], characters: readonly string[]): boolean {
  const reached = matchBeginnings(tokens, characters);
  return reached.some((here, at) => here && (at === characters.length || characters[at] === "/"));
}
