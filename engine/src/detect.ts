// Which engine this machine has.
import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import path from "node:path";
import type { Dialect, Engine, EngineCommand } from "./engine.ts";
import { EngineError, noEngine } from "./problem.ts";
import { run, type RunOptions } from "./run.ts";

/** The programs that are looked for, in this order, where the setting names none. */
const knownEngines = ["docker", "podman"] as const;

/**
 * The engine to use: the configured one, else the first of docker and podman on the PATH. That it is installed says
 * nothing about a daemon; see `ping`.
 *
 * Throws `EngineError` where there is none or where it cannot be run.
 *
 * @param configured name or path of a compatible program; empty for none
 */
export async function detectEngine(configured: string, options: RunOptions = {}): Promise<Engine> {
  const env = options.env ?? process.env;
  for (const name of configured === "" ? knownEngines : [configured]) {
    const executable = await findExecutable(name, env);
    if (executable === undefined) continue;
    const about = await run({ executable, dialect: "docker" }, versionCommand, options);
    return { executable, ...about };
  }
  throw new EngineError(noEngine(configured));
}

/** What the program says it is decides, not its name: `docker` may well be podman's stand-in. */
const versionCommand: EngineCommand<{ readonly dialect: Dialect; readonly version: string }> = {
  args: ["--version"],
  parse: (stdout) => ({
    dialect: /^podman\b/i.test(stdout) ? "podman" : "docker",
    version: /\d+(?:\.\d+)+/.exec(stdout)?.[0] ?? stdout.trim().slice(0, 80),
  }),
};

/** Absolute path of a program by its name on the PATH, or by a path of its own. */
async function findExecutable(name: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const suffixes = process.platform === "win32" ? ["", ".exe"] : [""];
  const folders = /[\\/]/.test(name) ? [""] : searchPath(env);
  for (const folder of folders) {
    for (const suffix of suffixes) {
      const file = path.join(folder, name + suffix);
      if (path.isAbsolute(file) && (await isExecutable(file))) return file;
    }
  }
  return undefined;
}

/** Windows spells it Path, and only `process.env` itself does not mind. */
function searchPath(env: NodeJS.ProcessEnv): readonly string[] {
  const key = Object.keys(env).find((name) => name.toUpperCase() === "PATH");
  return ((key !== undefined && env[key]) || "")
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder));
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
