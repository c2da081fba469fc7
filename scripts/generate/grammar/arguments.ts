// Rules for what stands behind a keyword: flags, words, variables, strings, the JSON form, continuations, comments.
import { include, never, scopes, wordStart, type Repository, type Rule } from "./rule.ts";

/** The flags of an instruction; `--mount`, which has keys of its own, is in `#mount`. */
export function flags(...names: readonly string[]): Rule {
  return {
    name: "meta.flag.dockerfile",
    begin: `${wordStart}(--)(${names.join("|")})(?:(=)|(?=\\s|$))`,
    end: String.raw`(?=\s|$)`,
    beginCaptures: scopes({
      1: "punctuation.definition.flag",
      2: "entity.other.attribute-name.flag",
      3: "keyword.operator.assignment",
    }),
    patterns: include("#flag-value", "#variable", "#string"),
  };
}

/**
 * A line that ends in a continuation. The rule takes in the line end, which the `\G` in the `while` of an
 * instruction sees at the start of the next line (see modes.ts); it stays through comments and empty lines.
 */
function continuation(begin: string): Rule {
  return {
    begin,
    end: String.raw`^(?![ \t]*(?:#|$))`,
    beginCaptures: scopes({ 1: "punctuation.separator.continuation" }),
    patterns: include("#comment"),
  };
}

/** The same as an injection, which also finds a line end behind an embedded rule that has eaten the line, say a comment. */
function injectedContinuation(escape: string): Rule {
  return continuation(String.raw`(?<!${escape})(${escape})[ \t]*\n|(?<=[^${escape}]${escape})\n`);
}

/** An array of strings, with or without variables in them. */
function json(stringContent: readonly Rule[]): Rule {
  return {
    name: "meta.structure.array.dockerfile",
    begin: String.raw`\[`,
    end: String.raw`\]`,
    beginCaptures: scopes({ 0: "punctuation.definition.array.begin" }),
    endCaptures: scopes({ 0: "punctuation.definition.array.end" }),
    patterns: [
      { include: "#continuation" },
      { name: "punctuation.separator.array.dockerfile", match: "," },
      {
        name: "string.quoted.double.json.dockerfile",
        begin: '"',
        end: '"',
        beginCaptures: scopes({ 0: "punctuation.definition.string.begin" }),
        endCaptures: scopes({ 0: "punctuation.definition.string.end" }),
        patterns: [
          { include: "#continuation" },
          {
            name: "constant.character.escape.json.dockerfile",
            match: String.raw`\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})`,
          },
          ...stringContent,
        ],
      },
    ],
  };
}

function quoted(quote: string, kind: string, content: readonly Rule[]): Rule {
  return {
    name: `string.quoted.${kind}.dockerfile`,
    begin: quote,
    end: quote,
    beginCaptures: scopes({ 0: "punctuation.definition.string.begin" }),
    endCaptures: scopes({ 0: "punctuation.definition.string.end" }),
    patterns: [{ include: "#continuation" }, ...content],
  };
}

const mountKey = [
  "type|from|source|src|target|dst|destination|readonly|ro|readwrite|rw",
  "id|sharing|mode|uid|gid|required|env|size|bind-propagation",
].join("|");

const variableName = String.raw`[A-Za-z_]\w*|\d+|[@*#?$!-]`;

function bracedVariable(operators: string, more: readonly Rule[]): Rule {
  return {
    name: "variable.other.braced.dockerfile",
    begin: String.raw`(\$\{)(${variableName})${operators}`,
    end: String.raw`\}|(?=$)`,
    beginCaptures: scopes({
      1: "punctuation.definition.variable.begin",
      2: "variable.other.name",
      3: "keyword.operator.modifier",
    }),
    endCaptures: scopes({ 0: "punctuation.definition.variable.end" }),
    patterns: [...more, ...include("#continuation", "#escape", "#variable", "#string")],
  };
}

