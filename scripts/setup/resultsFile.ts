import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { root } from "./run.ts";

/** The file for a suite's results; those of an earlier run are gone. */
export function resultsFile(name: string): string {
  const folder = path.join(root, "out", "results");
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name}.jsonl`);
  rmSync(file, { force: true });
  return file;
}
