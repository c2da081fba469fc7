// Which packages commands install without saying a version.
import type { VersionSyntax } from "../data/packageVersions.ts";
import { flagAmong } from "./commandFlags.ts";
import { isConfigured } from "./fileSettings.ts";
import { memoize } from "./memoize.ts";
import type { Model } from "./model.ts";
import { isPlainCall, verbLength } from "./packageCalls.ts";
import type { PackageCall } from "./packageWork.ts";
import { plainText } from "./runCommands.ts";
import type { ShellWord } from "./shell.ts";
import type { Instruction } from "./tree.ts";

/** A command, and what it installs without a version; at least one. */
export interface UnpinnedInstall {
  readonly call: PackageCall;
  readonly words: readonly ShellWord[];
}

export interface VersionReading {
  /** `plain`: only commands that begin with the bare name of a manager, and nothing but the words counts. */
  readonly commands: "all" | "plain";
  /** Whether a variable without a sign of a version counts as a package without one. */
  readonly variables: boolean;
}

export function unpinnedInstalls(
  model: Model,
  node: Instruction,
  syntax: VersionSyntax,
  reading: VersionReading,
): readonly UnpinnedInstall[] {
  const isPlain = reading.commands === "plain";
  const managers = isPlain ? syntax.plainManagers : syntax.managers;
  return model.packages(node).calls.flatMap((call) => {
    const length = managers.includes(call.manager) ? verbLength(call, syntax.verbs) : undefined;
    if (length === undefined || (isPlain && !isPlainCall(call))) return [];
    const flags = isPlain ? syntax.flags : [...syntax.flags, ...syntax.looseFlags];
    if (flagAmong(call.args, flags) !== undefined) return [];
    if (!isPlain && isSettled(model, node, syntax)) return [];
    const dashes = syntax.endsAtDashes
      ? call.args.find((word) => plainText(word) === "--")?.start
      : undefined;
    const words = call.operands.slice(length).filter((word) => {
      if (dashes !== undefined && word.start > dashes) return false;
      const text = textOf(model, node, word, { ...reading, expands: syntax.expands });
      if (!isPlain && syntax.loose.test(text)) return true;
      if (syntax.pinned.test(text) || syntax.other.test(text) || text === "") return false;
      if (!isPlain && syntax.harmless.test(text)) return false;
      return reading.variables || !/[$`]/.test(text);
    });
    return words.length === 0 ? [] : [{ call, words }];
  });
}

function isSettled(
  model: Model,
  node: Instruction,
  { variables, setting }: VersionSyntax,
): boolean {
  const isSet = variables.some((name) => {
    const value = model.scope(node).lookup(name);
    return value.kind === "text" && value.text !== "";
  });
  return isSet || (setting !== undefined && isConfigured(model, node, setting));
}

/** A word without its quotes, with the values that the file gives its variables. */
function textOf(
  model: Model,
  node: Instruction,
  word: ShellWord,
  { variables, expands }: VersionReading & { readonly expands: boolean },
): string {
  if (word.literal !== undefined) return word.literal;
  const text = plainText(word).replace(/["'\\]/g, "");
  if (!expands || !text.includes("$")) return text;
  return text.replace(/\$(?:\{(\w+)\}|(\w+))/g, (reference, braced: string, bare: string) => {
    const value = model.scope(node).lookup(braced || bare);
    if (value.kind === "text") return value.text;
    return variables ? (argDefaults(model).get(braced || bare) ?? reference) : reference;
  });
}

/** The defaults of all ARG, wherever they stand. */
const argDefaults = memoize((model: Model): ReadonlyMap<string, string> => {
  const pairs = model.dockerfile.instructions.flatMap((node) =>
    node.name === "ARG" ? node.pairs : [],
  );
  return new Map(pairs.map(({ key, value }) => [key.value, value?.value ?? ""]));
});

/** The names for a message; the first few where there are many. */
export function namesOf(words: readonly ShellWord[]): string {
  const names = words.slice(0, 3).map(({ text }) => `\`${text}\``);
  const more = words.length - names.length;
  return more > 0 ? `${names.join(", ")} and ${more} more` : names.join(" and ");
}
