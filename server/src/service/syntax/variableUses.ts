import { memoize } from "./memoize.ts";
import type { Model } from "./model.ts";

/** Where `$NAME` and `${NAME` stand in the file, in whatever text. */
export const variableUses: (model: Model) => ReadonlyMap<string, readonly number[]> = memoize(
  ({ dockerfile }: Model) => {
    const uses = new Map<string, number[]>();
    for (const { 1: name = "", index } of dockerfile.text.matchAll(/\$\{?(\w+)/g)) {
      const places = uses.get(name);
      if (places === undefined) uses.set(name, [index]);
      else places.push(index);
    }
    return uses;
  },
);