const variable: Rule = {
  patterns: [
    {
      name: "variable.other.dockerfile",
      match: String.raw`(\$)(?:${variableName})`,
      captures: scopes({ 1: "punctuation.definition.variable" }),
    },
    // `${name/pattern/replacement}` has a second slash that means something; elsewhere a slash is text
    bracedVariable("(//?)", [{ name: "keyword.operator.modifier.dockerfile", match: "/" }]),
    bracedVariable("(:?[-+?]|##?|%%?)?", []),
  ],
};

export const argumentRules: Repository = {
  comment: {
    name: "comment.line.number-sign.dockerfile",
    match: String.raw`^[ \t]*(#).*$`,
    captures: scopes({ 1: "punctuation.definition.comment" }),
  },
  // where injections do not work; a file with another escape character is always a document of its own
  continuation: continuation(String.raw`(?<!\\)(\\)[ \t]*\n`),
  "continuation-backslash": injectedContinuation(String.raw`\\`),
  "continuation-backtick": {
    patterns: [injectedContinuation("`"), { match: String.raw`\\(?=[ \t]*\n)` }],
  },
  variable,
  escape: {
    name: "constant.character.escape.dockerfile",
    match: String.raw`\\[^\s]`,
  },
  "escape-backtick": {
    patterns: [
      { name: "constant.character.escape.dockerfile", match: "`[^\\s]" },
      // an ordinary character here, which must not keep the quote behind it from closing a string
      { match: String.raw`\\(?=\S)` },
    ],
  },
  string: {
    patterns: [
      quoted('"', "double", include("#escape", "#variable")),
      quoted("'", "single", include("#escape")),
    ],
  },
  words: { patterns: include("#continuation", "#escape", "#variable", "#string") },
  assignment: {
    patterns: [
      {
        match: String.raw`${wordStart}([A-Za-z_][\w.-]*)(=)`,
        captures: scopes({ 1: "variable.other.assignment", 2: "keyword.operator.assignment" }),
      },
      // the old form `ENV name value`, and `ARG name`
      {
        match: String.raw`\G[ \t]+([A-Za-z_][\w.-]*)(?=\s|$)`,
        captures: scopes({ 1: "variable.other.assignment" }),
      },
    ],
  },
  json: json([]),
  "json-with-variables": json(include("#variable")),
  // the array as the whole argument; `[ -f x ]` and `[ "$a" = b ]` are shell
  "exec-form": {
    begin: String.raw`(?=\[[ \t]*(?:\]|"(?:[^"\\\n]|\\.)*"[ \t]*(?:[,\]]|[\\${"`"}][ \t]*$)|[\\${"`"}][ \t]*$))`,
    end: never,
    patterns: include("#continuation", "#json"),
  },
  "flag-value": {
    patterns: [
      {
        name: "constant.language.boolean.dockerfile",
        match: String.raw`(?<==)(?:true|false)(?=[,\s]|$)`,
      },
      {
        name: "constant.numeric.dockerfile",
        match: String.raw`(?<==)\d+(?:\.\d+)?(?:(?:ns|us|µs|ms|s|m|h)[\d.]*)*(?=[,\s]|$)`,
      },
    ],
  },
  mount: {
    name: "meta.flag.mount.dockerfile",
    begin: `${wordStart}(--)(mount)(=)`,
    end: String.raw`(?=\s|$)`,
    beginCaptures: scopes({
      1: "punctuation.definition.flag",
      2: "entity.other.attribute-name.flag",
      3: "keyword.operator.assignment",
    }),
    patterns: [
      {
        match: String.raw`(?<=,|"|--mount=)(${mountKey})(?:(=)|(?=[,"\s]|$))`,
        captures: scopes({ 1: "variable.parameter.mount", 2: "keyword.operator.assignment" }),
      },
      {
        name: "constant.language.mount.dockerfile",
        match: String.raw`(?:(?<=type=)(?:bind|cache|tmpfs|secret|ssh)|(?<=sharing=)(?:shared|private|locked))(?=[,"\s]|$)`,
      },
      ...include("#flag-value"),
      { name: "punctuation.separator.mount.dockerfile", match: "," },
      ...include("#variable", "#string"),
    ],
  },
};
