// Comments that switch rules off: hadolint's, BuildKit's and our own.
import { experimentalChecks, fileChecks } from "../data/directives.ts";
import { checkComments, type CheckComment } from "./checkComments.ts";
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

/** All ignore comments of a file, in order; those that their tool does not read are left out. */
export function ignoreComments(dockerfile: Dockerfile): readonly IgnoreComment[] {
  return [
    ...checkComments(dockerfile).flatMap((check) => fromCheck(check) ?? []),
    ...dockerfile.comments.flatMap((comment) => readComment(comment) ?? []),
  ];
}

function readComment(comment: Comment): IgnoreComment | undefined {
  if (comment.inside) return undefined;
  const { text, start } = comment;
  const [, writer, where, list, reason = ""] = ignorePattern.exec(text) ?? [];
  if (writer === undefined || list === undefined) return undefined;
  const tool = writer.toLowerCase() === "drydock" ? "drydock" : "hadolint";
  const from = start + text.indexOf(list, text.indexOf("="));
  const scopes = { global: "file", stage: "stage" } as const;
  const scope = scopes[where?.toLowerCase() as keyof typeof scopes] ?? "instruction";
  return { comment, tool, scope, rules: namesIn(list, from), reason };
}

/** Experimental checks cannot be skipped, and some are made of the file as a whole. */
function fromCheck({ comment, scope, options, reason }: CheckComment): IgnoreComment | undefined {
  if (scope === "none") return undefined;
  const rules = options
    .filter(({ key }) => key.name === "skip")
    .flatMap(({ names = [] }) => names)
    .filter(({ name }) => name !== "" && !experimentalChecks.has(name))
    .filter(({ name }) => scope === "file" || !fileChecks.has(name));
  return { comment, tool: "buildkit", scope, rules, reason };
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
  let from = index;
  while (from > 0 && instructions[from]?.name !== "FROM") from -= 1;
  let next = index + 1;
  while (next < instructions.length && instructions[next]?.name !== "FROM") next += 1;
  const isStage = instructions[from]?.name === "FROM";
  return {
    start: isStage ? (instructions[from]?.start ?? 0) : 0,
    end: instructions[next]?.start ?? text.length,
  };
}
