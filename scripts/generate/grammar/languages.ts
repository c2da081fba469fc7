// The languages that can stand inside a Dockerfile, and how a heredoc says which one its body is written in.

import { include, type Rule } from "./rule.ts";

export interface EmbeddedLanguage {
  /** VS Code's language id; also the last part of the scope `meta.embedded.block.…`. */
  readonly id: string;
  /** The grammar, which another extension (mostly one of VS Code's own) brings. */
  readonly scopeName: string;
  /** Programs that read the language from standard input or stand in a shebang, as a regular expression. */
  readonly interpreter?: string;
  /** Ends of file names, as a regular expression. */
  readonly fileName?: string;
}

export const shellscript: EmbeddedLanguage = {
  id: "shellscript",
  scopeName: "source.shell",
  interpreter: "(?:ba|da|z|k|a)?sh",
  fileName: String.raw`\.(?:sh|bash|zsh|bashrc|profile)`,
};

export const powershell: EmbeddedLanguage = {
  id: "powershell",
  scopeName: "source.powershell",
  interpreter: String.raw`(?:pwsh|powershell)(?:\.exe)?`,
  fileName: String.raw`\.ps1`,
};

export const batch: EmbeddedLanguage = {
  id: "bat",
  scopeName: "source.batchfile",
  fileName: String.raw`\.(?:bat|cmd)`,
};

export const languages: readonly EmbeddedLanguage[] = [
  shellscript,
  powershell,
  batch,
  {
    id: "python",
    scopeName: "source.python",
    interpreter: String.raw`(?:python|pypy)[\d.]*`,
    fileName: String.raw`\.py`,
  },
  {
    id: "javascript",
    scopeName: "source.js",
    interpreter: "(?:node|nodejs|bun)",
    fileName: String.raw`\.[cm]?js`,
  },
  {
    id: "typescript",
    scopeName: "source.ts",
    interpreter: "(?:deno|tsx|ts-node)",
    fileName: String.raw`\.[cm]?ts`,
  },
  {
    id: "perl",
    scopeName: "source.perl",
    interpreter: String.raw`perl[\d.]*`,
    fileName: String.raw`\.p[lm]`,
  },
  {
    id: "ruby",
    scopeName: "source.ruby",
    interpreter: String.raw`ruby[\d.]*`,
    fileName: String.raw`\.rb`,
  },
  {
    id: "php",
    scopeName: "text.html.php",
    interpreter: String.raw`php[\d.]*`,
    fileName: String.raw`\.php`,
  },
  {
    id: "sql",
    scopeName: "source.sql",
    interpreter: "(?:psql|mysql|mariadb|sqlite3)",
    fileName: String.raw`\.sql`,
  },
  { id: "json", scopeName: "source.json", fileName: String.raw`\.json` },
  { id: "yaml", scopeName: "source.yaml", fileName: String.raw`\.ya?ml` },
  { id: "toml", scopeName: "source.toml", fileName: String.raw`\.toml` },
  {
    id: "ini",
    scopeName: "source.ini",
    fileName: String.raw`\.(?:ini|conf|cfg|cnf|properties|service|repo|list)`,
  },
  { id: "html", scopeName: "text.html.basic", fileName: String.raw`\.html?` },
  { id: "css", scopeName: "source.css", fileName: String.raw`\.css` },
  { id: "xml", scopeName: "text.xml", fileName: String.raw`\.xml` },
];

/**
 * What package.json says under `embeddedLanguages`: the scope of a heredoc's body to its language. The shell code of
 * an instruction (`meta.embedded.line.…`) is left out on purpose: Enter behind a continuation follows the rules of the
 * language at the cursor, and the shell's know nothing of the indentation of a continued instruction.
 */
export const embeddedLanguages: Readonly<Record<string, string>> = Object.fromEntries(
  languages.map(({ id }) => [`meta.embedded.block.${id}`, id]),
);

/**
 * The first command of shell code. VS Code's shell grammar sees a command only at the start of a line or behind a
 * separator, not behind `RUN`; the rule for a command is in its repository under this name.
 */
export function firstCommand(where: string, ...more: readonly string[]): Rule {
  return {
    name: "meta.statement.shell",
    begin: String.raw`${where}(?=[^\s\[({!#&|;<>\\])`,
    end: String.raw`(?=[;|&)\n]|[ \t]#)(?<!\\)`,
    patterns: include(...more, "source.shell#typical_statements"),
  };
}
