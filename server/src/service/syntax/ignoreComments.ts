// Comments that switch rules off: hadolint's, BuildKit's and our own.
import { firstIndex } from "./firstIndex.ts";
import type { Comment, Directive, Dockerfile, Span } from "./tree.ts";

/** A rule's name, or a tool's code, in an ignore comment. */
export interface IgnoredRule extends Span {
  /** As written; `all` in BuildKit's comments. */
  readonly name: string;
}

export interface IgnoreComment {
  readonly comment: Comment | Directive;
  /** Whose syntax it is written in. */
  readonly tool: "hadolint" | "buildkit" | "drydock";
  /** What it holds for: the file, the stage that begins or goes on below it, or the instruction below it. */
  readonly scope: "file" | "stage" | "instruction";
  readonly rules: readonly IgnoredRule[];
  /** What stands behind the names; "" for nothing. */
  readonly reason: string;
}

const ignorePattern =
  /^#\s*(hadolint|drydock)\s+(?:(global|stage)\s+)?ignore\s*=\s*([\w-]+(?:\s*,\s*[\w-]+)*)\s*(.*)$/i;
const checkPattern = /^(#\s*check\s*=\s*)(.*)$/i;

/** All ignore comments of a file, in order. */
export function ignoreComments(dockerfile: Dockerfile): readonly IgnoreComment[] {
  const directives = dockerfile.directives.flatMap((directive) =>
    directive.name === "check"
      ? [checkComment(directive, "file", directive.value.text, directive.value.start)]
      : [],
  );
  return [...directives, ...dockerfile.comments.flatMap((comment) => readComment(comment) ?? [])];
}

function readComment(comment: Comment): IgnoreComment | undefined {
  if (comment.inside) return undefined;
  const { text, start } = comment;
  const [, before, options] = checkPattern.exec(text) ?? [];
  if (before !== undefined && options !== undefined)
    return checkComment(comment, "instruction", options, start + before.length);
  const [, writer, where, list, reason = ""] = ignorePattern.exec(text) ?? [];
  if (writer === undefined || list === undefined) return undefined;
  const tool = writer.toLowerCase() === "drydock" ? "drydock" : "hadolint";
  const from = start + text.indexOf(list, text.indexOf("="));
  const scopes = { global: "file", stage: "stage" } as const;
  const scope = scopes[where?.toLowerCase() as keyof typeof scopes] ?? "instruction";
  return { comment, tool, scope, rules: namesIn(list, from), reason };
}

/** `skip=A,B;error=true reason`: what stands behind a blank is no part of the options. */
function checkComment(
  comment: Comment | Directive,
  scope: IgnoreComment["scope"],
  text: string,
  start: number,
): IgnoreComment {
  const [, options = "", reason = ""] = /^(\S*)\s*(.*)$/.exec(text) ?? [];
  const [, before = "", list = ""] = /^((?:.*;)?skip=)([^;]*)/i.exec(options) ?? [];
  return {
    comment,
    tool: "buildkit",
    scope,
    rules: namesIn(list, start + before.length),
    reason,
  };
}

function namesIn(list: string, start: number): readonly IgnoredRule[] {
  return [...list.matchAll(/[^\s,]+/g)].map(({ 0: name, index }) => ({
    name,
    start: start + index,
    end: start + index + name.length,
  }));
}

/** The span of the file that an ignore comment holds for; undefined where nothing stands below it. */
export function ignoredSpan(
  { text, instructions }: Dockerfile,
  { comment, scope }: Pick<IgnoreComment, "comment" | "scope">,
): Span | undefined {
  if (scope === "file") return { start: 0, end: text.length };
  const index = firstIndex(instructions, ({ start }) => start > comment.start);
  const below = instructions[index];
  if (below === undefined || scope === "instruction") return below;
  const next = instructions.find(({ name, index: at }) => name === "FROM" && at > index);
  const from =
    below.name === "FROM"
      ? below
      : instructions.findLast((each) => each.name === "FROM" && each.index < index);
  return { start: from?.start ?? 0, end: next?.start ?? text.length };
}
