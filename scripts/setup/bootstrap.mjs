// The first step of `npm start` and `npm test`. It runs on whatever Node the machine has, before anything is
// installed: so this file is plain JavaScript, uses built-in modules only, and keeps to what Node 18 knows.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const binaries = path.join(root, "node_modules", ".bin");
const projectNode = path.join(
  root,
  "node_modules",
  "node",
  "bin",
  process.platform === "win32" ? "node.exe" : "node",
);

/**
 * Installs the project's packages where they are missing or stale, then runs a script of the project on the
 * Node version that package.json pins. The script gets this process's arguments, streams and signals, and
 * its exit code becomes the exit code here.
 *
 * @param {string} script path of a .ts file, relative to the project's root
 */
export function runOnProjectNode(script) {
  if (packagesAreStale()) installPackages();
  if (!existsSync(projectNode)) {
    fail("Node 24 is missing in node_modules: are install scripts disabled? Try: npm rebuild node");
  }
  const child = spawn(projectNode, [path.join(root, script), ...process.argv.slice(2)], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, PATH: binaries + path.delimiter + process.env.PATH },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => child.kill(signal));
  }
  child.on("error", (error) => fail(error.message));
  child.on("exit", (code) => process.exit(code ?? 1));
}

/** npm writes its hidden lock file last: where that is older than ours, or absent, the packages are not ours. */
function packagesAreStale() {
  const installed = path.join(root, "node_modules", ".package-lock.json");
  if (!existsSync(installed)) return true;
  return statSync(installed).mtimeMs < statSync(path.join(root, "package-lock.json")).mtimeMs;
}

/**
 * Installs what the lock file says, and leaves the lock file as it is. Not `npm ci`: that refuses a lock file which
 * lacks other platforms' builds of a tool, and npm leaves those out where the registry's mirror does not have them.
 */
function installPackages() {
  console.log("Installing the project's packages from npm ...");
  const quiet = ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"];
  const npm = process.env.npm_execpath;
  const options = { cwd: root, stdio: "inherit" };
  const { status, error } = npm
    ? spawnSync(process.execPath, [npm, ...quiet], options)
    : spawnSync("npm", quiet, { ...options, shell: process.platform === "win32" });
  if (status !== 0) fail(`npm install failed${error ? `: ${error.message}` : ""}`);
}

/** @param {string} reason */
function fail(reason) {
  console.error(reason);
  process.exit(1);
}
