// Cache mounts of RUN for what package managers download.
import { styleOf } from "./continuationStyle.ts";
import { cacheMountFolders, dnf5Images, modernYarn, yumImages } from "../data/cacheMountFolders.ts";
import { isConfigured } from "./fileSettings.ts";
import { mountTargets } from "./cacheCleaning.ts";
import type { Model } from "./model.ts";
import type { Instruction } from "./tree.ts";
import type { WrittenEdit } from "./writtenEdits.ts";

/** Mounts caches over the folders; those that are mounted already stay as they are. */
export function addCacheMounts(
  { dockerfile }: Model,
  node: Instruction,
  folders: readonly string[],
): readonly WrittenEdit[] {
  const mounted = mountTargets(node);
  const missing = folders.filter((folder) => !mounted.includes(folder));
  const flags = missing.map((folder) => `--mount=type=cache,target=${folder},sharing=locked`);
  const style = styleOf(dockerfile)(node);
  const at = node.flags[0]?.start ?? node.body.start;
  const start = node.keyword.end;
  const isPlain = /^[ \t]+$/.test(dockerfile.text.slice(start, at));
  // one a line where the instruction has several lines already
  if (style.isBroken && isPlain) {
    return [{ start: at, end: at, text: flags.map((flag) => flag + style.next).join("") }];
  }
  return [{ start, end: start, text: ` ${flags.join(" ")}` }];
}

/** Where a manager keeps what it downloads when this instruction runs; undefined where the file does not say it. */
export function cacheFoldersOf(
  model: Model,
  node: Instruction,
  manager: string,
): readonly string[] | undefined {
  const fixed = Object.hasOwn(cacheMountFolders, manager) ? cacheMountFolders[manager] : undefined;
  if (fixed !== undefined) return fixed;
  if (manager === "pip") return folderOfUser(model, node, "PIP_CACHE_DIR", "/.cache/pip");
  if (manager === "yarn") {
    const isModern = isConfigured(model, node, modernYarn);
    const folder = isModern ? undefined : "/usr/local/share/.cache/yarn";
    return folderOfUser(model, node, "YARN_CACHE_FOLDER", folder);
  }
  const image = imageBelow(model, node);
  if (dnf5Images.test(image)) return ["/var/cache/libdnf5"];
  const isOld = manager === "microdnf" || yumImages.test(image);
  return [isOld && manager !== "dnf" ? "/var/cache/yum" : "/var/cache/dnf"];
}

/** The folder that a variable names, else the usual one of root: who else runs it may not write to a mount. */
function folderOfUser(
  model: Model,
  node: Instruction,
  variable: string,
  usual: string | undefined,
): readonly string[] | undefined {
  const scope = model.scope(node);
  const user = model.user(node)?.text ?? "root";
  if (!/^(?:root|0)(?::|$)/.test(user)) return undefined;
  const named = scope.lookup(variable);
  const home = scope.lookup("HOME");
  const folder =
    named.kind === "text"
      ? named.text
      : usual?.replace(/^(?=\/\.)/, home.kind === "text" ? home.text : "/root");
  return folder !== undefined && /^\/[\w./@-]+$/.test(folder) ? [folder] : undefined;
}

/** Name and tag of the image that the stage is built on in the end; "" where only the build knows it. */
function imageBelow(model: Model, node: Instruction): string {
  const stage = model.stageOf(node);
  const base = stage && model.lineage(stage).at(-1)?.base;
  return (base?.kind === "image" && base.text) || "";
}
