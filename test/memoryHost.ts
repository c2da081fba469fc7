import type { ExampleFiles } from "../server/src/service/lint/rule.ts";
import type { DirectoryEntry, Host } from "../server/src/service/host.ts";

/**
 * A folder in memory: `files` maps relative paths to contents; the root is "", the user's own configuration lies in `home`. Where bytes are asked for, each character
 * is one.
 */
export function memoryHost(files: ExampleFiles): Host {
  const paths = Object.keys(files);
  const relative = (path: string): string => path.replace(/^\//, "");
  return {
    userConfigFolders: ["/home"],
    async readDirectory(path) {
      const prefix = relative(path) === "" ? "" : `${relative(path)}/`;
      const inside = paths.filter((each) => each.startsWith(prefix));
      if (inside.length === 0 && prefix !== "") return undefined;
      const entries = new Map<string, DirectoryEntry>();
      for (const each of inside) {
        const [name = "", ...rest] = each.slice(prefix.length).split("/");
        entries.set(name, { name, kind: rest.length > 0 ? "directory" : "file" });
      }
      return [...entries.values()];
    },
    async readFile(path) {
      return files[relative(path)];
    },
    async readStart(path, bytes) {
      const content = files[relative(path)];
      return content === undefined ? undefined : Buffer.from(content, "latin1").subarray(0, bytes);
    },
  };
}
