// A Docker engine for tests. `acquireEngine` takes the one that answers, else starts one of its own: root on
// Debian only, from Debian packages that are unpacked in the cache folder and never installed. An engine of our
// own keeps its images and containers in a folder that `stop` removes, so every run starts from nothing.
import { spawn, type ChildProcess } from "node:child_process";
import {
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { aptUnpack, aptUpdate, debianMirror, requireApt } from "./apt.ts";
import { importBaseImages, pullBaseImages } from "./baseImages.ts";
import { filledOnce } from "./cacheFolder.ts";
import { endWithThisProcess, findOnPath, root, run } from "./run.ts";
import { Unavailable } from "./unavailable.ts";

/** Debian's suite with a current engine: its BuildKit knows `--check`, that of Debian 12 does not. */
const suite = "forky";
const remedy = "start Docker";

export interface Engine {
  /** Path of the docker command line. */
  readonly docker: string;
  /** The environment for it and for whatever calls it: DOCKER_HOST, DOCKER_CONFIG and PATH are set. */
  readonly env: NodeJS.ProcessEnv;
  /** Whether this call started the engine; images of any other engine belong to somebody. */
  readonly own: boolean;
  /** Ends the engine and removes all its data, where it is our own. */
  stop(): Promise<void>;
}

/**
 * An engine that answers and holds the base images of `baseImages.ts`.
 * Throws `Unavailable` with the reason where there is none and none can be started.
 */
export async function acquireEngine(): Promise<Engine> {
  const running = await runningEngine();
  if (running === undefined) return startEngine();
  await pullBaseImages(running);
  return running;
}

async function runningEngine(): Promise<Engine | undefined> {
  const docker = findOnPath("docker");
  if (docker === undefined || !(await answers(docker, process.env))) return undefined;
  return { docker, env: process.env, own: false, stop: () => Promise.resolve() };
}

async function answers(docker: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const { code } = await run(docker, ["version"], { env, timeout: 20_000 });
  return code === 0;
}

async function startEngine(): Promise<Engine> {
  requireApt(remedy);
  const binaries = path.join(await filledOnce(`docker-${suite}`, unpackEngine), "bin");
  // sockets lie here, and their paths may have 107 bytes at most
  const folder = mkdtempSync(path.join(tmpdir(), "drydock-engine-"));
  const config = path.join(folder, "config");
  mkdirSync(path.join(config, "cli-plugins"), { recursive: true });
  symlinkSync(path.join(binaries, "docker-buildx"), path.join(config, "cli-plugins/docker-buildx"));
  const env = {
    ...process.env,
    PATH: `${binaries}${path.delimiter}${process.env["PATH"]}`,
    DOCKER_HOST: `unix://${folder}/docker.sock`,
    DOCKER_CONFIG: config,
  };
  const daemon = startDaemon(binaries, folder, env);
  const engine = {
    docker: path.join(binaries, "docker"),
    env,
    own: true,
    stop: () => stopDaemon(daemon, folder),
  };
  try {
    await waitForDaemon(engine, daemon, folder);
    await importBaseImages(engine);
    return engine;
  } catch (error) {
    await engine.stop();
    throw error;
  }
}

/** Downloads the engine's packages from `suite`, and runc from the machine's own, whose C library it fits. */
async function unpackEngine(folder: string): Promise<void> {
  console.log(
    "Downloading a Docker engine from Debian's packages (about 300 MB unpacked, once) ...",
  );
  const apt = path.join(folder, "apt");
  const downloads = path.join(folder, "downloads");
  for (const name of ["lists/partial", "cache/archives/partial", "preferences"])
    mkdirSync(path.join(apt, name), { recursive: true });
  mkdirSync(downloads);
  writeFileSync(path.join(apt, "status"), "");
  const keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";
  writeFileSync(
    path.join(apt, "sources.list"),
    `deb [signed-by=${keyring}] ${debianMirror()} ${suite} main\n`,
  );
  writeFileSync(path.join(apt, "apt.conf"), aptConfiguration(apt));
  const env = { APT_CONFIG: path.join(apt, "apt.conf") };
  const unpacked = path.join(folder, "root");
  await aptUpdate(env);
  await aptUnpack(
    ["docker.io", "docker-cli", "docker-buildx", "containerd", "tini-static"],
    unpacked,
    downloads,
    env,
  );
  await rm(downloads, { recursive: true });
  mkdirSync(downloads);
  await aptUpdate();
  await aptUnpack(["runc"], unpacked, downloads);
  await Promise.all([apt, downloads].map((name) => rm(name, { recursive: true })));
  mkdirSync(path.join(folder, "bin"));
  for (const program of programs) {
    const name = program === "usr/bin/tini-static" ? "docker-init" : path.basename(program);
    symlinkSync(path.join("../root", program), path.join(folder, "bin", name));
  }
}

const programs = [
  "usr/bin/docker",
  "usr/libexec/docker/cli-plugins/docker-buildx",
  "usr/sbin/dockerd",
  "usr/sbin/docker-proxy",
  "usr/bin/containerd",
  "usr/bin/containerd-shim-runc-v2",
  "usr/sbin/runc",
  "usr/bin/tini-static",
];

/** An apt that reads only `sources.list` in this folder and leaves the system's state alone. */
function aptConfiguration(folder: string): string {
  return [
    `Dir::State::lists "${folder}/lists";`,
    `Dir::State::status "${folder}/status";`,
    `Dir::Cache "${folder}/cache";`,
    `Dir::Etc::sourcelist "${folder}/sources.list";`,
    `Dir::Etc::sourceparts "-";`,
    `Dir::Etc::preferencesparts "${folder}/preferences";`,
    `APT::Sandbox::User "root";`,
  ].join("\n");
}

/** The daemon touches no firewall rule: builds that need the network use `--network host`. */
function startDaemon(binaries: string, folder: string, env: NodeJS.ProcessEnv): ChildProcess {
  const log = createWriteStream(path.join(folder, "dockerd.log"));
  writeFileSync(path.join(folder, "daemon.json"), "{}");
  const args = [
    `--config-file=${folder}/daemon.json`,
    `--data-root=${folder}/data`,
    `--exec-root=${folder}/exec`,
    `--pidfile=${folder}/dockerd.pid`,
    `--host=unix://${folder}/docker.sock`,
    "--iptables=false",
    "--ip6tables=false",
    "--ip-forward=false",
  ];
  const daemon = spawn(path.join(binaries, "dockerd"), args, {
    env,
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  daemon.stdout.pipe(log);
  daemon.stderr.pipe(log);
  endWithThisProcess(daemon);
  return daemon;
}

async function waitForDaemon(engine: Engine, daemon: ChildProcess, folder: string): Promise<void> {
  const end = Date.now() + 30_000;
  while (Date.now() < end && daemon.exitCode === null) {
    if (await answers(engine.docker, engine.env)) return;
    await pause(100);
  }
  const lastLine = readFileSync(path.join(folder, "dockerd.log"), "utf8").trim().split("\n").at(-1);
  throw new Unavailable(`${remedy} (the one started here does not answer: ${lastLine})`);
}

async function stopDaemon(daemon: ChildProcess, folder: string): Promise<void> {
  if (daemon.exitCode === null && daemon.signalCode === null) {
    const ended = new Promise((resolve) => daemon.once("exit", resolve));
    daemon.kill("SIGTERM");
    await ended;
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 10 });
}
