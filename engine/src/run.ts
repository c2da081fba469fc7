// The only place that starts a process of an engine.
import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import type { Engine, EngineCommand } from "./engine.ts";
import { EngineError, problemOf, type Failure } from "./problem.ts";

export interface RunOptions {
  /** Ends the process and all its children; `run` then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds until the process is ended; 30 s where missing. */
  readonly timeout?: number | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
}

/** More output than any question can have: 100,000 images take a third of it. */
const outputLimit = 64 * 1024 * 1024;
/** Enough for every message; a client that floods its standard error is not listened to any longer. */
const errorLimit = 64 * 1024;

type Output = Failure["how"] | { readonly ended: "answered"; readonly stdout: string };

/**
 * Asks an engine and reads its answer.
 *
 * Throws `EngineError` with the problem, or the signal's reason when that aborts.
 */
export async function run<T>(
  engine: Pick<Engine, "executable" | "dialect">,
  command: EngineCommand<T>,
  options: RunOptions = {},
): Promise<T> {
  options.signal?.throwIfAborted();
  const output = await outputOf(engine.executable, command.args, options);
  options.signal?.throwIfAborted();
  const commandLine = [engine.executable, ...command.args];
  const fail = (how: Failure["how"]) =>
    new EngineError(problemOf({ dialect: engine.dialect, commandLine, how }));
  if (output.ended !== "answered") throw fail(output);
  try {
    return command.parse(output.stdout);
  } catch (error) {
    throw fail({ ended: "unreadable", why: `${String(error)}\n${output.stdout.slice(0, 2000)}` });
  }
}

function outputOf(
  executable: string,
  args: readonly string[],
  { signal, timeout = 30_000, env = process.env }: RunOptions,
): Promise<Output> {
  return new Promise((resolve) => {
    const child = spawn(executable, args, {
      env: { ...env, LC_ALL: "C", DOCKER_CLI_HINTS: "false" },
      stdio: ["ignore", "pipe", "pipe"],
      // a group of its own, so that plugins and ssh helpers end with it
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    const end = (output: Output): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      resolve(output);
    };
    const stop = (output: Output): void => {
      endTree(child);
      end(output);
    };
    const onAbort = (): void => stop({ ended: "failed", code: undefined, stderr: "cancelled" });
    const timer = setTimeout(() => stop({ ended: "timed-out", milliseconds: timeout }), timeout);
    signal?.addEventListener("abort", onAbort);
    const stdout = collect(child.stdout, outputLimit, () =>
      stop({ ended: "unreadable", why: `more than ${outputLimit} bytes` }),
    );
    const stderr = collect(child.stderr, errorLimit, () => {});
    child.on("error", (error) => end({ ended: "never-started", error }));
    child.on("close", (code) =>
      end(
        code === 0
          ? { ended: "answered", stdout: stdout() }
          : { ended: "failed", code: code ?? undefined, stderr: stderr() },
      ),
    );
  });
}

/** Keeps what a stream says up to `limit` bytes; gives the text so far when called. */
function collect(stream: NodeJS.ReadableStream, limit: number, onLimit: () => void): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > limit) onLimit();
    else chunks.push(chunk);
  });
  return () => Buffer.concat(chunks).toString("utf8");
}

/** Ends a process with all that it started, also where only its children are left to hold its output open. */
function endTree(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (process.platform === "win32") {
    const taskkill = path.join(process.env["SystemRoot"] ?? "C:\\Windows", "System32/taskkill.exe");
    spawn(taskkill, ["/pid", String(child.pid), "/t", "/f"], { windowsHide: true }).on(
      "error",
      () => child.kill(),
    );
    return;
  }
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL");
  }
}
