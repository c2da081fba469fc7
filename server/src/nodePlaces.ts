import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Places } from "./server.ts";

/** URIs as paths of this machine. Only `file:` URIs have one. */
export const nodePlaces: Places = {
  pathOf(uri) {
    try {
      return fileURLToPath(uri).replaceAll(path.sep, "/");
    } catch {
      return undefined;
    }
  },
  uriOf: (file) => pathToFileURL(file).href,
};
