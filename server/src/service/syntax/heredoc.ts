// Which words of an instruction are heredocs. BuildKit looks at the joined line the way a shell would: not inside
// quotes, not in here-strings, and with `\` as the escape character whatever the file's own is.
import { isSpaceCode } from "./characters.ts";
import { unquote } from "./words.ts";

export interface HeredocOperator {
  /** Offsets in the text: `<<EOF` with the number before and the quotes around the delimiter. */
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly expand: boolean;
  readonly chomp: boolean;
  readonly fd: number;
}

const operatorPattern = /^(\d*)<<(-?)[\t\n\f\r ]*([^<]*)$/;

/** The heredocs that an instruction's joined text announces, in order; none where its quotes are not closed. */
export function findHeredocs(text: string): readonly HeredocOperator[] {
  if (!text.includes("<<")) return [];
  return shellWords(text).flatMap(({ word, start, end }) => {
    const [, fd = "", dash = "", rest = ""] = operatorPattern.exec(word) ?? [];
    const names = rest === "" ? [] : shellWords(rest);
    const [name] = names;
    if (name === undefined || names.length !== 1) return [];
    return [
      {
        start,
        end,
        name: unquote(name.word, "\\"),
        expand: !/["']/.test(name.word),
        chomp: dash === "-",
        fd: Number(fd),
      },
    ];
  });
}

interface RawWord {
  /** With its quotes and escapes. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** Thrown inside the lexer where the text is no proper sequence of words. */
class UnbalancedText extends Error {}

function shellWords(text: string): readonly RawWord[] {
  try {
    return new Lexer(text).words();
  } catch (error) {
    if (error instanceof UnbalancedText) return [];
    throw error;
  }
}

/** How many substitutions may stand inside each other. */
const deepest = 100;

/** Splits a text at blanks outside quotes and substitutions, as BuildKit's shell lexer does with raw quotes. */
class Lexer {
  readonly #text: string;
  #at = 0;
  #word = "";
  #start = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  words(): readonly RawWord[] {
    return this.#wordsUntil(undefined);
  }

  #wordsUntil(stop: string | undefined): readonly RawWord[] {
    // a text made to exhaust the stack announces no heredoc
    if (this.#depth >= deepest) throw new UnbalancedText();
    this.#depth += 1;
    const words = this.#collectWords(stop);
    this.#depth -= 1;
    return words;
  }

  #collectWords(stop: string | undefined): readonly RawWord[] {
    const words: RawWord[] = [];
    // BuildKit's words share one buffer: a substitution drops what stood before it in its word
    this.#word = "";
    const finish = (): void => {
      if (this.#word !== "") words.push({ word: this.#word, start: this.#start, end: this.#at });
      this.#word = "";
    };
    while (this.#at < this.#text.length) {
      const character = this.#text[this.#at];
      if (stop !== undefined && character === stop) {
        finish();
        this.#at += 1;
        return words;
      }
      if (isSpaceCode(this.#text.charCodeAt(this.#at))) {
        finish();
        this.#at += 1;
      } else this.#add(this.#readPart());
    }
    finish();
    if (stop !== undefined) throw new UnbalancedText();
    return words;
  }

  #add(part: RawWord): void {
    if (this.#word === "") this.#start = part.start;
    this.#word += part.word;
  }

  /** A quoted part, a substitution, `<<` with the blanks behind it, an escaped or an ordinary character. */
  #readPart(): RawWord {
    const start = this.#at;
    const character = this.#text[start];
    if (character === "'") this.#skipSingleQuoted();
    else if (character === '"') this.#skipDoubleQuoted();
    else if (character === "$") this.#skipDollar();
    else if (this.#text.startsWith("<<", start)) {
      this.#at += 2;
      while (/^[\t\r ]$/.test(this.#text[this.#at] ?? "")) this.#at += 1;
    } else this.#at += character === "\\" ? 2 : 1;
    this.#at = Math.min(this.#at, this.#text.length);
    return { word: this.#text.slice(start, this.#at), start, end: this.#at };
  }

  #skipSingleQuoted(): void {
    const close = this.#text.indexOf("'", this.#at + 1);
    if (close === -1) throw new UnbalancedText();
    this.#at = close + 1;
  }

  #skipDoubleQuoted(): void {
    this.#at += 1;
    for (;;) {
      const character = this.#text[this.#at];
      if (character === undefined) throw new UnbalancedText();
      if (character === "$") this.#skipDollar();
      else
        this.#at += character === "\\" && /^["$\\]$/.test(this.#text[this.#at + 1] ?? "") ? 2 : 1;
      if (character === '"') return;
    }
  }

  /** `$name`, `$1`, `$?`, or `${…}` with a modifier that BuildKit knows. */
  #skipDollar(): void {
    this.#at += 1;
    if (this.#text[this.#at] !== "{") return this.#skipName();
    this.#at += 1;
    if (/^[{}:]?$/.test(this.#text[this.#at] ?? "")) throw new UnbalancedText();
    this.#skipName();
    const operator = this.#text[this.#at] ?? "";
    this.#at += 1;
    if (operator === "}") return;
    if (operator === "/") {
      if (this.#text[this.#at] === "/") this.#at += 1;
      this.#wordsUntil("/");
    } else if (operator === ":") {
      if (/^[#%]?$/.test(this.#text[this.#at] ?? "")) throw new UnbalancedText();
      this.#at += 1;
    } else if (!/^[-+?#%]$/.test(operator)) throw new UnbalancedText();
    this.#wordsUntil("}");
  }

  #skipName(): void {
    const rest = /^(?:\d+|[@*#?$!-]|[\p{L}_][\p{L}\p{Nd}_]*)/u;
    // a name is short; the slice keeps a long text from being copied again and again
    this.#at += rest.exec(this.#text.slice(this.#at, this.#at + 1000))?.[0].length ?? 0;
  }
}
