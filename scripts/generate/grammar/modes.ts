// What holds for a stretch of the file: which character continues a line and which language the shell code is in.
//
// How the grammar knows that an instruction goes on. A rule with begin and end would let an unclosed string of the
// embedded shell run over the next instructions; a `while` that looks for a line starting with a keyword would stop
// in the middle of SQL or of a word such as `add`. So the line end decides, as it does for BuildKit: an injection
// takes in a continuation together with the line end (`continuation`), whatever rule of whatever grammar is active.
// vscode-textmate lets `\G` hold at the start of a line exactly if the innermost rule began with the end of the line
// before. Hence `"while": "\\G"`: the instruction goes on, with all that is open inside, after a continuation, and
// ends with all that is open inside otherwise.
//
// Injections work only in the document's own grammar, and a `while` around (as of a fenced block in Markdown) makes
// `\G` hold at every line. There the instructions are found inside `loose`, which starts anew at each keyword.
import { instructionsFor, keywords } from "./instructions.ts";
import { batch, powershell, shellscript } from "./languages.ts";
import { include, keywordEnd, never, scopes, type Repository, type Rule } from "./rule.ts";

const shells = [shellscript, powershell, batch];

/** `SHELL ["program", …]` switches the language until the next SHELL or FROM. */
function shellSwitch(id: string, programs: string): Rule {
  return {
    name: `meta.shell.${id}.dockerfile`,
    begin: String.raw`^[ \t]*((?i:SHELL))(?=[ \t]*\[[ \t]*"(?i:[^"]*[\\/])?(?i:${programs})")`,
    end: String.raw`^(?=[ \t]*(?i:FROM|SHELL)${keywordEnd})`,
    beginCaptures: scopes({ 1: "keyword.other.special-method" }),
    patterns: [
      {
        name: "meta.instruction.shell.dockerfile",
        begin: String.raw`\G`,
        while: String.raw`\G`,
        patterns: include("#continuation", "#json"),
      },
      ...include("#comment", `#instructions-${id}`),
    ],
  };
}

function directive(name: string, value: Rule): Rule {
  return {
    name: `meta.directive.${name}.dockerfile`,
    match: String.raw`^[ \t]*(#)[ \t]*((?i:${name}))[ \t]*(=)[ \t]*(\S.*?)[ \t]*$`,
    captures: { ...directiveScopes, 4: value },
  };
}

const directiveScopes = scopes({
  1: "punctuation.definition.directive",
  2: "keyword.control.directive",
  3: "keyword.operator.assignment",
});

const checkValue: Rule = {
  patterns: [
    {
      match: "(?<=^|[=;, \t])(skip|error|experimental)[ \t]*(=)",
      captures: scopes({ 1: "variable.parameter.check", 2: "keyword.operator.assignment" }),
    },
    { name: "constant.language.boolean.dockerfile", match: String.raw`\b(?:true|false|all)\b` },
    { name: "punctuation.separator.check.dockerfile", match: "[;,]" },
    { name: "entity.name.function.check.dockerfile", match: "[A-Za-z]+" },
  ],
};

const backtickFile: Rule = {
  name: "meta.escape.backtick.dockerfile",
  begin: "^[ \\t]*(#)[ \\t]*((?i:escape))[ \\t]*(=)[ \\t]*(`)[ \\t]*$",
  end: never,
  beginCaptures: { ...directiveScopes, 4: { name: "constant.character.escape.dockerfile" } },
  patterns: [
    {
      name: "meta.directive.more.dockerfile",
      begin: String.raw`\G`,
      end: String.raw`^(?![ \t]*#[ \t]*(?i:syntax|check)[ \t]*=)`,
      patterns: include("#directive"),
    },
    ...include("#comment", "#shell-switch", "#from", "#shell", "#instructions-powershell"),
  ],
};

const root = include("#shell-switch", "#from", "#shell", "#instructions-shellscript");

/** Where injections do not work. */
const loose: Rule = {
  begin: String.raw`^(?=[ \t]*[A-Za-z])`,
  while: String.raw`^(?![ \t]*(?i:${keywords.join("|")})${keywordEnd})`,
  patterns: [...include("#comment"), ...root],
};

export const rootPatterns: readonly Rule[] = [...include("#directives", "#comment"), loose];

/** Which rules are tried first, and where. */
export const injections: Readonly<Record<string, { readonly patterns: readonly Rule[] }>> = {
  "L:source.dockerfile - meta.instruction - meta.directive - meta.shell": {
    patterns: root,
  },
  "L:meta.instruction - meta.heredoc - meta.escape.backtick": {
    patterns: include("#continuation-backslash"),
  },
  "L:meta.escape.backtick meta.instruction - meta.heredoc": {
    patterns: include("#continuation-backtick"),
  },
  "L:meta.escape.backtick meta.instruction - meta.heredoc - meta.embedded - meta.structure.array": {
    patterns: include("#escape-backtick"),
  },
  // where bodies with and without quotes follow one another in one instruction, variables stay plain inside the quoted one's stretch
  "L:meta.heredoc.expand meta.embedded - meta.heredoc.literal, L:meta.heredoc.expand string.unquoted.heredoc - meta.heredoc.literal":
    { patterns: include("#variable") },
};

export const modeRules: Repository = {
  directives: {
    name: "meta.directive.block.dockerfile",
    begin: String.raw`\A(?=[ \t]*#[ \t]*(?i:syntax|escape|check)[ \t]*=)`,
    end: String.raw`^(?![ \t]*#[ \t]*(?i:syntax|escape|check)[ \t]*=)`,
    patterns: [backtickFile, ...include("#directive")],
  },
  directive: {
    patterns: [
      directive("syntax", { name: "string.unquoted.directive.dockerfile" }),
      directive("escape", { name: "constant.character.escape.dockerfile" }),
      directive("check", checkValue),
    ],
  },
  "shell-switch": {
    patterns: [
      shellSwitch("powershell", String.raw`(?:powershell|pwsh)(?:\.exe)?`),
      shellSwitch("bat", String.raw`cmd(?:\.exe)?`),
      shellSwitch("shellscript", "(?:ba|da|z|k|a)?sh"),
    ],
  },
  ...Object.assign({}, ...shells.map(instructionsFor)),
};
