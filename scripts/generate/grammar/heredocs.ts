// Heredocs. Three things make them more than a begin and an end:
//  - The body starts on the line after the operator, and several bodies follow one another. A rule can take only
//    what its own `begin` captures into its `while`, so the rule of a body begins at the operator's line, which it
//    retokenises as a whole (the `head`); for several heredocs the rules stand inside each other, the last outermost.
//  - An embedded grammar must not run past the delimiter: `while` is asked at each line start and ends all within.
//  - The language of the body is known from the head (a command, a redirection, a file name) or from the first line
//    of the body (a shebang). Hence one rule for each language, and the shebangs inside each of them.
// BuildKit sees an operator only where a word begins, outside quotes, and takes all up to the next blank as delimiter.
import { firstCommand, languages, type EmbeddedLanguage } from "./languages.ts";
import {
  include,
  never,
  scopes,
  wordStart,
  type Captures,
  type Repository,
  type Rule,
} from "./rule.ts";

/** How many heredocs of one instruction are told apart. */
const levels = [1, 2, 3];

const operator = String.raw`${wordStart}\d*<<(?:-(?=[^\s<])|[ \t]*)`;
const heredoc = String.raw`${operator}(?:"[^"\n<]+"|'[^'\n<]+'|[^\s<"'\\]+)(?=\s|$)`;
/** What stands before the next heredoc: whole strings, or characters outside of them. */
const before = String.raw`(?:(?!${heredoc})(?:[^"'\\\n]|\\.|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'))*+`;

/** True of a line with a heredoc that is no comment. */
export const heredocAhead = String.raw`(?![ \t]*#)${before}${heredoc}`;

const dash = String.raw`${wordStart}\d*<<(?:(-)(?=[^\s<])|[ \t]*)`;
const anyName = String.raw`(?:"([^"\n<]+)"|'([^'\n<]+)'|([^\s<"'\\]+))(?=\s|$)`;
const quotedName = String.raw`(?:"([^"\n<]+)"|'([^'\n<]+)')(?=\s|$)`;
const plainName = String.raw`([^\s<"'\\]+)(?=\s|$)`;

/** Looks ahead at the heredoc of a level, whose dash and name it captures. */
function nth(level: number, name: string, condition = ""): string {
  return `(?=${skipped(level)}${before}${condition}${dash}${name})`;
}

/** The heredocs in front of that of a level. */
function skipped(level: number): string {
  return level === 1 ? "" : `(?:${before}${heredoc}){${level - 1}}`;
}

/** The delimiter's line, from the numbers of the captures that hold the dash and the name. */
function terminator(dashGroup: number, ...nameGroups: readonly number[]): string {
  // an empty first capture turns the lookahead into (?!), so that tabs are allowed only behind a dash
  const name = nameGroups.map((group) => `\\${group}`).join("");
  return `(?:(?!\\${dashGroup})\\t+)?(${name})$`;
}

/** The text after the operator, up to a continuation. */
const rest = String.raw`(.*?)(?=(?<!\\)[\\${"`"}][ \t]*$|$)`;

function headCaptures(head: Rule): Captures {
  return {
    1: head,
    ...scopes({
      2: "constant.numeric.file-descriptor",
      3: "keyword.operator.heredoc",
      4: "keyword.operator.heredoc.dash",
      5: "punctuation.definition.string.begin",
      6: "entity.name.type.heredoc",
      7: "punctuation.definition.string.end",
      8: "punctuation.definition.string.begin",
      9: "entity.name.type.heredoc",
      10: "punctuation.definition.string.end",
      11: "entity.name.type.heredoc",
    }),
    12: head,
  };
}

/** One heredoc from its operator to its delimiter; `inner` are the rules of its body. */
function delimited(
  begin: string,
  groups: readonly number[],
  name: string,
  inner: readonly Rule[],
): Rule {
  return {
    name,
    begin,
    end: `^${terminator(1, ...groups)}`,
    endCaptures: scopes({ 1: "entity.name.type.heredoc" }),
    patterns: inner,
  };
}

