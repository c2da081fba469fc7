// Versions of packages that the file has in a variable already.
import type { Model } from "./model.ts";
import type { UnpinnedInstall } from "./packageVersions.ts";
import type { ShellWord } from "./shell.ts";
import type { Instruction } from "./tree.ts";
import { variableUses } from "./variableUses.ts";
import type { OfferedFix } from "./writtenEdits.ts";

/**
 * Puts the version behind each of the packages: `curl` becomes `curl=${CURL_VERSION}` where an ARG or ENV of that name
 * has a version and nothing in the file uses it. Undefined where one of the packages has none.
 *
 * @param mark what parts a name from its version
 */
export function takeVersions(
  model: Model,
  node: Instruction,
  { words }: UnpinnedInstall,
  mark: string,
): OfferedFix | undefined {
  if (node.json !== undefined) return undefined;
  const versions = words.map((word) => versionOf(model, node, word));
  const names = versions.filter((name) => name !== undefined);
  if (names.length < words.length) return undefined;
  return {
    title: `Take the version from ${names.join(" and ")}`,
    edits: words.map(({ end }, index) => ({
      start: end,
      end,
      text: `${mark}\${${names[index]}}`,
    })),
    safety: "unsafe",
  };
}

/** The variable that holds the version of a package, and nothing else. */
function versionOf(model: Model, node: Instruction, { text, literal }: ShellWord) {
  // a scope, or what is no plain name
  if (text !== literal || !/^[a-z\d][\w.+-]*$/i.test(text)) return undefined;
  const name = `${text.toUpperCase().replace(/[^A-Z\d]+/g, "_")}_VERSION`;
  const variable = model.scope(node).get(name);
  const isOwn = variable?.kind === "ARG" || variable?.kind === "ENV";
  if (!isOwn || variable.value.kind !== "text" || !/^\d[\w.:~+*-]*$/.test(variable.value.text)) {
    return undefined;
  }
  return variableUses(model).has(name) ? undefined : name;
}
