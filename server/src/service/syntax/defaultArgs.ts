// What FROM becomes in a build that passes no --build-arg.
import { expandWord } from "./expandWord.ts";
import type { Model } from "./model.ts";
import { platformArgs, type Scope } from "./scope.ts";
import type { Instruction } from "./tree.ts";
import { findVariables, type VariableValue } from "./variables.ts";

/** The values that the builder gives its own variables, on one machine among many. */
const samples: Readonly<Record<string, string>> = {
  TARGETPLATFORM: "linux/amd64",
  TARGETOS: "linux",
  TARGETARCH: "amd64",
  TARGETSTAGE: "default",
  BUILDPLATFORM: "linux/amd64",
  BUILDOS: "linux",
  BUILDARCH: "amd64",
};

export interface DefaultExpansion {
  /** undefined where the build stops at the word. */
  readonly text: string | undefined;
  /** Variables that nothing above the first FROM declares and the builder does not set, in order. */
  readonly undeclared: readonly string[];
}

/**
 * Expands words of FROM with the defaults of the ARGs above it. undefined where a default cannot be expanded itself: the
 * build stops there.
 */
export function defaultExpansions({
  dockerfile: { escape },
  preamble,
}: Model): ((word: { readonly text: string }) => DefaultExpansion) | undefined {
  const values = new Map<string, VariableValue>(
    platformArgs.map((name) => [name, { kind: "text", text: samples[name] ?? "" }]),
  );
  const lookup = (name: string): VariableValue => values.get(name) ?? { kind: "unset" };
  for (const node of preamble) {
    if (node.name !== "ARG") continue;
    for (const { key, value } of node.pairs) {
      const text = value && expandWord(value.text, escape, lookup);
      if (value !== undefined && text === undefined) return undefined;
      if (text !== undefined) values.set(key.value, { kind: "text", text });
      else if (!values.has(key.value)) values.set(key.value, { kind: "unset" });
    }
  }
  return ({ text }) => {
    const undeclared = new Set<string>();
    const expanded = expandWord(text, escape, (name) => {
      if (!values.has(name)) undeclared.add(name);
      return lookup(name);
    });
    return { text: expanded, undeclared: [...undeclared] };
  };
}

/** Whether variables, and those in their defaults, have values: what has none gets one from the build. */
export function haveValues(model: Model, names: readonly string[], node: Instruction): boolean {
  const seen = new Set<string>();
  const hasValue = (scope: Scope, name: string): boolean => {
    if (seen.has(name)) return true;
    seen.add(name);
    const variable = scope.get(name);
    if (variable?.value.kind !== "text" || variable.value.text === "") return false;
    const { definition, instruction } = variable;
    const inside = findVariables(definition?.value?.text ?? "", model.dockerfile.escape);
    return (
      instruction === undefined ||
      inside.every((each) => hasValue(model.scope(instruction), each.name))
    );
  };
  return names.every((name) => hasValue(model.scope(node), name));
}
