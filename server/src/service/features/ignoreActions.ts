// Quick fixes that switch a rule off by a comment, in the words of each tool that knows the finding.
import { CodeActionKind, type CodeAction, type Diagnostic } from "vscode-languageserver-types";
import { rangeOf, type Analysis } from "../analysis.ts";
import { experimentalChecks, fileChecks } from "../data/directives.ts";
import { instructionChecksSince } from "../data/frontendReleases.ts";
import { instructionAt, type Problem } from "../lint/lint.ts";
import type { Edit, Rule, Tool } from "../lint/rule.ts";
import { checkComments } from "../syntax/checkComments.ts";
import { frontendOf, isOlderFrontend } from "../syntax/frontend.ts";
import { ignoreComments, ignoredSpan, type IgnoreComment } from "../syntax/ignoreComments.ts";
import type { Dockerfile, Instruction } from "../syntax/tree.ts";
import { lineStartOf } from "../syntax/wholeLines.ts";

/** One way to switch a rule off. */
interface Way {
  readonly tool: IgnoreComment["tool"];
  readonly scope: "file" | "instruction";
  readonly name: string;
}

/** `reason`: what parts a reason from the names, where one can be written behind them. */
interface Insertion extends Edit {
  readonly reason: string | undefined;
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
  return waysFor(problem, rule, dockerfile).flatMap((way) => {
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

function waysFor(problem: Problem, rule: Rule | undefined, dockerfile: Dockerfile): readonly Way[] {
  const scopes = ["instruction", "file"] as const;
  const named = (tool: IgnoreComment["tool"], name: string | undefined): readonly Way[] =>
    name === undefined ? [] : scopes.map((scope) => ({ tool, scope, name }));
  return [
    ...named("drydock", problem.rule),
    ...named("hadolint", codeOf(rule, "hadolint") ?? codeOf(rule, "shellcheck")),
    ...named("buildkit", codeOf(rule, "buildkit")).filter((way) => isHonoured(way, dockerfile)),
  ];
}

/** BuildKit skips no experimental check, and above an instruction only since a version, and not each check. */
function isHonoured({ name, scope }: Way, dockerfile: Dockerfile): boolean {
  if (experimentalChecks.has(name)) return false;
  if (scope === "file") return true;
  return !fileChecks.has(name) && !isOlderFrontend(frontendOf(dockerfile), instructionChecksSince);
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
  if (known !== undefined) return addedName(known, way);
  if (way.scope === "file") return fileInsertion(dockerfile, way);
  if (instruction === undefined) return undefined;
  const check = checkComments(dockerfile).find(
    (each) =>
      each.scope === "instruction" &&
      each.start > (dockerfile.instructions[instruction.index - 1]?.end ?? -1) &&
      each.start < instruction.start,
  );
  // only the first such comment above an instruction counts
  if (way.tool === "buildkit" && check !== undefined) return undefined;
  const { text, eol } = dockerfile;
  const lineStart = lineStartOf(text, instruction.start);
  const indent = /^[ \t]*/.exec(text.slice(lineStart, instruction.start))?.[0] ?? "";
  // BuildKit reads checks only at the start of a line
  const start = way.tool === "buildkit" ? lineStart : instruction.start;
  const behind = way.tool === "buildkit" ? "" : indent;
  const line = `${commentText(way)}${eol}${behind}`;
  return { start, end: start, text: line, reason: reasonMarks[way.tool] };
}

/** hadolint takes a reason for names where no `#` parts it from them. */
const reasonMarks: Readonly<Record<IgnoreComment["tool"], string>> = {
  drydock: " ",
  hadolint: " # ",
  buildkit: " ",
};

/** `all` and a name beside it would be all no more. */
function addedName({ rules }: IgnoreComment, { name }: Way): Insertion | undefined {
  const last = rules.at(-1);
  if (last === undefined || rules.some((each) => each.name === "all")) return undefined;
  return { start: last.end, end: last.end, text: `,${name}`, reason: undefined };
}

function fileInsertion({ text, directives, eol }: Dockerfile, way: Way): Insertion {
  const check = directives.find(({ name }) => name === "check");
  // a directive for checks that skips none has options already, and stands only once
  if (way.tool === "buildkit" && check !== undefined) {
    const at = check.value.start;
    return { start: at, end: at, text: `skip=${way.name};`, reason: undefined };
  }
  const reason = way.tool === "buildkit" ? undefined : reasonMarks[way.tool];
  // comments end the directives, so that none may stand above them
  const start =
    directives.at(-1) === undefined ? startOf(text) : lineEnd(text, directives.at(-1)?.end ?? 0);
  if (start === text.length && !text.endsWith("\n"))
    return { start, end: start, text: `${eol}${commentText(way)}`, reason: undefined };
  return { start, end: start, text: `${commentText(way)}${eol}`, reason };
}

/** Behind a byte order mark and a line that names an interpreter. */
function startOf(text: string): number {
  const mark = text.startsWith("\ufeff") ? 1 : 0;
  return text.startsWith("#!", mark) ? lineEnd(text, mark) : mark;
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
  { text, reason, ...span }: Insertion,
  snippets: "supported" | "unsupported",
): NonNullable<CodeAction["edit"]> {
  const { uri, version } = analysis.document;
  const range = rangeOf(analysis, span);
  if (reason === undefined || snippets === "unsupported")
    return { changes: { [uri]: [{ range, newText: text }] } };
  const escaped = text.replaceAll(/[\\$}]/g, String.raw`\$&`);
  const value = escaped.replace(/(?=\r?\n)/, `${reason}\${1:reason}`);
  const edit = { range, snippet: { kind: "snippet" as const, value } };
  return { documentChanges: [{ textDocument: { uri, version }, edits: [edit] }] };
}
