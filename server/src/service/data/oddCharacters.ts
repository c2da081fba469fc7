// Characters that look like others, or like nothing, and come in with text that was copied from a page or a chat.

export interface OddCharacter {
  readonly name: string;
  /** What was meant; undefined where that cannot be said. */
  readonly meant: string | undefined;
}

const chars = (text: string): readonly string[] => text.split("");
const blank = (name: string): OddCharacter => ({ name, meant: " " });
const nothing = (name: string): OddCharacter => ({ name, meant: "" });
const single: OddCharacter = { name: "typographic apostrophe", meant: "'" };
const double: OddCharacter = { name: "typographic quote", meant: '"' };
/** They turn the direction of what follows, so that a line reads otherwise than it runs. */
const turning: OddCharacter = { name: "mark that turns the text around it", meant: undefined };

export const oddCharacters: ReadonlyMap<string, OddCharacter> = new Map([
  ["\u00A0", blank("no-break space")],
  ["\u00AD", nothing("soft hyphen")],
  ["\u1680", blank("ogham space")],
  ...chars("\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A").map(
    (each) => [each, blank("typographic space")] as const,
  ),
  ["\u200B", nothing("zero-width space")],
  ["\u200C", nothing("zero-width non-joiner")],
  ["\u200D", nothing("zero-width joiner")],
  ["\u202F", blank("narrow no-break space")],
  ["\u205F", blank("mathematical space")],
  ["\u2060", nothing("word joiner")],
  ["\u3000", blank("ideographic space")],
  ["\uFEFF", nothing("zero-width no-break space")],
  ["\u2018", single],
  ["\u2019", single],
  ["\u201C", double],
  ["\u201D", double],
  ["\u201E", double],
  ...chars("\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069").map(
    (each) => [each, turning] as const,
  ),
]);
