// Where the name of a stage is written.
import type { Model, StageReference } from "./model.ts";
import type { Stage } from "./stage.ts";
import type { Span } from "./tree.ts";

/** References that name a stage, by that stage; those by number are left out. */
export function namedReferences({
  references,
}: Model): ReadonlyMap<Stage, readonly StageReference[]> {
  const found = new Map<Stage, StageReference[]>();
  for (const reference of references) {
    const { stage, text } = reference;
    if (stage === undefined || /^\d+$/.test(text)) continue;
    const known = found.get(stage);
    if (known === undefined) found.set(stage, [reference]);
    else known.push(reference);
  }
  return found;
}

/**
 * Every place that holds the name of a stage: the word behind AS, then the references. undefined where one holds it in
 * another form, by a variable or with quotes in the middle.
 */
export function nameSpans(
  { dockerfile }: Model,
  stage: Stage,
  references: readonly StageReference[],
): readonly Span[] | undefined {
  const { stageName } = stage.from;
  if (stageName === undefined) return undefined;
  const name = stageName.value.toLowerCase();
  const spans = [stageName, ...references].map(({ start, end }) => ({ start, end }));
  const isWritten = ({ start, end }: Span): boolean =>
    dockerfile.text.slice(start, end).toLowerCase() === name;
  return spans.every(isWritten) ? spans : undefined;
}

/**
 * Gives out names that mean nothing yet: no stage, no base image, and no image that files are copied from. A number is
 * added to the name that is wished for where that has a meaning.
 */
export function freeNames({ stages, references }: Model): (wish: string) => string {
  const names = [...stages.map(({ name }) => name ?? ""), ...references.map(({ text }) => text)];
  const taken = new Set(names.map((name) => name.toLowerCase()));
  const counts = new Map<string, number>();
  return (wish) => {
    let count = counts.get(wish) ?? 0;
    let name: string;
    do {
      count += 1;
      name = count === 1 ? wish : `${wish}${count}`;
    } while (taken.has(name));
    counts.set(wish, count);
    return name;
  };
}
