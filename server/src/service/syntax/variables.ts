// Variables in the words of instructions: where they stand. What they become is in expandWord.ts.

/** `$name` or `${name…}`; offsets count from the start of the text. */
export interface VariableReference {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly nameStart: number;
  /** The operator behind the name, "" for none: `:-`, `-`, `:+`, `+`, `:?`, `?`, `#`, `##`, `%`, `%%`, `/`, `//`. */
  readonly modifier: string;
  /** What stands between the operator and the closing brace. */
  readonly word: string;
  readonly wordStart: number;
}

/** Every variable in a word, the outermost only; none inside single quotes or behind the escape character. */
export function findVariables(text: string, escape: string): readonly VariableReference[] {
  const found: VariableReference[] = [];
  if (!text.includes("$")) return found;
  const braces = closingBraces(text, escape);
  let quote: string | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === escape && quote !== "'") at += 1;
    else if (character === quote) quote = undefined;
    else if (quote === undefined && (character === "'" || character === '"')) quote = character;
    else if (character === "$" && quote !== "'") {
      const reference = readVariable(text, at, braces);
      if (reference === undefined) continue;
      found.push(reference);
      at = reference.end - 1;
    }
  }
  return found;
}

const namePattern = /[A-Za-z_]\w*/y;
const modifierPattern = /:[-+?]|##?|%%?|\/\/?|[-+?]/y;

function readVariable(
  text: string,
  start: number,
  braces: ReadonlyMap<number, number>,
): VariableReference | undefined {
  const braced = text[start + 1] === "{";
  const nameStart = start + (braced ? 2 : 1);
  namePattern.lastIndex = nameStart;
  const name = namePattern.exec(text)?.[0];
  if (name === undefined) return undefined;
  const nameEnd = nameStart + name.length;
  const plain = {
    start,
    end: nameEnd,
    name,
    nameStart,
    modifier: "",
    word: "",
    wordStart: nameEnd,
  };
  if (!braced) return plain;
  if (text[nameEnd] === "}") return { ...plain, end: nameEnd + 1 };
  modifierPattern.lastIndex = nameEnd;
  const modifier = modifierPattern.exec(text)?.[0];
  const wordStart = nameEnd + (modifier?.length ?? 0);
  const close = braces.get(start);
  if (modifier === undefined || close === undefined) return undefined;
  return { ...plain, end: close + 1, modifier, word: text.slice(wordStart, close), wordStart };
}

/** Offset of each `${` -> offset of the brace that closes it. */
function closingBraces(text: string, escape: string): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  if (!text.includes("${")) return pairs;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === escape) at += 1;
    else if (text.startsWith("${", at)) open.push(at);
    else if (text[at] === "}") {
      const start = open.pop();
      if (start !== undefined) pairs.set(start, at);
    }
  }
  return pairs;
}

/** A variable's value: text, `unset` where it certainly has none, `unknown` where only the build knows. */
export type VariableValue =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "unset" }
  | { readonly kind: "unknown" };
