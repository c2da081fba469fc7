// The file system for the language service, for the server and the command line on Node.
import { open, readdir, readFile, stat } from "node:fs/promises";
import type { Dirent } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import type { DirectoryEntry, Host } from "./service/host.ts";

/** Larger files are no configuration and no ignore file. */
const largestFile = 4 * 1024 * 1024;

export const nodeHost: Host = {
  get userConfigFolders() {
    const settings = process.env["XDG_CONFIG_HOME"] ?? process.env["APPDATA"];
    const folders = [path.join(settings ?? path.join(homedir(), ".config"), "drydock"), homedir()];
    return folders.map((folder) => folder.replaceAll(path.sep, "/"));
  },
  async readDirectory(folder) {
    try {
      return (await readdir(folder, { withFileTypes: true })).map(entryOf);
    } catch {
      return undefined;
    }
  },
  async readFile(file) {
    try {
      const content = await readFile(file);
      return content.length > largestFile ? undefined : content.toString("utf8");
    } catch {
      return undefined;
    }
  },
  async readStart(file, bytes) {
    try {
      // a pipe that nobody writes to would never answer
      if (!(await stat(file)).isFile()) return undefined;
      await using handle = await open(file);
      const { buffer, bytesRead } = await handle.read(new Uint8Array(bytes), 0, bytes, 0);
      return buffer.subarray(0, bytesRead);
    } catch {
      return undefined;
    }
  },
};

function entryOf(entry: Dirent): DirectoryEntry {
  if (entry.isDirectory()) return { name: entry.name, kind: "directory" };
  return { name: entry.name, kind: entry.isFile() ? "file" : "other" };
}
