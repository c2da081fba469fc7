// code-server, VS Code's own workbench and extension host in a browser: where `npm start` opens Drydock when no
// `code` is installed, and what the editor tests run in where desktop VS Code cannot be had.
import { spawn, type ChildProcess } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { filledOnce } from "./cacheFolder.ts";
import { detached, endWithThisProcess, run, runOrThrow, signalGroup } from "./run.ts";

const version = "4.139.1";
const startTimeout = 60_000;

/** An empty folder of settings and extensions for one run of the editor, removed when this process exits. */
export interface Profile {
  readonly folder: string;
  readonly userData: string;
  readonly extensions: string;
}

export interface CodeServer {
  /** Host and port, as they stand in the address of the workbench. */
  readonly authority: string;
  readonly process: ChildProcess;
  /** What the server has printed so far. */
  output(): string;
  stop(): Promise<void>;
}

/** Installs code-server from npm into the cache folder, once; gives the path of its main script. */
export async function ensureCodeServer(): Promise<string> {
  const folder = await filledOnce(`code-server-${version}`, install);
  return path.join(folder, "node_modules/code-server/out/node/entry.js");
}

/** Without the packages' install scripts: those compile native modules, and the server runs without them. */
async function install(folder: string): Promise<void> {
  console.log(`Installing code-server ${version} (about 600 MB, once) ...`);
  writeFileSync(path.join(folder, "package.json"), `{ "private": true }`);
  const npm = (cwd: string, ...more: readonly string[]) =>
    runOrThrow(
      "npm",
      ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", ...more],
      { cwd },
    );
  await npm(folder, `code-server@${version}`);
  const workbench = path.join(folder, "node_modules/code-server/lib/vscode");
  await npm(workbench, "--omit=dev");
  const standIns = path.join(import.meta.dirname, "hostModules");
  const modules = path.join(workbench, "node_modules/@vscode");
  copyFileSync(path.join(standIns, "spdlog.cjs"), path.join(modules, "spdlog/index.js"));
  copyFileSync(path.join(standIns, "watchdog.cjs"), path.join(modules, "native-watchdog/index.js"));
}

/** A fresh profile in which nothing but the extension under test moves. */
export function makeProfile(settings: Readonly<Record<string, unknown>> = {}): Profile {
  // the temporary folder, since sockets lie in the profile and their paths may have 107 bytes at most
  const folder = mkdtempSync(path.join(tmpdir(), "drydock-"));
  const userData = path.join(folder, "data");
  mkdirSync(path.join(userData, "User"), { recursive: true });
  mkdirSync(path.join(folder, "tmp"));
  const quiet = {
    "telemetry.telemetryLevel": "off",
    "workbench.startupEditor": "none",
    "workbench.tips.enabled": false,
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "workbench.editor.useModal": "off",
    "workbench.reduceMotion": "on",
    "chat.disableAIFeatures": true,
    "extensions.autoUpdate": false,
    "extensions.autoCheckUpdates": false,
    "extensions.ignoreRecommendations": true,
    "git.enabled": false,
    "remote.autoForwardPorts": false,
    // the web workbench saves after a delay by default, the desktop does not
    "files.autoSave": "off",
  };
  writeFileSync(
    path.join(userData, "User/settings.json"),
    JSON.stringify({ ...quiet, ...settings }),
  );
  process.once("exit", () =>
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  );
  return { folder, userData, extensions: path.join(folder, "extensions") };
}

/** Installs a .vsix into the profile. */
export async function installExtension(profile: Profile, vsix: string): Promise<void> {
  const entry = await ensureCodeServer();
  const args = [entry, ...profileArguments(profile), "--install-extension", vsix];
  const { code, output } = await run(process.execPath, args, { env: serverEnvironment(profile) });
  if (code !== 0) throw new Error(`code-server did not install ${vsix}:\n${output}`);
}

/** Starts the server on a free port of 127.0.0.1, for anyone on this machine, and waits until it listens. */
export async function startCodeServer(
  profile: Profile,
  options: { readonly args?: readonly string[]; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<CodeServer> {
  const entry = await ensureCodeServer();
  const switches = [
    "--disable-telemetry",
    "--disable-update-check",
    "--disable-workspace-trust",
    "--disable-getting-started-override",
    // the PATH is that of this process, not that of the user's login shell
    "--vscode-option",
    "force-disable-user-env",
  ];
  const args = [
    entry,
    "--bind-addr",
    "127.0.0.1:0",
    "--auth",
    "none",
    ...switches,
    ...profileArguments(profile),
    ...(options.args ?? []),
  ];
  const child = spawn(process.execPath, args, {
    env: { ...serverEnvironment(profile), ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
    detached,
  });
  const forget = endWithThisProcess(child);
  let output = "";
  const listening = new Promise<string>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`code-server does not listen:\n${output}`)),
      startTimeout,
    );
    const collect = (chunk: string) => {
      output += chunk;
      const authority = /listening on http:\/\/(127\.0\.0\.1:\d+)/.exec(output)?.[1];
      if (authority === undefined) return;
      clearTimeout(timer);
      resolve(authority);
    };
    child.stdout.setEncoding("utf8").on("data", collect);
    child.stderr.setEncoding("utf8").on("data", collect);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`code-server ended with ${code}:\n${output}`)));
  });
  const stop = async () => {
    await endGroup(child);
    forget();
  };
  try {
    return { authority: await listening, process: child, output: () => output, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Asks the server's process group to end, insists after four seconds, and waits until it has. */
async function endGroup(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    const insist = setTimeout(() => signalGroup(child, "SIGKILL"), 4000);
    signalGroup(child, "SIGTERM");
    await ended;
    clearTimeout(insist);
  }
  // its extension hosts may outlive it by a moment
  signalGroup(child, "SIGKILL");
}

function profileArguments(profile: Profile): readonly string[] {
  const config = path.join(profile.folder, "code-server.yaml");
  return [
    "--config",
    config,
    "--user-data-dir",
    profile.userData,
    "--extensions-dir",
    profile.extensions,
  ];
}

/** This process's environment, without what npm or a surrounding VS Code put there, and kept inside the profile. */
function serverEnvironment(profile: Profile): NodeJS.ProcessEnv {
  const foreign =
    /^(npm_.*|XDG_RUNTIME_DIR|VSCODE_.*|NODE_OPTIONS|ELECTRON_RUN_AS_NODE|PORT|PASSWORD)$/i;
  const own = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  const home = path.join(profile.folder, "home");
  return {
    ...Object.fromEntries(own),
    TMPDIR: path.join(profile.folder, "tmp"),
    XDG_CONFIG_HOME: home,
    XDG_DATA_HOME: home,
    XDG_CACHE_HOME: home,
    // no extension gallery: the editor asks nobody outside this machine
    EXTENSIONS_GALLERY: "{}",
  };
}

/**
 * The address of the workbench.
 *
 * @param payload what else the workbench shall do, as VS Code's web client takes it: [key, value] pairs
 */
export function workbenchAddress(
  authority: string,
  folder: string,
  payload: readonly (readonly [string, string])[],
): string {
  const query = new URLSearchParams({ folder });
  if (payload.length > 0) query.set("payload", JSON.stringify(payload));
  return `http://${authority}/?${query.toString()}`;
}

/** A path on the server's disk as the workbench names it in its payload. */
export function remoteUri(authority: string, file: string): string {
  return `vscode-remote://${authority}${encodeURI(path.resolve(file))}`;
}
