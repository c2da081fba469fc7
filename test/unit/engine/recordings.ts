// What engines really printed, for images built and committed for these tests: "ENGINE.WHAT.history.jsonl".
import { readFileSync } from "node:fs";
import path from "node:path";

export function recording(name: string): string {
  return readFileSync(path.join(import.meta.dirname, "../../fixtures/engine", name), "utf8");
}
