// What the shell parser found, in words of our own and at places that can be underlined.
import type { SourceText } from "./sourceText.ts";
import type { Span } from "./span.ts";

/** Something that the shell does not understand. */
export interface ShellError extends Span {
  /** What is wrong, as the rest of a sentence. */
  readonly message: string;
  /** Who certainly does not understand it; `none` where our parser gives up before it has read the text. */
  readonly rejectedBy: "all" | "bash" | "none";
}

/** As unbash reports it: `pos` is an offset in the text. */
export interface ParserError {
  readonly message: string;
  readonly pos: number;
}

/** Reported at the end of the operator; what is wrong is the operator. */
const operatorBefore = /^expected command after '([&|]+)'$/;

/** Some texts have thousands. */
const mostErrors = 20;

/** The first errors in the order of the text; the later ones are often consequences of the first. */
export function shellErrors(
  source: SourceText,
  errors: readonly ParserError[],
): readonly ShellError[] {
  return errors
    .toSorted((a, b) => a.pos - b.pos)
    .slice(0, mostErrors)
    .map(({ message, pos }) => ({
      ...placeOf(source, pos - (operatorBefore.exec(message)?.[1]?.length ?? 0)),
      message: describe(message),
      rejectedBy: rejectedBy(source.text, message),
    }));
}

/** The error of a text that is not parsed at all. */
export function tooDeep(source: SourceText): ShellError {
  return { ...placeOf(source, 0), message: "it is nested too deeply", rejectedBy: "none" };
}

/** The word, operator or opening bracket at an offset; where nothing stands there, the one before. */
function placeOf(source: SourceText, offset: number): Span {
  const { text } = source;
  let start = Math.min(offset, text.length);
  if (kindAt(text, start) === "blank") {
    while (start > 0 && kindAt(text, start - 1) === "blank") start -= 1;
    start = Math.max(0, start - 1);
    while (start > 0 && continues(text, start)) start -= 1;
  }
  const [opening] = /^(?:\$\(+|[<>]\(|\(\()/.exec(text.slice(start, start + 3)) ?? [];
  if (opening !== undefined) return source.spanOf(start, start + opening.length);
  let end = Math.min(text.length, start + 1);
  while (continues(text, end)) end += 1;
  return source.spanOf(start, end);
}

/** Whether a character belongs to the same word or operator as the one before it. */
function continues(text: string, offset: number): boolean {
  const kind = kindAt(text, offset);
  return kind !== "blank" && kind !== "bracket" && kindAt(text, offset - 1) === kind;
}

function kindAt(text: string, offset: number): "blank" | "bracket" | "operator" | "word" {
  const character = text[offset] ?? "";
  if (/^\s?$/.test(character)) return "blank";
  if (character === "(" || character === ")") return "bracket";
  return ";&|<>".includes(character) ? "operator" : "word";
}

/** Bounded, for texts made of nothing else. */
const quoteInExpansion = /"[^"]{0,200}\$\{[^}"]{0,200}'/;
const bashMessage = /array subscript|function body|coproc|select/;
const bashText = /\[\[|\]\]|&>/;
/** The shells join it to one operator, unbash does not. */
const brokenOperator = /[;&|<>]\\\n[;&|<>]/;

/**
 * POSIX shells take a single quote in `"${name:-it's}"` for text, let any command be a function's body, and know neither
 * arrays nor `[[` nor `&>`: what bash cannot parse there means something else to them.
 */
function rejectedBy(text: string, message: string): ShellError["rejectedBy"] {
  if (message.startsWith("maximum") || brokenOperator.test(text)) return "none";
  const isQuote = message.startsWith("unterminated") && quoteInExpansion.test(text);
  return isQuote || bashMessage.test(message) || bashText.test(text) ? "bash" : "all";
}

/** The parser's messages, in our words. */
const sentences: ReadonlyMap<string, string> = new Map([
  ["unterminated double quote", 'the quote `"` is never closed'],
  ["unterminated single quote", "the quote `'` is never closed"],
  ["unterminated ANSI-C quote", "the quote `$'` is never closed"],
  ["unterminated backtick", "the backtick is never closed"],
  ["unterminated command substitution", "`$(` has no closing `)`"],
  ["unterminated process substitution", "the process substitution has no closing `)`"],
  ["unterminated parameter expansion", "`${` has no closing `}`"],
  ["unterminated arithmetic expansion", "`$((` has no closing `))`"],
  ["unterminated arithmetic command", "`((` has no closing `))`"],
  ["unterminated arithmetic for header", "`((` of `for` has no closing `))`"],
  ["unterminated array subscript", "`[` of the array element has no closing `]`"],
  ["unterminated extended glob", "`(` has no closing `)`"],
  ["expected 'then'", "`then` is missing; before it a `;` or a line end is needed"],
  ["expected 'do'", "`do` is missing; before it a `;` or a line end is needed"],
  ["expected 'in' after 'case' word", "`in` is missing behind the word of `case`"],
  ["expected ']]' to close '[['", "`[[` has no complete condition and closing `]]`"],
  ["expected ')' to close subshell", "`(` has no closing `)`"],
  ["expected ')' to close test group", "`(` has no closing `)`"],
  [
    "expected '}' to close brace group",
    "`{` has no closing `}`; before it a `;` or a line end is needed, and blanks around it",
  ],
  ["expected command in subshell", "there is no command between `(` and `)`"],
  ["expected command in brace group", "there is no command between `{` and `}`"],
  ["expected redirect target", "the redirect names no file"],
  ["expected operand after unary test operator", "the test has nothing to look at"],
  ["expected compound command as function body", "the function has no body"],
]);

function describe(message: string): string {
  const sentence = sentences.get(message);
  if (sentence !== undefined) return sentence;
  if (message.startsWith("maximum")) return "it is nested too deeply";
  const [, end, start] = /^expected '(.*)' to close '(.*)'$/s.exec(message) ?? [];
  if (end !== undefined) return `\`${start}\` has no \`${end}\``;
  const [, token] = /^unexpected (?:token|argument)? ?'(.*)'/s.exec(message) ?? [];
  if (token === "newline" || token === "") return "it ends or breaks off too early";
  if (token !== undefined) return `\`${token}\` cannot stand here`;
  const [, before] = /^expected (?:command|word) after '(.*)'$/s.exec(message) ?? [];
  if (before !== undefined) return `something has to follow \`${before}\``;
  return "something is missing here, or does not belong here";
}
