// Starts the bundled command line as a shell would.
import { spawnSync } from "node:child_process";
import path from "node:path";

const program = path.resolve(import.meta.dirname, "../../dist/cli.cjs");

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string | Buffer;
  readonly cwd?: string;
}

export function drydock(args: readonly string[], { input = "", cwd }: RunOptions = {}): Run {
  const result = spawnSync(process.execPath, [program, ...args], {
    input,
    encoding: "utf8",
    ...(cwd === undefined ? {} : { cwd }),
  });
  return { status: result.status, stdout: result.stdout, stderr: result.stderr };
}
