// Two ways to keep what a package manager downloads out of a layer.
import { addCacheMounts, cacheFoldersOf } from "./cacheMounts.ts";
import { commandBehind } from "./addCommand.ts";
import { flagAmong } from "./commandFlags.ts";
import type { Model } from "./model.ts";
import type { PackageCall } from "./packageWork.ts";
import type { Instruction } from "./tree.ts";
import {
  offer,
  type Offer,
  type OfferedFix,
  type WrittenEdit,
  type WrittenEdits,
} from "./writtenEdits.ts";

export interface CacheCure {
  readonly message: string;
  /** The command that empties the cache, and the call behind which it stands. */
  readonly cleanup: string;
  readonly behind: PackageCall;
  /** What else a cache mount needs. */
  readonly beside?: WrittenEdit | undefined;
}

/** The text of a problem with the fixes: the cleanup behind a call, then the mounts. */
export function cacheCures(
  model: Model,
  node: Instruction,
  { message, cleanup, behind, beside }: CacheCure,
): Offer {
  const edits = cleanupBehind(model, node, behind, cleanup);
  const [text, clean] = offer(message, `Add \`${cleanup}\``, edits);
  const mount = mountCure(model, node, behind, beside);
  if (clean !== undefined) return [text, clean, mount];
  return mount === undefined ? [text] : [message, mount];
}

function cleanupBehind(
  model: Model,
  node: Instruction,
  call: PackageCall,
  cleanup: string,
): WrittenEdits {
  if (call.cleaned !== undefined) return { refusal: "there is a cleanup already" };
  const root = flagAmong(call.args, ["--installroot", "--root"]);
  if (root !== undefined) return { refusal: `\`${root.text}\` puts the cache elsewhere` };
  return commandBehind(model, node, call.command, cleanup);
}

/** Mounts caches where a manager keeps what it downloads; undefined where that is not known. */
export function mountCure(
  model: Model,
  node: Instruction,
  { manager, cleaned, args }: PackageCall,
  beside?: WrittenEdit,
): OfferedFix | undefined {
  const folders = cacheFoldersOf(model, node, manager);
  if (folders === undefined || cleaned !== undefined) return undefined;
  if (flagAmong(args, ["--installroot", "--root", "--cache-dir"]) !== undefined) return undefined;
  const edits = addCacheMounts(model, node, folders);
  const title = folders.length === 1 ? "Mount a cache on" : "Mount caches on";
  return {
    title: `${title} ${folders.join(" and ")}`,
    edits: beside === undefined ? edits : [beside, ...edits],
    safety: "unsafe",
  };
}
