// The instructions. An instruction goes on as long as its lines end in a continuation; see modes.ts for how the
// grammar knows that. RUN, COPY and ADD have one rule more around them, for the heredocs that come behind their lines.
import { flags } from "./arguments.ts";
import { heredocAhead, heredocs, scriptHeredoc } from "./heredocs.ts";
import { firstCommand, shellscript, type EmbeddedLanguage } from "./languages.ts";
import { include, keywordEnd, never, scopes, type Repository, type Rule } from "./rule.ts";

const keywordScopes = scopes({ 1: "keyword.control.onbuild", 2: "keyword.other.special-method" });

export const keywords = (
  "ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL " +
  "MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR"
).split(" ");

function start(keyword: string): string {
  return String.raw`^[ \t]*(?:((?i:ONBUILD))[ \t]+)?((?i:${keyword}))${keywordEnd}`;
}

function scopeOf(keyword: string): string {
  return `meta.instruction.${keyword.toLowerCase()}.dockerfile`;
}

/** An instruction without heredocs. */
function plain(keyword: string, ...patterns: readonly Rule[]): Rule {
  return {
    name: scopeOf(keyword),
    begin: start(keyword),
    while: String.raw`\G`,
    beginCaptures: keywordScopes,
    patterns: [...include("#continuation", "#comment"), ...patterns],
  };
}

/**
 * An instruction that may have heredocs. Its `end` finds itself asked only at the start of a line: `\G` holds there
 * when the line before was continued, which is how a heredoc on a later line of the instruction is found.
 */
function withHeredocs(keyword: string, before: readonly Rule[], patterns: readonly Rule[]): Rule {
  return {
    name: scopeOf(keyword),
    begin: start(keyword),
    end: String.raw`^(?!\G)`,
    beginCaptures: keywordScopes,
    patterns: [
      ...before,
      {
        begin: String.raw`\G`,
        while: String.raw`\G(?!${heredocAhead})`,
        patterns: [...include("#continuation", "#comment"), ...patterns],
      },
    ],
  };
}

/** Shell code up to the end of the instruction. */
function shellForm(language: EmbeddedLanguage): Rule {
  const { id, scopeName } = language;
  const first = language === shellscript ? [firstCommand(String.raw`\G`)] : [];
  return {
    begin: String.raw`(?=\S)`,
    end: never,
    contentName: `meta.embedded.line.${id}`,
    patterns: [{ include: "#continuation" }, ...first, { include: scopeName }],
  };
}

/** All instructions but FROM and SHELL, with shell code in this language. */
export function instructionsFor(language: EmbeddedLanguage): Repository {
  const { id } = language;
  return {
    [`shell-form-${id}`]: shellForm(language),
    [`command-${id}`]: { patterns: include("#exec-form", `#shell-form-${id}`) },
    [`instructions-${id}`]: {
      patterns: [
        withHeredocs(
          "RUN",
          [scriptHeredoc(language), ...heredocs("run")],
          include("#mount", "#run-flags", `#command-${id}`),
        ),
        plain("CMD", ...include(`#command-${id}`)),
        plain("ENTRYPOINT", ...include(`#command-${id}`)),
        healthcheck(id),
        { include: "#instructions" },
      ],
    },
  };
}

function healthcheck(id: string): Rule {
  return plain(
    "HEALTHCHECK",
    flags("interval", "timeout", "start-period", "start-interval", "retries"),
    {
      name: "constant.language.none.dockerfile",
      match: String.raw`(?<=^|[ \t])(?i:NONE)(?=\s|$)`,
    },
    {
      begin: String.raw`(?<=^|[ \t])((?i:CMD))${keywordEnd}`,
      end: never,
      beginCaptures: scopes({ 1: "keyword.control.healthcheck" }),
      patterns: include("#continuation", `#command-${id}`),
    },
  );
}

