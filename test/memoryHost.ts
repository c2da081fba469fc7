import type { ExampleFiles } from "../server/src/service/lint/rule.ts";
import type { BuildContextHost, DirectoryEntry } from "../server/src/service/loadBuildContext.ts";

/** A folder in memory: `files` maps relative paths to contents; the root is "". */
export function memoryHost(files: ExampleFiles): BuildContextHost {
  const paths = Object.keys(files);
  const relative = (path: string): string => path.replace(/^\//, "");
  return {
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
  };
}
