import { firstIndex } from "../syntax/firstIndex.ts";
import type { BuildContext } from "../syntax/buildContext.ts";
import type { Model } from "../syntax/model.ts";
import type { Instruction, Span } from "../syntax/tree.ts";
import { aliasCodes, type Fix, type Rule, type RuleContext, type Severity } from "./rule.ts";

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
  /** Severities by rule name, over the rules' own. */
  readonly severities?: Readonly<Record<string, Severity>>;
  readonly buildContext?: BuildContext | undefined;
}

/** Runs rules over a model; problems come in the order of the text. */
export function lint(
  model: Model,
  rules: readonly Rule[],
  options: LintOptions = {},
): readonly Problem[] {
  const problems = [...syntaxProblems(model)];
  for (const rule of rules) {
    const severity = options.severities?.[rule.name] ?? rule.severity;
    if (severity !== "off") runRule(rule, severity, model, options.buildContext, problems);
  }
  return problems.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

function syntaxProblems({ dockerfile }: Model): readonly Problem[] {
  return dockerfile.problems.map(({ code, message, start, end }) => ({
    rule: code,
    aliases: [],
    severity: "error",
    message,
    start,
    end,
    fixes: [],
  }));
}

function runRule(
  rule: Rule,
  severity: Problem["severity"],
  model: Model,
  buildContext: BuildContext | undefined,
  problems: Problem[],
): void {
  const { visit } = rule;
  const aliases = aliasCodes(rule);
  const context: RuleContext = {
    model,
    buildContext,
    report({ start, end }, message, ...fixes) {
      const offered = fixes.filter((fix) => fix !== undefined);
      problems.push({ rule: rule.name, aliases, severity, message, start, end, fixes: offered });
    },
  };
  visit.document?.(model, context);
  if (visit.stage) for (const stage of model.stages) visit.stage(stage, context);
  if (visit.comment)
    for (const comment of model.dockerfile.comments) visit.comment(comment, context);
  for (const node of model.dockerfile.instructions) visitInstruction(rule, node, context);
}

function visitInstruction({ visit }: Rule, node: Instruction, context: RuleContext): void {
  // the visitor's key fits the node by its name, which TypeScript does not follow
  const own = visit[node.name] as ((node: Instruction, context: RuleContext) => void) | undefined;
  own?.(node, context);
  if (visit.command === undefined) return;
  for (const command of context.model.script(node)?.commands ?? [])
    visit.command(command, node, context);
}

/** The instruction that a place lies in, the one before it where it lies between two; undefined before the first. */
export function instructionAt(model: Model, offset: number): Instruction | undefined {
  const { instructions } = model.dockerfile;
  return instructions[firstIndex(instructions, ({ start }) => start > offset) - 1];
}
