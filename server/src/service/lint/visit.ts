// Shows a file to the rules that run: each of them sees what it has a visitor for.
import { memoize } from "../syntax/memoize.ts";
import type { Model } from "../syntax/model.ts";
import { commandsIn } from "../syntax/runCommands.ts";
import type { Stage } from "../syntax/stage.ts";
import type { Instruction } from "../syntax/tree.ts";
import type { LintOptions, Problem } from "./lint.ts";
import { offerFixes } from "./offerFixes.ts";
import {
  severities,
  type Fix,
  type Project,
  type Report,
  type RuleContext,
  type Visitor,
} from "./rule.ts";
import type { ActiveRule, Selection } from "./select.ts";

export interface Visited {
  readonly problems: Problem[];
  /** What a rule is given; what it reports joins `problems`. */
  readonly contextFor: (active: ActiveRule) => RuleContext;
}

/** Runs rules over a model. Problems come as they are found; ignore comments do not count yet. */
export function visitRules(model: Model, selection: Selection, options: LintOptions): Visited {
  const problems: Problem[] = [];
  const offer: Offer = (fixes) => offerFixes(model.dockerfile, fixes);
  // most rules see most files: an array by the rule's place is cheaper than a map
  const contexts: (RuleContext | undefined)[] = [];
  const contextFor = (active: ActiveRule): RuleContext =>
    (contexts[active.index] ??= {
      ...contextOf(active, selection, options, problems, offer),
      model,
    });
  visitParts(model, selection.active, contextFor);
  visitInstructions(model, selection, contextFor);
  return { problems, contextFor };
}

const noProject: Project = { trustedRegistries: [], labelSchema: {}, strictLabels: false };

/** Those of a rule's fixes that can be offered. */
type Offer = (fixes: readonly (Fix | undefined)[]) => readonly Fix[];

/** What a rule is given, but for the model. */
export function contextOf(
  active: ActiveRule,
  { ruleNames }: Selection,
  { buildContext, project }: LintOptions,
  problems: Problem[],
  offer: Offer,
): Omit<RuleContext, "model"> {
  const { rule, aliases } = active;
  const add = (
    severity: Problem["severity"],
    ...[{ start, end }, message, ...fixes]: Parameters<Report>
  ): void => {
    const offered = fixes.length === 0 ? [] : offer(fixes);
    problems.push({ rule: rule.name, aliases, severity, message, start, end, fixes: offered });
  };
  return {
    // their types belong to the rule's own file
    options: active.options as RuleContext["options"],
    project: project === undefined ? noProject : { ...noProject, ...project },
    ruleNames,
    buildContext,
    report: (...problem) => add(active.severity, ...problem),
    reportAs: (most, ...problem) => add(quieter(most, active.severity), ...problem),
  };
}

function quieter(a: Problem["severity"], b: Problem["severity"]): Problem["severity"] {
  return severities.indexOf(a) < severities.indexOf(b) ? a : b;
}

type Table = ReadonlyMap<string, readonly ActiveRule[]>;

/** The rules with a visitor for each key: asked for every instruction, and the same in every file. */
const tableOf = memoize((active: readonly ActiveRule[]): Table => {
  const table = new Map<string, ActiveRule[]>();
  for (const each of active)
    for (const key of keysOf(each)) table.set(key, [...(table.get(key) ?? []), each]);
  return table;
});

const withCommands = ["RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"];

/** Rules that look at commands look at every instruction that has some. */
function keysOf({ rule: { visit } }: ActiveRule): ReadonlySet<string> {
  return new Set([...Object.keys(visit), ...(visit.command ? withCommands : [])]);
}

export function visitorsOf(
  active: readonly ActiveRule[],
  key: keyof Visitor,
): readonly ActiveRule[] {
  return tableOf(active).get(key) ?? [];
}

/** What is looked at as a whole: the file, stages, comments, errors of the syntax. */
function visitParts(
  model: Model,
  active: readonly ActiveRule[],
  contextFor: Visited["contextFor"],
): void {
  const { comments, problems } = model.dockerfile;
  for (const each of visitorsOf(active, "document"))
    each.rule.visit.document?.(model, contextFor(each));
  for (const each of visitorsOf(active, "stage"))
    for (const stage of model.stages)
      if (isWanted(each, model, stage)) each.rule.visit.stage?.(stage, contextFor(each));
  for (const each of visitorsOf(active, "block"))
    for (const block of model.blocks)
      if (isWanted(each, model, block.stage)) each.rule.visit.block?.(block, contextFor(each));
  for (const each of visitorsOf(active, "comment"))
    for (const comment of comments) each.rule.visit.comment?.(comment, contextFor(each));
  if (problems.length === 0) return;
  for (const each of visitorsOf(active, "syntax"))
    for (const problem of problems)
      if (problem.code === each.rule.name) each.rule.visit.syntax?.(problem, contextFor(each));
}

/** What belongs to no stage counts as shipped. */
function isWanted({ shippedOnly }: ActiveRule, model: Model, stage: Stage | undefined): boolean {
  return !shippedOnly || stage === undefined || model.shipped.has(stage);
}

function visitInstructions(
  model: Model,
  { active, triggers }: Selection,
  contextFor: Visited["contextFor"],
): void {
  const table = tableOf(active);
  for (const node of model.dockerfile.instructions) {
    visitInstruction(node, model, table.get(node.name) ?? [], contextFor);
    if (triggers === "skipped" || node.name !== "ONBUILD" || node.trigger === undefined) continue;
    const inTriggers = table.get(node.trigger.name)?.filter(({ rule }) => rule.triggers) ?? [];
    visitInstruction(node.trigger, model, inTriggers, contextFor);
  }
}

function visitInstruction(
  node: Instruction,
  model: Model,
  visitors: readonly ActiveRule[],
  contextFor: Visited["contextFor"],
): void {
  const stage = model.stageOf(node);
  let commands: ReturnType<typeof commandsIn> | undefined;
  for (const each of visitors) {
    if (!isWanted(each, model, stage)) continue;
    const { visit } = each.rule;
    const context = contextFor(each);
    // the visitor's key fits the node by its name, which TypeScript does not follow
    const own = visit[node.name] as ((each: Instruction, of: RuleContext) => void) | undefined;
    own?.(node, context);
    if (visit.command === undefined) continue;
    commands ??= commandsIn(model, node);
    for (const command of commands) visit.command(command, node, context);
  }
}
