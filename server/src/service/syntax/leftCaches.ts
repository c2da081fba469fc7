// Which commands leave the cache of a package manager in the layer of their RUN.
import type { PackageCache } from "../data/packageCaches.ts";
import { flagAmong } from "./commandFlags.ts";
import { memoize } from "./memoize.ts";
import type { Model, Stage } from "./model.ts";
import { mountTargets } from "./cacheCleaning.ts";
import { isPlainCall, verbLength } from "./packageCalls.ts";
import type { PackageCall } from "./packageWork.ts";
import { plainText, runCommands } from "./runCommands.ts";
import type { Instruction } from "./tree.ts";

/**
 * `plain`: only the simplest verbs of commands that begin with the bare name of the manager.
 * `rm -rf` of any folder is a cleanup, and what follows a cleanup is left, even if another one follows.
 */
export type CacheReading = "all" | "plain";

/** The last command of a RUN that leaves something behind; undefined where none does. */
export function leavesCache(
  model: Model,
  node: Instruction,
  cache: PackageCache,
  reading: CacheReading,
): PackageCall | undefined {
  if (reading === "plain") return leftInPlain(model, node, cache);
  return model
    .packages(node)
    .calls.findLast(
      (call) =>
        cache.managers.includes(call.manager) &&
        call.cleaned === undefined &&
        fillsCache(call, cache),
    );
}

function leftInPlain(
  model: Model,
  node: Instruction,
  cache: PackageCache,
): PackageCall | undefined {
  const calls = model
    .packages(node)
    .calls.filter((call) => cache.plainManagers.includes(call.manager) && isPlainCall(call));
  const fillings = calls.filter((call) => hasWord(call, cache.plainVerbs));
  if (fillings.length === 0 || isMounted(node, cache)) return undefined;
  const removal =
    cache.plainRemoval.length === 0
      ? undefined
      : runCommands(model, node).find(
          ({ program, args }) =>
            program === "rm" && args.some(({ text }) => cache.plainRemoval.includes(text)),
        );
  const firstCleanup = new Map<string, number>();
  for (const call of calls.filter((each) => hasWord(each, cache.plainCleanups)))
    firstCleanup.set(call.manager, firstCleanup.get(call.manager) ?? call.command.start);
  return fillings.findLast(({ command, manager, cleaned }) => {
    if (cleaned?.by === "flag" || (cleaned?.by === "mount" && cache.plainMounts === undefined))
      return false;
    const cleanup = Math.min(firstCleanup.get(manager) ?? Infinity, removal?.start ?? Infinity);
    return cleanup === Infinity || (cache.plainOrder && cleanup < command.start);
  });
}

function isMounted(node: Instruction, { plainMounts = [] }: PackageCache): boolean {
  const targets = mountTargets(node);
  return plainMounts.some((folders) => folders.every((folder) => targets.includes(folder)));
}

function hasWord({ operands }: PackageCall, words: readonly string[]): boolean {
  return operands.some((word) => words.includes(plainText(word)));
}

function fillsCache(call: PackageCall, { verbs, harmless }: PackageCache): boolean {
  if (flagAmong(call.args, harmless) !== undefined) return false;
  const { install, fill } = call.installer;
  return call.operands.length === 0
    ? call.manager === "yarn" && flagAmong(call.args, ["-v", "--version"]) === undefined
    : verbLength(call, verbs ?? [...install, ...fill]) !== undefined;
}

/** Whether what a RUN leaves gets further than its stage. Triggers run in other files: nobody knows what is built there. */
export function isInherited(model: Model, node: Instruction): boolean {
  const stage = model.stageOf(node);
  return node.onbuild || stage === undefined || inheritedStages(model).has(stage);
}

/** The last stage and those that another one is built FROM. */
const inheritedStages = memoize((model: Model): ReadonlySet<Stage> => {
  const bases = model.stages.flatMap(({ base }) => (base.kind === "stage" ? [base.stage] : []));
  return new Set(model.target === undefined ? bases : [...bases, model.target]);
});
