// Leaves out the problems that comments of the file ask to leave out.
import {
  ignoreComments,
  ignoredSpan,
  type IgnoreComment,
  type IgnoredRule,
} from "../syntax/ignoreComments.ts";
import type { Model } from "../syntax/model.ts";
import type { Span } from "../syntax/tree.ts";
import type { Problem } from "./lint.ts";
import type { ActiveRule } from "./select.ts";

/** One name in an ignore comment that leaves nothing out, though rules run that it means. */
export interface UnusedIgnore {
  readonly ignore: IgnoreComment;
  readonly ignored: IgnoredRule;
}

interface Suppression extends UnusedIgnore {
  readonly span: Span;
  /** Names of the rules that it means. */
  readonly rules: ReadonlySet<string>;
}

export function suppress(
  model: Model,
  active: readonly ActiveRule[],
  problems: readonly Problem[],
): { readonly left: readonly Problem[]; readonly unused: readonly UnusedIgnore[] } {
  const suppressions = suppressionsIn(model, active);
  const used = new Set<Suppression>();
  const left = problems.filter(({ rule, start, end }) => {
    const found = suppressions.filter(
      ({ rules, span }) => rules.has(rule) && span.start <= start && end <= span.end,
    );
    for (const each of found) used.add(each);
    return found.length === 0;
  });
  return { left, unused: suppressions.filter((each) => !used.has(each) && each.rules.size > 0) };
}

function suppressionsIn(
  { dockerfile }: Model,
  active: readonly ActiveRule[],
): readonly Suppression[] {
  return ignoreComments(dockerfile).flatMap((ignore) => {
    const span = ignoredSpan(dockerfile, ignore);
    if (span === undefined) return [];
    return ignore.rules.map((ignored) => ({
      ignore,
      ignored,
      span,
      rules: new Set(active.filter((each) => means(ignore, ignored, each)).map(nameOf)),
    }));
  });
}

/** BuildKit's `all` means each of its checks. */
function means(
  { tool }: IgnoreComment,
  { name }: IgnoredRule,
  { rule, aliases }: ActiveRule,
): boolean {
  const wanted = name.toLowerCase();
  if (rule.unignorable) return false;
  if (tool === "buildkit" && wanted === "all") return rule.aliases.buildkit !== undefined;
  return rule.name === wanted || aliases.some((code) => code.toLowerCase() === wanted);
}

function nameOf({ rule }: ActiveRule): string {
  return rule.name;
}
