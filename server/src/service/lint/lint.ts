import { firstIndex } from "../syntax/firstIndex.ts";
import type { BuildContext } from "../syntax/buildContext.ts";
import type { IgnoreFile } from "../syntax/ignoreFile.ts";
import type { Model } from "../syntax/model.ts";
import { commandsIn } from "../syntax/runCommands.ts";
import type { Stage } from "../syntax/stage.ts";
import type { Instruction, InstructionName, Span } from "../syntax/tree.ts";
import {
  severities,
  type Fix,
  type Project,
  type Report,
  type RuleContext,
  type Severity,
  type Visitor,
} from "./rule.ts";
import { settingIn, type ActiveRule, type Selection } from "./select.ts";
import { suppress, type UnusedIgnore } from "./suppress.ts";

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

const noProject: Project = { trustedRegistries: [], labelSchema: {}, strictLabels: false };

/** A rule at work on one file. */
interface Run extends ActiveRule {
  readonly visit: Visitor;
  readonly context: RuleContext;
}

/** Runs rules over a model; problems come in the order of the text. */
export function lint(
  model: Model,
  selection: Selection,
  options: LintOptions = {},
): readonly Problem[] {
  const { problems, runs } = runRules(model, selection, options);
  if (options.suppressions === "never") return inOrder(problems);
  const { left, unused } = suppress(model, selection.active, problems);
  const found = problems.length;
  const watching = runs.filter(({ visit }) => visit.unusedIgnore);
  const useless = watching.length === 0 ? [] : withoutUses(model, selection, options, unused);
  for (const { visit, context } of watching)
    for (const each of useless) visit.unusedIgnore?.(each, context);
  return inOrder([...left, ...problems.slice(found)]);
}

function runRules(
  model: Model,
  selection: Selection,
  options: LintOptions,
): { readonly problems: Problem[]; readonly runs: readonly Run[] } {
  const problems: Problem[] = [];
  const runs = selection.active.map((active): Run => ({
    ...active,
    visit: active.rule.visit,
    context: { ...contextOf(active, selection, options, problems), model },
  }));
  for (const { visit, context } of runs) visit.document?.(model, context);
  visitParts(model, runs);
  visitInstructions(model, runs);
  if (selection.shellProblems === "last") keepLastShellProblems(model, runs, problems);
  return { problems, runs };
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
      .map((each) => ({ ...each, options: settingIn(each.rule, tool).options }));
    const { problems } = runRules(model, { ...selection, active }, options);
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
  for (const active of selection.active) {
    const { ignoreFile } = active.rule.visit;
    if (ignoreFile) ignoreFile(file, contextOf(active, selection, {}, problems));
  }
  return inOrder(problems);
}

/** In the order of the text. */
export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

function contextOf(
  { rule, severity, aliases, options }: ActiveRule,
  { ruleNames }: Selection,
  { buildContext, project }: LintOptions,
  problems: Problem[],
): Omit<RuleContext, "model"> {
  const add = (
    loudness: Problem["severity"],
    ...[{ start, end }, message, ...fixes]: Parameters<Report>
  ): void => {
    const offered = fixes.filter((fix) => fix !== undefined);
    problems.push({
      rule: rule.name,
      aliases,
      severity: loudness,
      message,
      start,
      end,
      fixes: offered,
    });
  };
  return {
    // their types belong to the rule's own file
    options: options as RuleContext["options"],
    project: { ...noProject, ...project },
    ruleNames,
    buildContext,
    report: (...problem) => add(severity, ...problem),
    reportAs: (most, ...problem) => add(quieter(most, severity), ...problem),
  };
}

function quieter(a: Problem["severity"], b: Problem["severity"]): Problem["severity"] {
  return severities.indexOf(a) < severities.indexOf(b) ? a : b;
}

/** hadolint shows one finding of ShellCheck's an instruction: the last. */
function keepLastShellProblems(model: Model, runs: readonly Run[], problems: Problem[]): void {
  const ofShell = new Set(
    runs
      .filter(({ rule: { aliases } }) => aliases.shellcheck && !aliases.hadolint)
      .map(({ rule }) => rule.name),
  );
  const last = new Map<Instruction | undefined, Problem>();
  const others: Problem[] = [];
  for (const problem of inOrder(problems)) {
    if (ofShell.has(problem.rule)) last.set(instructionAt(model, problem.start), problem);
    else others.push(problem);
  }
  problems.splice(0, problems.length, ...others, ...last.values());
}

/** What is looked at as a whole: stages, comments, errors of the syntax. */
function visitParts(model: Model, runs: readonly Run[]): void {
  const { comments, problems } = model.dockerfile;
  for (const run of runs) {
    const { visit, context, rule } = run;
    if (visit.stage)
      for (const stage of model.stages) {
        if (isWanted(run, model, stage)) visit.stage(stage, context);
      }
    if (visit.block)
      for (const block of model.blocks) {
        if (isWanted(run, model, block.stage)) visit.block(block, context);
      }
    if (visit.comment) for (const comment of comments) visit.comment(comment, context);
    if (visit.syntax)
      for (const problem of problems) {
        if (problem.code === rule.name) visit.syntax(problem, context);
      }
  }
}

/** What belongs to no stage counts as shipped. */
function isWanted({ options }: ActiveRule, model: Model, stage: Stage | undefined): boolean {
  return options["stages"] !== "shipped" || stage === undefined || model.shipped.has(stage);
}

const withCommands: ReadonlySet<string> = new Set(["RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"]);

function visitInstructions(model: Model, runs: readonly Run[]): void {
  const byName = new Map<InstructionName, readonly Run[]>();
  const visitorsOf = (name: InstructionName): readonly Run[] => {
    const known = byName.get(name);
    if (known !== undefined) return known;
    const visitors = runs.filter(
      ({ visit }) => visit[name] !== undefined || (visit.command && withCommands.has(name)),
    );
    byName.set(name, visitors);
    return visitors;
  };
  for (const node of model.dockerfile.instructions) {
    visitInstruction(node, model, visitorsOf(node.name));
    if (node.name !== "ONBUILD" || node.trigger === undefined) continue;
    const inTriggers = visitorsOf(node.trigger.name).filter(({ rule }) => rule.triggers);
    visitInstruction(node.trigger, model, inTriggers);
  }
}

function visitInstruction(node: Instruction, model: Model, runs: readonly Run[]): void {
  const stage = model.stageOf(node);
  let commands: ReturnType<typeof commandsIn> | undefined;
  for (const run of runs) {
    if (!isWanted(run, model, stage)) continue;
    const { visit, context } = run;
    // the visitor's key fits the node by its name, which TypeScript does not follow
    const own = visit[node.name] as ((each: Instruction, of: RuleContext) => void) | undefined;
    own?.(node, context);
    if (visit.command === undefined) continue;
    commands ??= commandsIn(model, node);
    for (const command of commands) visit.command(command, node, context);
  }
}

/** The instruction that a place lies in, the one before it where it lies between two; undefined before the first. */
export function instructionAt(model: Model, offset: number): Instruction | undefined {
  const { instructions } = model.dockerfile;
  return instructions[firstIndex(instructions, ({ start }) => start > offset) - 1];
}
