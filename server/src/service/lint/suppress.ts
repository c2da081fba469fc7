// Leaves out the problems that comments of the file ask to leave out.
import { experimentalChecks, fileChecks } from "../data/directives.ts";
import {
  ignoreComments,
  ignoredSpan,
  type IgnoreComment,
  type IgnoredRule,
} from "../syntax/ignoreComments.ts";
import { firstIndex } from "../syntax/firstIndex.ts";
import type { Model } from "../syntax/model.ts";
import type { Span } from "../syntax/tree.ts";
import type { Problem } from "./lint.ts";
import type { ActiveRule } from "./select.ts";

/** One name in an ignore comment that leaves nothing out, though rules run that it means. */
export interface UnusedIgnore {
  readonly ignore: IgnoreComment;
  readonly ignored: IgnoredRule;
  /** Names of the rules that it means, of those that run. */
  readonly rules: ReadonlySet<string>;
}

interface Suppression extends UnusedIgnore {
  readonly span: Span;
}

export function suppress(
  model: Model,
  active: readonly ActiveRule[],
  problems: readonly Problem[],
): { readonly left: readonly Problem[]; readonly unused: readonly UnusedIgnore[] } {
  const suppressions = suppressionsIn(model, active);
  const byRule = indexByRule(suppressions);
  const used = new Set<Suppression>();
  const left = problems.filter((problem) => {
    const found = byRule.get(problem.rule)?.(problem) ?? [];
    for (const each of found) used.add(each);
    return found.length === 0;
  });
  return { left, unused: suppressions.filter((each) => !used.has(each) && each.rules.size > 0) };
}

/** Finds what holds for a place, among all that mean one rule: a file may have as many as it has instructions. */
type Search = (place: Span) => readonly Suppression[];

function indexByRule(suppressions: readonly Suppression[]): ReadonlyMap<string, Search> {
  const lists = new Map<string, Suppression[]>();
  for (const each of suppressions)
    for (const rule of each.rules) {
      const list = lists.get(rule) ?? [];
      lists.set(rule, list);
      list.push(each);
    }
  return new Map([...lists].map(([rule, list]) => [rule, searchIn(list)]));
}

function searchIn(suppressions: readonly Suppression[]): Search {
  const files = suppressions.filter(({ ignore }) => ignore.scope === "file");
  const [stages, instructions] = (["stage", "instruction"] as const).map((scope) =>
    suppressions
      .filter(({ ignore }) => ignore.scope === scope)
      .toSorted((a, b) => a.span.start - b.span.start),
  );
  return (place) => [...files, ...over(stages, place), ...over(instructions, place)];
}

/** Stages and instructions lie one behind the other: those over a place all begin where the last one before it does. */
function over(
  suppressions: readonly Suppression[] = [],
  { start, end }: Span,
): readonly Suppression[] {
  const behind = firstIndex(suppressions, ({ span }) => span.start > start);
  const last = suppressions[behind - 1];
  if (last === undefined || last.span.end < end) return [];
  const first = firstIndex(suppressions, ({ span }) => span.start >= last.span.start);
  return suppressions.slice(first, behind);
}

function suppressionsIn(
  { dockerfile }: Model,
  active: readonly ActiveRule[],
): readonly Suppression[] {
  const known = new Map<string, ReadonlySet<string>>();
  return ignoreComments(dockerfile).flatMap((ignore) => {
    const span = ignoredSpan(dockerfile, ignore);
    if (span === undefined) return [];
    return ignore.rules.map((ignored) => {
      const key = `${ignore.tool} ${ignore.scope} ${ignored.name}`;
      const rules =
        known.get(key) ??
        new Set(active.filter((each) => means(ignore, ignored, each)).map(nameOf));
      known.set(key, rules);
      return { ignore, ignored, span, rules };
    });
  });
}

/** BuildKit's `all` means each of its checks but the experimental ones, and case counts in its names. */
function means(
  { tool, scope }: IgnoreComment,
  { name }: IgnoredRule,
  { rule, aliases }: ActiveRule,
): boolean {
  if (rule.unignorable) return false;
  if (tool === "buildkit") {
    const checks = [rule.aliases.buildkit ?? []].flat();
    if (name !== "all") return checks.includes(name);
    return checks.some(
      (check) => !experimentalChecks.has(check) && (scope === "file" || !fileChecks.has(check)),
    );
  }
  const wanted = name.toLowerCase();
  return rule.name === wanted || aliases.some((code) => code.toLowerCase() === wanted);
}

function nameOf({ rule }: ActiveRule): string {
  return rule.name;
}
