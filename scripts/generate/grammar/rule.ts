// The parts of the TextMate grammar format that the generated grammar uses, and the regular expressions that
// several of its rules share. The expressions are Oniguruma's, in the form of `String.raw` texts.

export interface Rule {
  readonly include?: string;
  readonly name?: string;
  readonly contentName?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly while?: string;
  readonly captures?: Captures;
  readonly beginCaptures?: Captures;
  readonly endCaptures?: Captures;
  readonly patterns?: readonly Rule[];
}

export type Captures = Readonly<Record<string, Rule>>;
export type Repository = Readonly<Record<string, Rule>>;

/** An `end` that never comes: such a rule is taken away by the `while` of a rule around it. */
export const never = "(?!)";

/** What follows a keyword: a blank, the line end, or a continuation directly behind the keyword. */
export const keywordEnd = String.raw`(?=\s|$|[\\${"`"}][ \t]*$)`;

/** The start of a word; a continued line may begin with one. */
export const wordStart = String.raw`(?<=^|[ \t])`;

export function include(...names: readonly string[]): readonly Rule[] {
  return names.map((name) => ({ include: name }));
}

/** Captures by number, each with nothing but a scope. */
export function scopes(names: Readonly<Record<number, string>>): Captures {
  return Object.fromEntries(
    Object.entries(names).map(([number, name]) => [number, { name: `${name}.dockerfile` }]),
  );
}
