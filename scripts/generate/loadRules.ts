import { readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Rule } from "../../server/src/service/lint/rule.ts";

const rulesFolder = path.resolve(import.meta.dirname, "../../server/src/service/rules");

/** The names of all rule files, in order. */
export function ruleFileNames(): readonly string[] {
  return readdirSync(rulesFolder)
    .filter((name) => name.endsWith(".ts") && name !== "index.ts")
    .map((name) => name.slice(0, -".ts".length))
    .toSorted();
}

/** The rule in a file, whether it is in the registry yet or not. */
export async function loadRule(name: string): Promise<Rule> {
  const file = pathToFileURL(path.join(rulesFolder, `${name}.ts`)).href;
  const module = (await import(file)) as { readonly default: Rule };
  return module.default;
}
