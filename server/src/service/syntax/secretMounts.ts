// A build argument that holds a secret as a secret mount of the RUNs that use it.
import { mountKeys } from "../data/frontendReleases.ts";
import { frontendOf, isOlderFrontend } from "./frontend.ts";
import { memoize } from "./memoize.ts";
import type { Model } from "./model.ts";
import type { TextEdit } from "./shellEdits.ts";
import type { Instruction, KeyValue, KeyValues } from "./tree.ts";
import { variablesIn } from "./variableOccurrences.ts";
import { wholeLines } from "./wholeLines.ts";

const since = mountKeys.get("secret,env")?.since ?? "";

/** The edits, or why there are none, as the rest of a sentence. */
export function secretMount(
  model: Model,
  node: KeyValues,
  pair: KeyValue,
): readonly TextEdit[] | string {
  if (node.name === "ENV") return "what a container needs is given to it when it starts";
  if (node.stage === -1) return "above the first FROM nothing is run; mend the stages that use it";
  const { dockerfile } = model;
  if (isOlderFrontend(frontendOf(dockerfile), since))
    return `secret mounts have variables from docker/dockerfile:${since} on`;
  const name = pair.key.value;
  const users = usersOf(model).get(pair) ?? [];
  const other = users.find((user) => user.name !== "RUN" || usesInFlags(model, user, name));
  if (other !== undefined)
    return `${other.keyword.text} in line ${other.startLine + 1} uses it where no secret can be`;
  if (users.length === 0) return "no RUN uses it";
  const removal = withoutPair(model, node, pair);
  if (removal === undefined) return "a comment stands between it and its neighbour";
  const text = ` --mount=type=secret,id=${name},env=${name}`;
  return [
    ...removal,
    ...users.map(({ keyword: { end } }): TextEdit => ({ start: end, end, text })),
  ];
}

/** The instructions that use each variable, by its declaration. */
const usersOf = memoize((model: Model): ReadonlyMap<KeyValue, readonly Instruction[]> => {
  const found = new Map<KeyValue, Instruction[]>();
  for (const node of model.dockerfile.instructions) {
    const names = variablesIn(model, node)
      .filter(({ role }) => role === "reference")
      .map(({ name }) => name);
    for (const name of new Set(names)) {
      const definition = model.scope(node).get(name)?.definition;
      const known = definition && found.get(definition);
      if (known !== undefined) known.push(node);
      else if (definition !== undefined) found.set(definition, [node]);
    }
  }
  return found;
});

function usesInFlags(model: Model, node: Instruction, name: string): boolean {
  return variablesIn(model, node).some((use) => use.name === name && use.start < node.body.start);
}

function withoutPair(
  { dockerfile }: Model,
  node: KeyValues,
  pair: KeyValue,
): readonly TextEdit[] | undefined {
  const index = node.pairs.indexOf(pair);
  const before = node.pairs[index - 1];
  const behind = node.pairs[index + 1];
  if (before === undefined && behind === undefined)
    return wholeLines(dockerfile, node).map((line) => ({ ...line, text: "" }));
  const span =
    before === undefined
      ? { start: pair.start, end: behind?.start ?? pair.end }
      : { start: before.end, end: pair.end };
  const gap =
    before === undefined
      ? dockerfile.text.slice(pair.end, span.end)
      : dockerfile.text.slice(span.start, pair.start);
  return gap.includes("#") ? undefined : [{ ...span, text: "" }];
}
