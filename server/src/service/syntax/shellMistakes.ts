// Slips of the pen in shell scripts for which the parser's errors have no words of their own.
import { memoize } from "./memoize.ts";
import type { ShellCommand, ShellScript } from "./shell.ts";
import { structureFacts } from "./shellStructure.ts";
import type { Span } from "./span.ts";

/**
 * `keyword`: a keyword with capital letters. `separator`: the `;` of `&;`. `parameters`: the parentheses of `f(a, b) {`.
 * `blank`: a word in which a blank is missing.
 */
export interface ShellMistake extends Span {
  readonly kind: "keyword" | "separator" | "parameters" | "blank";
  readonly text: string;
  /** What would mend it: a text in the place of the span. */
  readonly mended: string;
}

/** In no order. */
export const shellMistakes: (script: ShellScript) => readonly ShellMistake[] = memoize((script) => {
  const found = script.commands.flatMap(mistakesInCommand);
  if (script.errors.length > 0) found.push(...mistakesAtErrors(script), ...functionNames(script));
  return [...new Map(found.map((mistake) => [mistake.start, mistake])).values()];
});

/** The mistake that may be the cause of an error: what stands behind it is read in another way than it is meant. */
export function causeOf(script: ShellScript, error: Span): ShellMistake | undefined {
  return shellMistakes(script).find(({ start }) => start <= error.end);
}

const keyword = /^(?:case|do|done|elif|else|esac|fi|for|if|then|until|while)$/;

function mistakesInCommand({ name, args }: ShellCommand): readonly ShellMistake[] {
  if (name === undefined) return [];
  const { text, start } = name;
  if (/^[A-Z]/.test(text)) {
    const mended = text.toLowerCase();
    return keyword.test(mended) ? [{ kind: "keyword", ...name, mended }] : [];
  }
  if (text === "[") return unclosedTest(args);
  const [before = "", behind = ""] = glued.exec(text)?.slice(1).filter(Boolean) ?? [];
  if (behind === "") return [];
  const word = { start, end: start + before.length + behind.length, text: before + behind };
  return [{ kind: "blank", ...word, mended: `${before} ${behind}` }];
}

/**
 * `[-f`, `{make`, `!grep`, `if[`, `then#`: each as the two words that are meant. With another bracket, `[a-z]*` is a
 * pattern; with a comma, `{a,b}` is an expansion.
 */
const glued =
  /^(?:(?=\[[^\][*?!^]+$|\{[^\s{},.]+$|![\w/.[])([[{!])(.+)|(if|elif|while|until)(\[.*)|(then|do|done|else|fi|esac)(#).*)/s;

/** `[ -f a]`: the bracket belongs to the word. */
function unclosedTest(args: ShellCommand["args"]): readonly ShellMistake[] {
  const last = args.at(-1);
  if (last === undefined || args.some(({ text }) => text === "]")) return [];
  if (!/[^[\\]\]$/.test(last.text) || /\[[^\]]*\]$/.test(last.text)) return [];
  const { start, end, text } = last;
  return [{ kind: "blank", start, end, text, mended: `${text.slice(0, -1)} ]` }];
}

/** `function f{`. */
function functionNames(script: ShellScript): readonly ShellMistake[] {
  return structureFacts(script)
    .functions.filter(({ name }) => name.text.endsWith("{"))
    .map(({ name: { start, end, text } }) => {
      return { kind: "blank", start, end, text, mended: `${text.slice(0, -1)} {` };
    });
}

const separators = /(&&?)\s{0,20}(;)(?!;)/g;
const parameters = /[\w:-]\s{0,20}(\([^()]{1,200}\))\s{0,20}(?=\{)/g;
const capitals = /(?<![^\s;&|])[A-Z][A-Za-z]{1,4}(?![^\s;&|])/g;

/** What the parser stumbles over. */
function mistakesAtErrors({ source, errors }: ShellScript): readonly ShellMistake[] {
  const { text } = source;
  const starts = new Set(errors.map(({ start }) => start));
  const found: ShellMistake[] = [];
  const add = (kind: ShellMistake["kind"], start: number, end: number, mended: string): void => {
    found.push({ ...source.spanOf(start, end), kind, text: text.slice(start, end), mended });
  };
  for (const match of text.matchAll(separators)) {
    const end = match.index + match[0].length;
    const isError =
      starts.has(source.offsetAt(match.index)) || starts.has(source.offsetAt(end - 1));
    if (isError) add("separator", end - 1, end, "");
  }
  for (const match of text.matchAll(parameters)) {
    const [all, list = ""] = match;
    const start = match.index + all.indexOf("(");
    const end = start + list.length;
    const behind = match.index + all.length;
    if (starts.has(source.offsetAt(end - 1)) || starts.has(source.offsetAt(behind)))
      add("parameters", start, end, "()");
  }
  for (const { 0: word, index } of text.matchAll(capitals)) {
    const lower = word.toLowerCase();
    if (keyword.test(lower) && starts.has(source.offsetAt(index)))
      add("keyword", index, index + word.length, lower);
  }
  return found;
}
