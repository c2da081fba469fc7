// The variables that a RUN finds in its environment.
import { memoize } from "./memoize.ts";
import type { Model } from "./model.ts";
import { platformArgs } from "./scope.ts";
import type { Instruction } from "./tree.ts";
import { literalKind, type InitialValues } from "./shellValues.ts";

const proxies = /^(?:https?|ftp|no|HTTPS?|FTP|NO)_(?:proxy|PROXY)$/;

/** Whether ARG or ENV of the file sets a variable that the instruction sees. */
export function isBuildVariable(model: Model, node: Instruction, name: string): boolean {
  if (proxies.test(name)) return true;
  if (node.onbuild) {
    const index = triggerVariables(model).get(`${node.stage} ${name}`);
    return index !== undefined && index < node.index;
  }
  const kind = model.scope(node).get(name)?.kind;
  return kind === "ARG" || kind === "ENV" || (kind === "global" && node.stage === -1);
}

/**
 * A trigger runs in another build, where only the ARG and ENV of other triggers are known: the index of the first one by
 * stage and name.
 */
const triggerVariables = memoize((model: Model): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  for (const node of model.dockerfile.instructions) {
    const trigger = node.name === "ONBUILD" ? node.trigger : undefined;
    if (trigger?.name !== "ARG" && trigger?.name !== "ENV") continue;
    for (const { key } of trigger.pairs) {
      const name = `${node.stage} ${key.value}`;
      if (!found.has(name)) found.set(name, node.index);
    }
  }
  return found;
});

/** What ARG and ENV set, as far as the file says. */
export function environmentValues(model: Model, node: Instruction): InitialValues {
  return (name) => {
    if (node.onbuild) return "any";
    if (platformArgs.includes(name)) return "one";
    const value = model.scope(node).lookup(name);
    return value.kind === "text" ? literalKind(value.text) : "any";
  };
}

/** hadolint gives every variable of ARG and ENV the value 1. */
export function presumedValues(model: Model, node: Instruction): InitialValues {
  return (name) => (isBuildVariable(model, node, name) ? "one" : "any");
}