interface BodyConditions {
  /** A lookahead from the start of the line's arguments; for the first heredoc only. */
  readonly start?: string;
  /** A lookahead from the operator. */
  readonly condition?: string;
}

/** Head and body of a heredoc. */
function body(
  level: number,
  head: "run" | "copy",
  content: Rule,
  { start = "", condition = "" }: BodyConditions = {},
): Rule {
  if (level > 1) {
    return {
      begin: String.raw`\G${nth(level, anyName, condition)}`,
      while: `^(?!${terminator(1, 2, 3, 4)})`,
      patterns: [{ include: `#${head}-heredoc-${level - 1}` }, ...include("#shebang"), content],
    };
  }
  return {
    begin: String.raw`\G${start}(${before})${condition}${wordStart}(\d*)(<<)(?:(-)(?=[^\s<])|[ \t]*)(?:(")([^"\n<]+)(")|(')([^'\n<]+)(')|([^\s<"'\\]+))(?=\s|$)${rest}`,
    while: `^(?!${terminator(4, 6, 9, 11)})`,
    beginCaptures: headCaptures({ patterns: include(`#${head}-head`) }),
    patterns: [{ include: `#${head}-head-continued` }, ...include("#shebang"), content],
  };
}

function embedded({ id, scopeName }: EmbeddedLanguage): Rule {
  return {
    begin: "^",
    end: never,
    contentName: `meta.embedded.block.${id}`,
    // the rule must exist even where nobody brings the grammar
    patterns: include(scopeName, "#nothing"),
  };
}

const plainText: Rule = {
  begin: "^",
  end: never,
  contentName: "string.unquoted.heredoc.dockerfile",
  patterns: include("#nothing"),
};

/** A program where a command starts: at the front, behind a separator, or as the argument of `env` and the like. */
function runs(interpreter: string): string {
  const start = String.raw`(?:\G(?:[ \t]+--\S+)*|.*[;&|(])[ \t]*`;
  const prefixes = String.raw`(?:(?:\w+=\S*|exec|sudo|\S*env|(?:uv|poetry|pipenv)[ \t]+run)[ \t]+)*`;
  const program = String.raw`(?:\S*/)?${interpreter}(?=\s|$)`;
  return String.raw`(?=${start}${prefixes}${program}[^|;&\n]*?<<|.*<<-?[ \t]*\S+[ \t]+${program})`;
}

/** A file that the command's output goes to. */
function writesTo(fileName: string): string {
  return String.raw`(?=.*(?:>|\btee\b[^|;&\n]*[ \t])[ \t]*["']?[^\s"'|;&<>]*${fileName}(?=["']?(?:\s|$)))`;
}

/** The delimiter or, for a single heredoc, the destination has such a name. */
function isNamed(level: number, fileName: string): string {
  const delimiter = String.raw`${operator}["']?[^\s"'<]*${fileName}["']?(?=\s|$)`;
  const destination = String.raw`.*${fileName}["']?[ \t]*$`;
  return level === 1 ? `(?=${destination}|${delimiter})` : `(?=${delimiter})`;
}

function runBodies(level: number): readonly Rule[] {
  const starts = languages.flatMap((language) => {
    const { interpreter, fileName } = language;
    return [
      ...(interpreter === undefined ? [] : [runs(interpreter)]),
      ...(fileName === undefined ? [] : [writesTo(fileName)]),
    ].map((start) => body(level, "run", embedded(language), { start }));
  });
  return [...(level === 1 ? starts : []), body(level, "run", plainText)];
}

function copyBodies(level: number): readonly Rule[] {
  const named = languages.flatMap((language) => {
    if (language.fileName === undefined) return [];
    const condition = isNamed(level, language.fileName);
    return [body(level, "copy", embedded(language), { condition })];
  });
  return [...named, body(level, "copy", plainText)];
}

