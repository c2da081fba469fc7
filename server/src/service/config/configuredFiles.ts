// What a configuration says about single Dockerfiles: which are left out, and where their build context lies.
import type { Place } from "../host.ts";
import { parseIgnoreFile } from "../syntax/ignoreFile.ts";
import { cleanPath } from "../syntax/paths.ts";
import type { Config, ConfigFile } from "./config.ts";

/** Whether the configuration leaves a Dockerfile out. */
export function isIgnored(file: ConfigFile | undefined, { ignore }: Config, place: Place): boolean {
  const path = pathFrom(file, place);
  return path !== undefined && parseIgnoreFile(ignore.join("\n")).match(path).ignored;
}

/** The build context that the configuration names for a Dockerfile. */
export function configuredContext(
  file: ConfigFile | undefined,
  { contexts }: Config,
  place: Place,
): string | undefined {
  const path = pathFrom(file, place);
  if (path === undefined || file === undefined) return undefined;
  const found = Object.entries(contexts).find(
    ([pattern]) => parseIgnoreFile(pattern).match(path).ignored,
  );
  if (found === undefined) return undefined;
  const [, folder] = found;
  return cleanPath(folder.startsWith("/") ? folder : `${folderOf(file.path)}/${folder}`);
}

/** The Dockerfile's path relative to the configuration's folder; undefined where it does not lie below it. */
function pathFrom(file: ConfigFile | undefined, { folder, name }: Place): string | undefined {
  if (file === undefined || folder === undefined || name === undefined) return undefined;
  const base = `${folderOf(file.path)}/`;
  const path = `${folder}/${name}`;
  return path.startsWith(base) ? path.slice(base.length) : undefined;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
