// Fixes are made only where the result is what they promise: each is tried on the text, and what then stands there is looked at.
import { createModel, type Model } from "../syntax/model.ts";
import { parseDockerfile } from "../syntax/parse.ts";
import { faultIn } from "./checkEdits.ts";
import { applyEdits, compatibleEdits } from "./fix.ts";
import type { Problem } from "./lint.ts";
import type { Edit, Fix } from "./rule.ts";

/** The problems of a text. */
export type Find = (text: string) => Promise<readonly Problem[]>;

/**
 * Why a fix is not to be offered; undefined where it is fine. Afterwards the file is as before but for the edits, it has no new
 * error, and the problem is gone.
 *
 * @param model of the text as it is
 * @param problems those of the text
 */
export async function faultOfFix(
  model: Model,
  problem: Problem,
  fix: Fix,
  problems: readonly Problem[],
  find: Find,
): Promise<string | undefined> {
  const fault = faultIn(model, fix.edits);
  // what becomes of the problem by edits of another file shows when that file is written
  if (fault !== undefined || fix.otherFile !== undefined) return fault;
  const left = await find(applyEdits(model.dockerfile.text, fix.edits));
  const error = newError(problems, left);
  if (error !== undefined) return `the file would then have the error: ${error.message}`;
  return isGone(problem, fix.edits, problems, left)
    ? undefined
    : "the problem would still be there";
}

/** Whether a rule finds less than before, or no longer this: it may report one of many places, and now the next. */
function isGone(
  problem: Problem,
  edits: readonly Edit[],
  before: readonly Problem[],
  after: readonly Problem[],
): boolean {
  const { rule, message } = problem;
  if (countOf(rule, after) < countOf(rule, before)) return true;
  const shift = edits
    .filter(({ end }) => end <= problem.start)
    .reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0);
  const start = problem.start + shift;
  return !after.some(
    (each) => each.rule === rule && each.start === start && each.message === message,
  );
}

function countOf(rule: string, problems: readonly Problem[]): number {
  return problems.filter((problem) => problem.rule === rule).length;
}

/** An error of a rule that has found fewer before. */
function newError(before: readonly Problem[], after: readonly Problem[]): Problem | undefined {
  const errors = after.filter(({ severity }) => severity === "error");
  const known = before.filter(({ severity }) => severity === "error");
  return errors.find(({ rule }) => countOf(rule, errors) > countOf(rule, known));
}

export interface FixedText {
  readonly text: string;
  /** How many fixes were made. */
  readonly count: number;
}

/** More rounds than fixes that make each other possible ever need. */
const mostRounds = 10;

/**
 * Makes fixes until there are none left: those that do not overlap, then those of what is found afterwards. Fixes after
 * which the file would not be what it has to be are not made.
 *
 * @param choose the fix to make for a problem, if any
 */
export async function fixText(
  original: string,
  ask: Find,
  choose: (problem: Problem) => Fix | undefined,
): Promise<FixedText> {
  const find = rememberLast(ask);
  let text = original;
  let count = 0;
  for (let round = 0; round < mostRounds; round += 1) {
    const problems = await find(text);
    const fixes = problems.flatMap((problem) => {
      const fix = choose(problem);
      return fix === undefined ? [] : [{ problem, fix }];
    });
    const accepted = await acceptable(text, fixes, problems, find);
    const result = applyEdits(text, compatibleEdits(accepted));
    if (result === text) break;
    text = result;
    count += accepted.length;
  }
  return { text, count };
}

/** What was looked at last before fixes are accepted is what the next round begins with. */
function rememberLast(find: Find): Find {
  let last: { readonly text: string; readonly problems: ReturnType<Find> } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, problems: find(text) };
    return last.problems;
  };
}

interface Candidate {
  readonly problem: Problem;
  readonly fix: Fix;
}

/** All fixes where they are fine together, else those halves, quarters and so on that are. */
async function acceptable(
  text: string,
  candidates: readonly Candidate[],
  problems: readonly Problem[],
  find: Find,
): Promise<readonly Fix[]> {
  const model = createModel(parseDockerfile(text));

  async function isFine(chosen: readonly Candidate[]): Promise<boolean> {
    const edits = compatibleEdits(chosen.map(({ fix }) => fix));
    if (faultIn(model, edits) !== undefined) return false;
    const left = await find(applyEdits(text, edits));
    if (newError(problems, left) !== undefined) return false;
    // one that overlaps another waits for the next round, so of many of a rule at least one must be gone
    const rules = new Set(chosen.map(({ problem }) => problem.rule));
    return [...rules].every((rule) =>
      chosen.some(({ problem }) => problem.rule === rule && isGone(problem, edits, problems, left)),
    );
  }

  async function add(
    accepted: readonly Candidate[],
    more: readonly Candidate[],
  ): Promise<readonly Candidate[]> {
    if (more.length === 0) return accepted;
    if (await isFine([...accepted, ...more])) return [...accepted, ...more];
    if (more.length === 1) return accepted;
    const middle = Math.ceil(more.length / 2);
    return add(await add(accepted, more.slice(0, middle)), more.slice(middle));
  }

  return (await add([], candidates)).map(({ fix }) => fix);
}
