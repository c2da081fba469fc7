// Quick fixes that switch a rule off by a comment, in the words of each tool that knows the finding.
import { CodeActionKind, type CodeAction, type Diagnostic } from "vscode-languageserver-types";
import { rangeOf, type Analysis } from "../analysis.ts";
import { instructionAt, type Problem } from "../lint/lint.ts";
import type { Edit, Rule, Tool } from "../lint/rule.ts";
import { ignoreComments, ignoredSpan, type IgnoreComment } from "../syntax/ignoreComments.ts";
import type { Dockerfile, Instruction } from "../syntax/tree.ts";

/** One way to switch a rule off. */
interface Way {
  readonly tool: IgnoreComment["tool"];
  readonly scope: "file" | "instruction";
  readonly name: string;
}

/** The text of a comment, without its place. `room`: a reason can be written behind it. */
interface Insertion extends Edit {
  readonly room: boolean;
}

/**
 * @param diagnostic the problem as the editor knows it
 * @param snippets whether the editor takes snippets in edits: then the cursor waits where a reason belongs
 */
export function ignoreActions(
  analysis: Analysis,
  problem: Problem,
  rule: Rule | undefined,
  diagnostic: Diagnostic | undefined,
  snippets: "supported" | "unsupported",
): CodeAction[] {
  const { dockerfile } = analysis.model;
  const instruction = instructionAt(analysis.model, problem.start);
  return waysFor(problem, rule).flatMap((way) => {
    const insertion = insertionFor(dockerfile, instruction, way);
    if (insertion === undefined) return [];
    const where = way.scope === "file" ? "in this file" : "here";
    return {
      title: `Ignore ${way.name} ${where} (${commentNames[way.tool]})`,
      kind: CodeActionKind.QuickFix,
      ...(diagnostic === undefined ? {} : { diagnostics: [diagnostic] }),
      edit: editOf(analysis, insertion, snippets),
    };
  });
}

const commentNames: Readonly<Record<IgnoreComment["tool"], string>> = {
  drydock: "# drydock ignore",
  hadolint: "# hadolint ignore",
  buildkit: "# check=skip",
};

function waysFor(problem: Problem, rule: Rule | undefined): readonly Way[] {
  const scopes = ["instruction", "file"] as const;
  const named = (tool: IgnoreComment["tool"], name: string | undefined): readonly Way[] =>
    name === undefined ? [] : scopes.map((scope) => ({ tool, scope, name }));
  return [
    ...named("drydock", problem.rule),
    ...named("hadolint", codeOf(rule, "hadolint") ?? codeOf(rule, "shellcheck")),
    ...named("buildkit", codeOf(rule, "buildkit")),
  ];
}

function codeOf(rule: Rule | undefined, tool: Tool): string | undefined {
  return [rule?.aliases[tool] ?? []].flat()[0];
}

function insertionFor(
  dockerfile: Dockerfile,
  instruction: Instruction | undefined,
  way: Way,
): Insertion | undefined {
  const known = ignoreComments(dockerfile).find(
    (ignore) =>
      ignore.tool === way.tool &&
      ignore.scope === way.scope &&
      ignore.rules.length > 0 &&
      (way.scope === "file" || ignoredSpan(dockerfile, ignore) === instruction),
  );
  const last = known?.rules.at(-1);
  if (last !== undefined)
    return { start: last.end, end: last.end, text: `,${way.name}`, room: false };
  if (way.scope === "file") return fileInsertion(dockerfile, way);
  if (instruction === undefined) return undefined;
  const { text, eol } = dockerfile;
  const lineStart = text.lastIndexOf("\n", instruction.start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, instruction.start))?.[0] ?? "";
  const line = `${commentText(way)}${eol}${indent}`;
  return { start: instruction.start, end: instruction.start, text: line, room: true };
}

function fileInsertion({ text, directives, eol }: Dockerfile, way: Way): Insertion | undefined {
  const check = directives.find(({ name }) => name === "check");
  // a directive for checks that skips none has options already, and stands only once
  if (way.tool === "buildkit" && check !== undefined) {
    const at = check.value.start;
    return { start: at, end: at, text: `skip=${way.name};`, room: false };
  }
  const line = `${commentText(way)}${eol}`;
  const lastDirective = directives.at(-1);
  // comments end the directives, so that none may stand above them
  const start = lastDirective === undefined ? startOf(text) : lineEnd(text, lastDirective.end);
  if (lastDirective !== undefined && start === text.length && !text.endsWith("\n"))
    return { start, end: start, text: `${eol}${commentText(way)}`, room: false };
  return { start, end: start, text: line, room: way.tool !== "buildkit" };
}

/** Behind a byte order mark. */
function startOf(text: string): number {
  return text.startsWith("\ufeff") ? 1 : 0;
}

function lineEnd(text: string, offset: number): number {
  const at = text.indexOf("\n", offset);
  return at === -1 ? text.length : at + 1;
}

function commentText({ tool, scope, name }: Way): string {
  if (tool === "buildkit") return `# check=skip=${name}`;
  return `# ${tool} ${scope === "file" ? "global " : ""}ignore=${name}`;
}

function editOf(
  analysis: Analysis,
  { text, room, ...span }: Insertion,
  snippets: "supported" | "unsupported",
): NonNullable<CodeAction["edit"]> {
  const { uri, version } = analysis.document;
  const range = rangeOf(analysis, span);
  if (!room || snippets === "unsupported")
    return { changes: { [uri]: [{ range, newText: text }] } };
  const escaped = text.replaceAll(/[\\$}]/g, String.raw`\$&`);
  const value = escaped.replace(/(?=\r?\n)/, " ${1:reason}");
  const edit = { range, snippet: { kind: "snippet" as const, value } };
  return { documentChanges: [{ textDocument: { uri, version }, edits: [edit] }] };
}