/** `RUN <<EOF` with nothing but flags: the body is a script for the shell of the instruction. */
export function scriptHeredoc(language: EmbeddedLanguage): Rule {
  const alone = String.raw`(?=(?:[ \t]*--\S+)*[ \t]*${heredoc}[ \t]*$)`;
  return delimited(String.raw`\G${alone}${nth(1, anyName)}`, [2, 3, 4], "meta.heredoc.dockerfile", [
    body(1, "run", embedded(language)),
  ]);
}

/** Continued heads are rare: their further lines are tokenised one by one. */
function headContinued(head: string): Rule {
  const patterns = include(`#${head}-head`);
  return {
    begin: String.raw`(?<!^)[\\${"`"}][ \t]*\n`,
    end: String.raw`^(.*(?<![\\${"`"}]))$`,
    endCaptures: { 1: { patterns } },
    patterns: [{ match: String.raw`^(.*)[\\${"`"}][ \t]*$`, captures: { 1: { patterns } } }],
  };
}

/** An operator in the text before or behind the one that a rule is about. */
const marker: Rule = {
  match: String.raw`${wordStart}(\d*)(<<)(-?)[ \t]*(["']?)([^\s<"'\\]+)(["']?)(?=\s|$)`,
  captures: scopes({
    1: "constant.numeric.file-descriptor",
    2: "keyword.operator.heredoc",
    3: "keyword.operator.heredoc.dash",
    4: "punctuation.definition.string.begin",
    5: "entity.name.type.heredoc",
    6: "punctuation.definition.string.end",
  }),
};

function heredocsOf(level: number): Repository {
  return {
    [`run-heredoc-${level}`]: delimited(
      String.raw`\G${nth(level, anyName)}`,
      [2, 3, 4],
      "meta.heredoc.dockerfile",
      include(`#run-body-${level}`),
    ),
    [`run-body-${level}`]: { patterns: runBodies(level) },
    [`copy-heredoc-${level}`]: {
      patterns: [
        delimited(
          String.raw`\G${nth(level, quotedName)}`,
          [2, 3],
          "meta.heredoc.literal.dockerfile",
          include(`#copy-body-${level}`),
        ),
        delimited(
          String.raw`\G${nth(level, plainName)}`,
          [2],
          "meta.heredoc.expand.dockerfile",
          include(`#copy-body-${level}`),
        ),
      ],
    },
    [`copy-body-${level}`]: { patterns: copyBodies(level) },
  };
}

/** The heredocs of an instruction, the most on a line first. */
export function heredocs(kind: "run" | "copy"): readonly Rule[] {
  return include(...levels.toReversed().map((level) => `#${kind}-heredoc-${level}`));
}

export const heredocRules: Repository = {
  nothing: { match: never },
  shebang: {
    patterns: languages.flatMap(({ interpreter, ...language }) =>
      interpreter === undefined
        ? []
        : [
            {
              ...embedded(language),
              begin: String.raw`^(#!).*[/ \t]${interpreter}(?:[ \t].*)?$`,
              beginCaptures: {
                0: { name: "comment.line.shebang.dockerfile" },
                1: { name: "punctuation.definition.comment.shebang.dockerfile" },
              },
            },
          ],
    ),
  },
  "heredoc-marker": marker,
  "head-command": firstCommand(String.raw`(?<=[ \t])`, "#heredoc-marker"),
  "run-head": {
    patterns: include("#mount", "#run-flags", "#heredoc-marker", "#head-command", "source.shell"),
  },
  "copy-head": { patterns: include("#copy-flags", "#heredoc-marker", "#variable", "#string") },
  "run-head-continued": headContinued("run"),
  "copy-head-continued": headContinued("copy"),
  ...Object.assign({}, ...levels.map(heredocsOf)),
};
