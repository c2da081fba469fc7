// What the RUN instructions do with package managers, and which index updates stand apart from their installs.
import {
  packageManagers,
  possibleInstallers,
  type PackageManager,
} from "../data/packageManagers.ts";
import { memoize } from "./memoize.ts";
import type { Model, Stage } from "./model.ts";
import { mountsOf, optionNamed } from "./mounts.ts";
import { plainText, runCommands } from "./runCommands.ts";
import type { ShellCommand, ShellWord } from "./shell.ts";
import type { Instruction } from "./tree.ts";

/** A command of a package manager: `apt-get -y install curl`. */
export interface PackageAction {
  readonly command: ShellCommand;
  readonly manager: PackageManager;
  readonly kind: "update" | "install" | "upgrade";
  /** The word that says so. */
  readonly verb: ShellWord;
  /** It fetches the package index itself: `apk add --no-cache`. */
  readonly fresh: boolean;
}

/** An index update whose RUN installs nothing behind it. */
export interface LoneUpdate {
  readonly run: Instruction;
  readonly update: PackageAction;
  /** The first later use of the index; undefined where nothing uses it. */
  readonly use: IndexUse | undefined;
}

/** A command that takes packages from the index. */
interface IndexUse {
  readonly run: Instruction;
  readonly action: PackageAction;
}

/** What a shell command does with a package manager; undefined where it is none, or does something else. */
function packageAction(command: ShellCommand): PackageAction | undefined {
  const manager = Object.hasOwn(packageManagers, command.program)
    ? packageManagers[command.program]
    : undefined;
  const verb = manager && findVerb(command, manager);
  if (manager === undefined || verb === undefined) return undefined;
  const kind = (["update", "install", "upgrade"] as const).find((each) =>
    manager[each].includes(plainText(verb)),
  );
  const fresh = command.args.some((word) => manager.freshFlags.includes(plainText(word)));
  return kind && { command, manager, kind, verb, fresh };
}

function findVerb({ args }: ShellCommand, { valueFlags }: PackageManager): ShellWord | undefined {
  const words = args.map(plainText);
  return args.find(
    (_, index) => !words[index]?.startsWith("-") && !valueFlags.includes(words[index - 1] ?? ""),
  );
}

function packageActions(model: Model, node: Instruction): readonly PackageAction[] {
  return runCommands(model, node)
    .map(packageAction)
    .filter((each) => each !== undefined);
}

/** Every index update that an install in a later RUN, or nothing at all, makes use of. */
export const loneUpdates: (model: Model) => readonly LoneUpdate[] = memoize(findLoneUpdates);

function findLoneUpdates(model: Model): readonly LoneUpdate[] {
  const children = childrenOf(model);
  return model.stages.flatMap((stage) =>
    stage.instructions.flatMap((run) =>
      packageActions(model, run)
        .map((update, at, actions) => {
          if (update.kind !== "update") return undefined;
          const rest = actions.slice(at + 1);
          return loneUpdate(model, { run, update, rest, stage, children });
        })
        .filter((each) => each !== undefined),
    ),
  );
}

interface Update {
  readonly run: Instruction;
  readonly update: PackageAction;
  /** What the RUN does behind it. */
  readonly rest: readonly PackageAction[];
  readonly stage: Stage;
  readonly children: Children;
}

type Children = ReadonlyMap<Stage, readonly Stage[]>;

/** The stages that are built FROM each stage. */
const childrenOf = memoize(({ stages }: Model): Children => {
  const children = new Map<Stage, Stage[]>();
  for (const stage of stages) {
    if (stage.base.kind !== "stage") continue;
    const siblings = children.get(stage.base.stage);
    if (siblings === undefined) children.set(stage.base.stage, [stage]);
    else siblings.push(stage);
  }
  return children;
});

function loneUpdate(model: Model, found: Update): LoneUpdate | undefined {
  const { run, update, rest } = found;
  const same = rest.filter(({ manager }) => manager.index === update.manager.index);
  if (same.some(({ kind }) => kind !== "upgrade")) return undefined;
  const { uses, instructions } = later(model, found);
  const install = uses.find(({ action }) => action.kind === "install");
  const use = install ?? (same.length === 0 ? uses[0] : undefined);
  if (use !== undefined && sharesIndex(run, use.run, update)) return undefined;
  const isUsed = use === undefined && (same.length > 0 || uses.length > 0);
  if (isUsed || (use === undefined && mayInstall(model, [run, ...instructions]))) return undefined;
  return { run, update, use };
}

interface Later {
  readonly uses: readonly IndexUse[];
  readonly instructions: readonly Instruction[];
}

/** What follows an update, in its stage and those built from it, up to the next update of the same index. */
function later(model: Model, { run, update, stage, children }: Update): Later {
  const uses: IndexUse[] = [];
  const instructions: Instruction[] = [];
  const pending = [{ stage, from: run.index - stage.from.index }];
  for (const { stage: next, from } of pending) {
    let isRefreshed = false;
    for (let at = from; at < next.instructions.length && !isRefreshed; at += 1) {
      const node = next.instructions[at];
      if (node === undefined) break;
      const actions = actionsOn(update.manager.index, model, node);
      const refresh = actions.findIndex(({ kind }) => kind === "update");
      const before = refresh === -1 ? actions : actions.slice(0, refresh);
      uses.push(...before.filter(({ fresh }) => !fresh).map((action) => ({ run: node, action })));
      instructions.push(node);
      isRefreshed = refresh !== -1;
    }
    if (isRefreshed) continue;
    for (const child of children.get(next) ?? []) pending.push({ stage: child, from: 0 });
  }
  return { uses, instructions };
}

/** Whether an install in a later RUN takes packages from the index that this one fetches. */
export function isIndexUsedLater(
  model: Model,
  run: Instruction,
  index: PackageManager["index"],
): boolean {
  const stage = model.stageOf(run);
  const update = actionsOn(index, model, run).find(({ kind }) => kind === "update");
  if (stage === undefined || update === undefined) return false;
  const found = { run, update, rest: [], stage, children: childrenOf(model) };
  return later(model, found).uses.length > 0;
}

function actionsOn(
  index: PackageManager["index"],
  model: Model,
  node: Instruction,
): readonly PackageAction[] {
  return packageActions(model, node).filter(({ manager }) => manager.index === index);
}

/** Both RUNs mount a cache over the index: what the first fetches, the second finds. */
function sharesIndex(first: Instruction, second: Instruction, { manager }: PackageAction): boolean {
  return [first, second].every((node) =>
    mountsOf(node).some((mount) => {
      const target = optionNamed(mount, "target", "dst", "destination")?.value?.value;
      const folder = target?.replace(/\/+$/, "");
      return (
        mount.type === "cache" &&
        folder !== undefined &&
        manager.indexFolders.some((each) => each === folder || each.startsWith(`${folder}/`))
      );
    }),
  );
}

/** Whether one of the instructions starts something that may install packages out of our sight. */
function mayInstall(model: Model, instructions: readonly Instruction[]): boolean {
  return instructions.some((node) => {
    if (node.name === "ONBUILD") return true;
    if (node.name !== "RUN") return false;
    const commands = runCommands(model, node);
    const isUnread = (model.script(node)?.errors.length ?? 0) > 0 || commands.length === 0;
    return isUnread || commands.some(isOpaque);
  });
}

function isOpaque({ name, program }: ShellCommand): boolean {
  if (name === undefined) return false;
  return program === "" || name.text.includes("/") || possibleInstallers.includes(program);
}
