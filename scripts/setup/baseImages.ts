// The base images that the engine tests build on. No registry is asked for them where the engine is our own: two
// root file systems, made from Debian packages and kept in the cache folder, go by the names of the usual images.
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { aptInstall, aptUnpack, aptUpdate, debianMirror } from "./apt.ts";
import { filledOnce } from "./cacheFolder.ts";
import type { Engine } from "./engine.ts";
import { findOnPath, run, runOrThrow } from "./run.ts";
import { Unavailable } from "./unavailable.ts";

/** Every image that an engine test may name in FROM, by the root file system that stands for it. */
const baseImages = {
  busybox: ["busybox:1", "alpine:3.20", "alpine:latest"],
  debian: [
    "debian:bookworm-slim",
    "debian:bookworm",
    "ubuntu:24.04",
    "node:20-slim",
    "python:3.12-slim",
  ],
} as const;

const commands = { busybox: "sh", debian: "bash" } as const;
const searchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** Gives an engine of our own all base images, without a registry. */
export async function importBaseImages({ docker, env }: Engine): Promise<void> {
  const folder = await filledOnce("base-images", makeRootFileSystems);
  for (const kind of ["busybox", "debian"] as const) {
    const [first, ...others] = baseImages[kind];
    const config = ["-c", `ENV PATH=${searchPath}`, "-c", `CMD ["${commands[kind]}"]`];
    await runOrThrow(docker, ["import", ...config, path.join(folder, `${kind}.tar`), first], {
      env,
    });
    for (const name of others) await runOrThrow(docker, ["tag", first, name], { env });
  }
}

/** Pulls the images that somebody's engine lacks; what it has stays as it is. Throws `Unavailable` where that fails. */
export async function pullBaseImages({ docker, env }: Engine): Promise<void> {
  for (const name of [...baseImages.busybox, ...baseImages.debian]) {
    const present = await run(docker, ["image", "inspect", name], { env });
    if (present.code === 0) continue;
    console.log(`Pulling ${name} ...`);
    const pulled = await run(docker, ["pull", "-q", name], { env });
    if (pulled.code !== 0)
      throw new Unavailable(`give the running Docker the image ${name}, which it cannot pull`);
  }
}

async function makeRootFileSystems(folder: string): Promise<void> {
  console.log("Making base images from Debian packages (once) ...");
  await aptUpdate();
  await makeBusybox(folder);
  await makeDebian(path.join(folder, "debian.tar"));
}

/** A root file system with nothing but busybox: what Alpine images are at heart. */
async function makeBusybox(folder: string): Promise<void> {
  const work = mkdtempSync(path.join(folder, "busybox-"));
  const unpacked = path.join(work, "package");
  const tree = path.join(work, "root");
  for (const name of [
    "bin",
    "sbin",
    "etc",
    "tmp",
    "root",
    "proc",
    "sys",
    "dev",
    "usr/bin",
    "var/log",
  ]) {
    mkdirSync(path.join(tree, name), { recursive: true });
  }
  await aptUnpack(["busybox-static"], unpacked, work);
  const program = await runOrThrow("find", [
    unpacked,
    "-type",
    "f",
    "-name",
    "busybox",
    "-perm",
    "-u+x",
  ]);
  await runOrThrow("cp", [program, path.join(tree, "bin/busybox")]);
  const applets = (await runOrThrow(program, ["--list"]))
    .split("\n")
    .filter((name) => name !== "busybox");
  for (const name of applets)
    await runOrThrow("ln", ["-s", "busybox", path.join(tree, "bin", name)]);
  writeFileSync(path.join(tree, "etc/passwd"), "root:x:0:0:root:/root:/bin/sh\n");
  writeFileSync(path.join(tree, "etc/group"), "root:x:0:\n");
  await runOrThrow("chmod", ["1777", path.join(tree, "tmp")]);
  const reproducible = ["--sort=name", "--mtime=@0", "--numeric-owner", "--owner=0", "--group=0"];
  await runOrThrow("tar", [
    ...reproducible,
    "-C",
    tree,
    "-cf",
    path.join(folder, "busybox.tar"),
    ".",
  ]);
  await rm(work, { recursive: true });
}

/** A small Debian 12 in which apt works as it does in Debian's own images: no services start, no caches stay. */
async function makeDebian(tar: string): Promise<void> {
  if (findOnPath("mmdebstrap") === undefined)
    await aptInstall(["mmdebstrap"], "install mmdebstrap");
  const leftovers = ["lib/apt/lists/*", "cache/apt/*.bin"].map((name) => `"$1"/var/${name}`);
  const manuals = ["doc", "man", "locale"].map((name) => `"$1"/usr/share/${name}/*`);
  const aptConfig = (name: string, lines: readonly string[]) =>
    `--customize-hook=printf '%s\\n' ${lines.map((line) => `'${line}'`).join(" ")} >"$1"/etc/apt/apt.conf.d/${name}`;
  await runOrThrow("mmdebstrap", [
    "--quiet",
    "--variant=apt",
    "--mode=root",
    "--format=tar",
    "--include=ca-certificates",
    `--aptopt=Acquire::Languages "none"`,
    `--customize-hook=rm -rf ${[...leftovers, ...manuals].join(" ")}`,
    `--customize-hook=printf '#!/bin/sh\\nexit 101\\n' >"$1"/usr/sbin/policy-rc.d && chmod 755 "$1"/usr/sbin/policy-rc.d`,
    aptConfig("docker-clean", [
      `DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb || true"; };`,
      `Dir::Cache::pkgcache "";`,
      `Dir::Cache::srcpkgcache "";`,
    ]),
    aptConfig("docker-misc", [`Acquire::Languages "none";`, `Acquire::GzipIndexes "true";`]),
    "bookworm",
    tar,
    `deb ${debianMirror()} bookworm main`,
  ]);
}
