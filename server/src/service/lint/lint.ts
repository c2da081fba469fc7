import { firstIndex } from "../syntax/firstIndex.ts";
import type { BuildContext } from "../syntax/buildContext.ts";
import type { IgnoreFile } from "../syntax/ignoreFile.ts";
import type { Model } from "../syntax/model.ts";
import type { Instruction, Span } from "../syntax/tree.ts";
import type { Fix, Project, Severity } from "./rule.ts";
import { settingIn, withOptions, type Selection } from "./select.ts";
import { suppress, type UnusedIgnore } from "./suppress.ts";
import { contextOf, visitorsOf, visitRules } from "./visit.ts";

/** A finding: where, what, how bad, and what can be done. */
export interface Problem extends Span {
  readonly rule: string;
  /** The same finding's codes in other tools. */
  readonly aliases: readonly string[];
  readonly severity: Exclude<Severity, "off">;
  readonly message: string;
  readonly fixes: readonly Fix[];
}

export interface LintOptions {
  readonly buildContext?: BuildContext | undefined;
  readonly project?: Partial<Project> | undefined;
  /** `never`: comments that switch rules off do not count. */
  readonly suppressions?: "never" | undefined;
}

/** Runs rules over a model; problems come in the order of the text. */
export function lint(
  model: Model,
  selection: Selection,
  options: LintOptions = {},
): readonly Problem[] {
  const { problems, contextFor } = visitRules(model, selection, options);
  const found =
    selection.shellProblems === "last" ? lastShellProblems(model, selection, problems) : problems;
  if (options.suppressions === "never") return inOrder(found);
  const { left, unused } = suppress(model, selection.active, found);
  const before = problems.length;
  const watching = visitorsOf(selection.active, "unusedIgnore");
  const useless = watching.length === 0 ? [] : withoutUses(model, selection, options, unused);
  for (const active of watching)
    for (const each of useless) active.rule.visit.unusedIgnore?.(each, contextFor(active));
  return inOrder([...left, ...problems.slice(before)]);
}

/** hadolint shows one finding of ShellCheck's an instruction: the last. */
function lastShellProblems(
  model: Model,
  { active }: Selection,
  problems: readonly Problem[],
): readonly Problem[] {
  const ofShell = new Set(
    active
      .filter(({ rule: { aliases } }) => aliases.shellcheck && !aliases.hadolint)
      .map(({ rule }) => rule.name),
  );
  const last = new Map<Instruction | undefined, Problem>();
  const others: Problem[] = [];
  for (const problem of inOrder(problems)) {
    if (ofShell.has(problem.rule)) last.set(instructionAt(model, problem.start), problem);
    else others.push(problem);
  }
  return [...others, ...last.values()];
}

/** A comment of another tool may be needed there though our reading of a rule is quieter: the tool's own decides. */
function withoutUses(
  model: Model,
  selection: Selection,
  options: LintOptions,
  unused: readonly UnusedIgnore[],
): readonly UnusedIgnore[] {
  const needed = new Set<number>();
  for (const tool of ["hadolint", "buildkit"] as const) {
    const theirs = unused.filter(({ ignore }) => ignore.tool === tool);
    if (theirs.length === 0) continue;
    const meant = new Set(theirs.flatMap(({ rules }) => [...rules]));
    const active = selection.active
      .filter(({ rule }) => meant.has(rule.name))
      .map((each) => withOptions(each, settingIn(each.rule, tool).options));
    const { problems } = visitRules(model, { ...selection, active }, options);
    const still = new Set(suppress(model, active, problems).unused.map(startOf));
    for (const each of theirs) if (!still.has(startOf(each))) needed.add(startOf(each));
  }
  return unused.filter((each) => !needed.has(startOf(each)));
}

function startOf({ ignored }: UnusedIgnore): number {
  return ignored.start;
}

/** Runs the rules about ignore files over one. */
export function lintIgnoreFile(file: IgnoreFile, selection: Selection): readonly Problem[] {
  const problems: Problem[] = [];
  for (const active of visitorsOf(selection.active, "ignoreFile"))
    active.rule.visit.ignoreFile?.(
      file,
      contextOf(active, selection, {}, problems, () => []),
    );
  return inOrder(problems);
}

/** In the order of the text. */
export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** The instruction that a place lies in, the one before it where it lies between two; undefined before the first. */
export function instructionAt(model: Model, offset: number): Instruction | undefined {
  const { instructions } = model.dockerfile;
  return instructions[firstIndex(instructions, ({ start }) => start > offset) - 1];
}
