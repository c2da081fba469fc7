import { diffLines } from "diff";
import { TextDocument } from "vscode-languageserver-textdocument";
import {
  CodeActionKind,
  type CodeAction,
  type Diagnostic,
  type Range,
  type TextEdit,
} from "vscode-languageserver-types";
import { rangeOf, type Analysis } from "../analysis.ts";
import type { Problem } from "../lint/lint.ts";
import type { Fix, Rule } from "../lint/rule.ts";
import { diagnosticsOf } from "./diagnostics.ts";
import { ignoreActions } from "./ignoreActions.ts";
import { refactorActions } from "./refactorActions.ts";

/** The kind of the action that makes all safe fixes of a file, for `editor.codeActionsOnSave`. */
const fixAllKind = `${CodeActionKind.SourceFixAll}.drydock`;

/** The kinds of actions that there are. */
export const codeActionKinds = [
  CodeActionKind.QuickFix,
  CodeActionKind.RefactorExtract,
  CodeActionKind.RefactorRewrite,
  fixAllKind,
];

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
  /** Whether the editor shows actions that are not possible, with their reasons. */
  readonly disabled: "shown" | "hidden";
  /** The address of a file of the host. */
  readonly uriOf: (path: string) => string;
}

/** What an action that fixes many problems makes when the editor asks for its edits: `rule` undefined for all safe fixes. */
export interface FixAllData {
  readonly uri: string;
  readonly rule?: string;
}

/** The problems that a range touches. */
export function problemsAt(
  { document }: Analysis,
  problems: readonly Problem[],
  range: Range,
): readonly Problem[] {
  const start = document.offsetAt(range.start);
  const end = document.offsetAt(range.end);
  return problems.filter((problem) => problem.start <= end && start <= problem.end);
}

/**
 * What can be done about the problems that are touched: each one's fixes, all of one rule, all that are safe, comments that
 * ignore them, the rule's page. The edits of those that fix many are to be asked for.
 *
 * @param touched with the fixes that hold what they promise
 */
export function codeActionsFor(
  analysis: Analysis,
  problems: readonly Problem[],
  touched: readonly Problem[],
  ruleNamed: (name: string) => Rule | undefined,
  request: CodeActionRequest,
): CodeAction[] {
  const actions: CodeAction[] = [];
  if (isWanted(request, CodeActionKind.QuickFix)) {
    for (const problem of touched) {
      const [diagnostic] = diagnosticsOf(analysis, [problem], ruleNamed);
      actions.push(
        ...problem.fixes.map((fix, index) => quickFix(analysis, fix, index, diagnostic, request)),
      );
    }
    actions.push(...fixAllOfRule(analysis, problems, touched));
    actions.push(...ignores(analysis, touched, ruleNamed, request));
    if (request.canOpenDocumentation) actions.push(...documentation(analysis, touched, ruleNamed));
  }
  if (isWanted(request, fixAllKind) && problems.some(({ fixes }) => fixes.some(isSafe)))
    actions.push(fixAll(analysis));
  // a reason is of use to whoever asks for refactorings, and in the way of everybody else
  const disabled = request.only === undefined ? "hidden" : request.disabled;
  const wanted = (kind: string): boolean => isWanted(request, kind);
  actions.push(...refactorActions(analysis, request.range, wanted, disabled));
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
  { uriOf }: CodeActionRequest,
): CodeAction {
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    ...(diagnostic === undefined ? {} : { diagnostics: [diagnostic] }),
    isPreferred: index === 0 && isSafe(fix),
    edit: workspaceEdit(analysis, fix, uriOf),
  };
}

/** One action that fixes every problem of a rule, where a file has several. */
function fixAllOfRule(
  { document: { uri } }: Analysis,
  problems: readonly Problem[],
  touched: readonly Problem[],
): readonly CodeAction[] {
  return [...new Set(touched.map(({ rule }) => rule))].flatMap((rule) => {
    const fixable = problems.filter((problem) => problem.rule === rule && chosenFix(problem, rule));
    if (fixable.length < 2) return [];
    const data: FixAllData = { uri, rule };
    const title = `Fix all ${rule} problems in this file`;
    return [{ title, kind: CodeActionKind.QuickFix, data }];
  });
}

function fixAll({ document: { uri } }: Analysis): CodeAction {
  const data: FixAllData = { uri };
  return { title: "Make all safe Dockerfile fixes", kind: fixAllKind, data };
}

/** The fix that an action for many makes for a problem: the first of one rule, or the first safe one of any. */
export function chosenFix(problem: Problem, rule: string | undefined): Fix | undefined {
  if (rule === undefined) return problem.fixes.find(isSafe);
  return problem.rule === rule ? problem.fixes.find(({ otherFile }) => !otherFile) : undefined;
}

function isSafe({ safety }: Fix): boolean {
  return safety === "safe";
}

/** The edits that make `fixed` of a document, as small as lines allow. */
export function editsTo({ document }: Analysis, fixed: string): TextEdit[] {
  const edits: TextEdit[] = [];
  let at = 0;
  for (const { value, added, removed } of diffLines(document.getText(), fixed)) {
    if (added) {
      const last = edits.at(-1);
      const isHere = last !== undefined && document.offsetAt(last.range.end) === at;
      if (isHere) edits[edits.length - 1] = { ...last, newText: value };
      else edits.push({ range: rangeOf({ document }, { start: at, end: at }), newText: value });
      continue;
    }
    if (removed)
      edits.push({
        range: rangeOf({ document }, { start: at, end: at + value.length }),
        newText: "",
      });
    at += value.length;
  }
  return edits;
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

function workspaceEdit(
  analysis: Analysis,
  { edits, otherFile }: Fix,
  uriOf: CodeActionRequest["uriOf"],
): NonNullable<CodeAction["edit"]> {
  const own = edits.map((edit): TextEdit => ({
    range: rangeOf(analysis, edit),
    newText: edit.text,
  }));
  const changes = own.length === 0 ? {} : { [analysis.document.uri]: own };
  if (otherFile === undefined) return { changes };
  const document = TextDocument.create("", "ignore", 0, otherFile.content);
  const others = otherFile.edits.map((edit): TextEdit => ({
    range: rangeOf({ document }, edit),
    newText: edit.text,
  }));
  return { changes: { ...changes, [uriOf(otherFile.path)]: others } };
}
