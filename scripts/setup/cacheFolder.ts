// Where big downloads live: outside the clone, in the user's cache folder, shared by all clones.
import { existsSync, rmSync } from "node:fs";
import { mkdir, mkdtemp, rename } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";

/** Drydock's own folder below `$XDG_CACHE_HOME`, or below the platform's usual cache folder. */
export const cacheFolder = path.join(
  process.env["XDG_CACHE_HOME"] || platformCache(),
  "drydock-dev",
);

function platformCache(): string {
  if (process.platform === "darwin") return path.join(homedir(), "Library", "Caches");
  if (process.platform === "win32") {
    return process.env["LOCALAPPDATA"] ?? path.join(homedir(), "AppData", "Local");
  }
  return path.join(homedir(), ".cache");
}

/**
 * The folder `name` in the cache, filled once. `fill` works in a folder beside it that takes the name only when
 * `fill` is done: a folder that exists is complete, also where a run was cut short or two runs fill it at once.
 */
export async function filledOnce(
  name: string,
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = path.join(cacheFolder, name);
  if (existsSync(folder)) return folder;
  await mkdir(cacheFolder, { recursive: true });
  const partial = await mkdtemp(`${folder}.partial-`);
  const discard = () => rmSync(partial, { recursive: true, force: true });
  process.once("exit", discard);
  try {
    await fill(partial);
    await rename(partial, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    process.off("exit", discard);
    discard();
  }
  return folder;
}
