import {
  CodeActionKind,
  type CodeAction,
  type Diagnostic,
  type Range,
  type TextEdit,
} from "vscode-languageserver-types";
import { rangeOf, type Analysis } from "../analysis.ts";
import { compatibleEdits } from "../lint/fix.ts";
import type { Problem } from "../lint/lint.ts";
import type { Edit, Fix, Rule } from "../lint/rule.ts";
import { diagnosticsOf } from "./diagnostics.ts";
import { ignoreActions } from "./ignoreActions.ts";

/** The kind of the action that makes all safe fixes of a file, for `editor.codeActionsOnSave`. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.drydock`;

/** The editor's command that shows a rule's page: (rule name, address to show where there is no page). */
const openRuleDocumentation = "drydock.openRuleDocumentation";

export interface CodeActionRequest {
  readonly range: Range;
  /** Kinds that the editor asks for; undefined for all. */
  readonly only: readonly string[] | undefined;
  /** Whether the editor has the command that opens a rule's page. */
  readonly canOpenDocumentation: boolean;
  /** Whether its edits may hold snippets. */
  readonly snippets: "supported" | "unsupported";
}

/** What can be done about the problems in a range: each one's fixes, all of one rule, all that are safe, the rule's page. */
export function codeActionsFor(
  analysis: Analysis,
  problems: readonly Problem[],
  ruleNamed: (name: string) => Rule | undefined,
  request: CodeActionRequest,
): CodeAction[] {
  const start = analysis.document.offsetAt(request.range.start);
  const end = analysis.document.offsetAt(request.range.end);
  const touched = problems.filter((problem) => problem.start <= end && start <= problem.end);
  const actions: CodeAction[] = [];
  if (isWanted(request, CodeActionKind.QuickFix)) {
    for (const problem of touched) {
      const [diagnostic] = diagnosticsOf(analysis, [problem], ruleNamed);
      actions.push(
        ...problem.fixes.map((fix, index) => quickFix(analysis, fix, index, diagnostic)),
      );
    }
    actions.push(...fixAllOfRule(analysis, problems, touched));
    actions.push(...ignores(analysis, touched, ruleNamed, request));
    if (request.canOpenDocumentation) actions.push(...documentation(analysis, touched, ruleNamed));
  }
  if (isWanted(request, fixAllKind)) actions.push(...fixAll(analysis, problems));
  return actions;
}

/** A request for a kind includes the kinds below it: `source` asks for `source.fixAll.drydock` too, "" for all. */
function isWanted({ only }: CodeActionRequest, kind: string): boolean {
  return only === undefined || only.some((asked) => `${kind}.`.startsWith(asked && `${asked}.`));
}

function quickFix(
  analysis: Analysis,
  fix: Fix,
  index: number,
  diagnostic: Diagnostic | undefined,
): CodeAction {
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    ...(diagnostic === undefined ? {} : { diagnostics: [diagnostic] }),
    isPreferred: index === 0 && fix.safety === "safe",
    edit: workspaceEdit(analysis, fix.edits),
  };
}

/** One action that fixes every problem of a rule, where a file has several. */
function fixAllOfRule(
  analysis: Analysis,
  problems: readonly Problem[],
  touched: readonly Problem[],
): readonly CodeAction[] {
  return [...new Set(touched.map(({ rule }) => rule))].flatMap((rule) => {
    const fixes = problems
      .filter((problem) => problem.rule === rule)
      .flatMap(({ fixes: [first] }) => first ?? []);
    if (fixes.length < 2) return [];
    const edit = workspaceEdit(analysis, compatibleEdits(fixes));
    return [
      { title: `Fix all ${rule} problems in this file`, kind: CodeActionKind.QuickFix, edit },
    ];
  });
}

function fixAll(analysis: Analysis, problems: readonly Problem[]): readonly CodeAction[] {
  const edits = compatibleEdits(safeFixes(problems));
  if (edits.length === 0) return [];
  const edit = workspaceEdit(analysis, edits);
  return [{ title: "Make all safe Dockerfile fixes", kind: fixAllKind, edit }];
}

/** The first safe fix of each problem. */
function safeFixes(problems: readonly Problem[]): readonly Fix[] {
  return problems.flatMap(({ fixes }) => fixes.find(({ safety }) => safety === "safe") ?? []);
}

/** Each rule once: it is the first problem at the place that is to be ignored. */
function ignores(
  analysis: Analysis,
  touched: readonly Problem[],
  ruleNamed: (name: string) => Rule | undefined,
  { snippets }: CodeActionRequest,
): readonly CodeAction[] {
  const first = touched.filter(
    ({ rule }, index) => touched.findIndex((each) => each.rule === rule) === index,
  );
  return first.flatMap((problem) => {
    const rule = ruleNamed(problem.rule);
    const [diagnostic] = diagnosticsOf(analysis, [problem], ruleNamed);
    return ignoreActions(analysis, problem, rule, diagnostic, snippets);
  });
}

function documentation(
  analysis: Analysis,
  touched: readonly Problem[],
  ruleNamed: (name: string) => Rule | undefined,
): readonly CodeAction[] {
  return [...new Set(touched.map(({ rule }) => rule))].flatMap((name) => {
    const rule = ruleNamed(name);
    if (rule === undefined) return [];
    const title = `Open the documentation of ${name}`;
    const command = { title, command: openRuleDocumentation, arguments: [name, rule.sources[0]] };
    const diagnostics = diagnosticsOf(
      analysis,
      touched.filter((problem) => problem.rule === name),
      ruleNamed,
    );
    return [{ title, kind: CodeActionKind.QuickFix, diagnostics, command }];
  });
}

function workspaceEdit(analysis: Analysis, edits: readonly Edit[]) {
  const changes = edits.map((edit): TextEdit => ({
    range: rangeOf(analysis, edit),
    newText: edit.text,
  }));
  return { changes: { [analysis.document.uri]: changes } };
}