/** Instructions that are the same whatever the shell is; what is no instruction comes last. */
const common: readonly Rule[] = [
  withHeredocs(
    "COPY",
    heredocs("copy"),
    include("#copy-flags", "#exec-form-with-variables", "#words"),
  ),
  withHeredocs(
    "ADD",
    heredocs("copy"),
    include("#copy-flags", "#exec-form-with-variables", "#words"),
  ),
  plain("ENV", ...include("#assignment", "#words")),
  plain("ARG", ...include("#assignment", "#words")),
  plain(
    "LABEL",
    {
      match: String.raw`(?<=^|[ \t])([\w./-]+)(=)`,
      captures: scopes({ 1: "entity.other.attribute-name", 2: "keyword.operator.assignment" }),
    },
    ...include("#words"),
  ),
  plain(
    "EXPOSE",
    {
      match: String.raw`(?<=[ \t]|^|-)(\d+)(?:(/)((?i:tcp|udp|sctp)))?(?=[\s-]|$)`,
      captures: scopes({
        1: "constant.numeric.port",
        2: "punctuation.separator.protocol",
        3: "constant.language.protocol",
      }),
    },
    ...include("#words"),
  ),
  plain("VOLUME", ...include("#exec-form-with-variables", "#words")),
  plain("USER", ...include("#words")),
  plain("WORKDIR", ...include("#words")),
  plain(
    "STOPSIGNAL",
    {
      name: "constant.language.signal.dockerfile",
      match: String.raw`(?<=[ \t]|^)(?:(?:SIG)?[A-Z][A-Z0-9]+(?:[-+]\d+)?|\d+)(?=\s|$)`,
    },
    ...include("#words"),
  ),
  plain("MAINTAINER", {
    name: "string.unquoted.dockerfile",
    match: String.raw`(?<=[ \t])\S.*?(?=[ \t]*$)`,
  }),
  // the trigger on a line of its own
  {
    name: scopeOf("ONBUILD"),
    begin: String.raw`^[ \t]*((?i:ONBUILD))${keywordEnd}`,
    while: String.raw`\G`,
    beginCaptures: scopes({ 1: "keyword.control.onbuild" }),
    patterns: [
      {
        name: "keyword.other.special-method.trigger.dockerfile",
        match: String.raw`(?<=^|[ \t])(?i:${keywords.join("|")})(?=\s|$)`,
      },
      ...include("#words"),
    ],
  },
  {
    name: "meta.instruction.unknown.dockerfile",
    begin: String.raw`^[ \t]*(?!(?i:FROM|SHELL)${keywordEnd})[^\s#]\S*`,
    while: String.raw`\G`,
    patterns: include("#words"),
  },
];

const from = plain(
  "FROM",
  flags("platform"),
  {
    match: String.raw`(?<=^|[ \t])((?i:AS))[ \t]+([\w.-]+)`,
    captures: scopes({ 1: "keyword.control.as", 2: "entity.name.type.stage" }),
  },
  {
    name: "constant.language.scratch.dockerfile",
    match: String.raw`(?<=^|[ \t])scratch(?=\s|$)`,
  },
  ...include("#variable"),
  {
    name: "constant.other.tag.dockerfile",
    begin: String.raw`(:)(?=[^\s/]+(?:\s|$))`,
    end: String.raw`(?=[@\s]|$)`,
    beginCaptures: scopes({ 1: "punctuation.separator.tag" }),
    patterns: include("#variable"),
  },
  {
    name: "constant.other.digest.dockerfile",
    match: String.raw`(@)[a-z0-9+._-]+:[0-9a-fA-F]+`,
    captures: scopes({ 1: "punctuation.separator.digest" }),
  },
  {
    name: "entity.name.image.dockerfile",
    match: String.raw`[^\s:@$\\${"`"}"']+(?::\d+/[^\s:@$\\${"`"}"']+)?`,
  },
  ...include("#string"),
);

export const instructionRules: Repository = {
  "run-flags": flags("network", "security", "device"),
  "copy-flags": flags(
    "from",
    "chown",
    "chmod",
    "link",
    "parents",
    "exclude",
    "keep-git-dir",
    "checksum",
    "unpack",
  ),
  "exec-form-with-variables": {
    begin: String.raw`(?=\[[ \t]*(?:["\]]|[\\${"`"}][ \t]*$))`,
    end: never,
    patterns: include("#continuation", "#json-with-variables"),
  },
  instructions: { patterns: common },
  from,
  shell: plain("SHELL", ...include("#json", "#words")),
};
