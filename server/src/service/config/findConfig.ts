import type { Host } from "../host.ts";
import { configNames, type ConfigFile } from "./config.ts";

/**
 * The nearest configuration file, from a folder up to `root`, else the user's own; where the folder lies outside the root,
 * only its own folder is looked at.
 */
export async function findConfig(
  host: Host,
  folder: string,
  root: string | undefined,
): Promise<ConfigFile | undefined> {
  for (const place of [...foldersUpTo(folder, root), ...host.userConfigFolders]) {
    for (const name of configNames) {
      const path = `${place}/${name}`;
      const text = await host.readFile(path);
      if (text !== undefined) return { path, text };
    }
  }
  return undefined;
}

/** `a/b/c` and `a` -> `a/b/c`, `a/b`, `a`. */
function foldersUpTo(folder: string, root: string | undefined): readonly string[] {
  if (root === undefined || (folder !== root && !folder.startsWith(`${root}/`))) return [folder];
  const inside = folder.slice(root.length).split("/").filter(Boolean);
  return inside
    .map((_, index) => `${root}/${inside.slice(0, inside.length - index).join("/")}`)
    .concat(root);
}
