// Running other programs from the set-up scripts: each in a process group of its own, so that it ends as a whole.
// Windows has no such groups; there the program itself is ended.
import { spawn, type ChildProcess } from "node:child_process";
import { accessSync, constants } from "node:fs";
import path from "node:path";

/** Whether a spawned program leads a process group of its own. */
export const detached = process.platform !== "win32";

/** The project's root folder. */
export const root = path.resolve(import.meta.dirname, "../..");

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds after which the program is ended; 10 minutes where nothing is said. */
  readonly timeout?: number;
}

export interface RunResult {
  /** The exit code; -1 where a signal or the time limit ended the program. */
  readonly code: number;
  /** Standard output and standard error, as they came. */
  readonly output: string;
}

/** Runs a program to its end, without standard input. Rejects only where it cannot be started. */
export function run(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  const { cwd = root, env = process.env, timeout = 600_000 } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      detached,
    });
    const forget = endWithThisProcess(child);
    let output = "";
    const collect = (chunk: string) => (output += chunk);
    child.stdout.setEncoding("utf8").on("data", collect);
    child.stderr.setEncoding("utf8").on("data", collect);
    const timer = setTimeout(() => {
      output += `\nended after ${timeout / 1000} s without a result\n`;
      signalGroup(child, "SIGKILL");
    }, timeout);
    const settle = () => {
      clearTimeout(timer);
      forget();
    };
    child.on("error", (error) => {
      settle();
      reject(error);
    });
    child.on("close", (code) => {
      settle();
      resolve({ code: code ?? -1, output });
    });
  });
}

/** Like `run`, and gives the trimmed output; rejects with the last lines of it where the exit code is not 0. */
export async function runOrThrow(
  command: string,
  args: readonly string[],
  options?: RunOptions,
): Promise<string> {
  const { code, output } = await run(command, args, options);
  if (code === 0) return output.trim();
  const lastLines = output.trim().split("\n").slice(-15).join("\n");
  throw new Error(
    `${path.basename(command)} ${args.slice(0, 3).join(" ")} ended with ${code}:\n${lastLines}`,
  );
}

/** Sends a signal to a detached child and everything that it started; a group that is gone is no error. */
export function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(detached ? -child.pid : child.pid, signal);
  } catch {
    // it has ended by itself
  }
}

/** Ends the child's group when this process exits, however it does. Returns a function that takes this back. */
export function endWithThisProcess(child: ChildProcess): () => void {
  const end = () => signalGroup(child, "SIGTERM");
  process.once("exit", end);
  return () => process.off("exit", end);
}

/** The full path of the first of these programs that is on PATH. */
export function findOnPath(...names: readonly string[]): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter).filter(Boolean);
  const candidates = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return candidates.find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
