// Debian packages, for set-up code: only on Debian, only as root, and always said aloud.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { runOrThrow } from "./run.ts";
import { Unavailable } from "./unavailable.ts";

/**
 * Throws `Unavailable` unless Debian packages can be had on this machine.
 *
 * @param remedy what a person can do instead, for the message: "install Chromium"
 */
export function requireApt(remedy: string): void {
  const release = existsSync("/etc/os-release") ? readFileSync("/etc/os-release", "utf8") : "";
  if (!/^ID=debian$/m.test(release)) {
    throw new Unavailable(`${remedy} (set up by itself only on Debian)`);
  }
  if (process.getuid?.() !== 0) {
    throw new Unavailable(`${remedy} (set up by itself only for root)`);
  }
}

/** Refreshes the package lists; without it a new machine finds no package, and an old one finds packages that are gone. */
export async function aptUpdate(env?: NodeJS.ProcessEnv): Promise<void> {
  await runOrThrow("apt-get", ["update", "-qq"], env && { env: { ...process.env, ...env } });
}

/** Installs packages into the system; see `requireApt`. */
export async function aptInstall(packages: readonly string[], remedy: string): Promise<void> {
  requireApt(remedy);
  console.log(`Installing Debian packages: ${packages.join(", ")} ...`);
  await aptUpdate();
  // somebody else may be installing: wait for them
  const options = ["-y", "-qq", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"];
  await runOrThrow("apt-get", ["install", ...options, ...packages], {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}

/** Downloads packages and unpacks them below `target`, without installing anything. `env` may name another apt set-up. */
export async function aptUnpack(
  packages: readonly string[],
  target: string,
  downloads: string,
  env?: NodeJS.ProcessEnv,
): Promise<void> {
  // apt's own download user may not write here, hence the option
  await runOrThrow("apt-get", ["download", "-qq", "-o", "APT::Sandbox::User=root", ...packages], {
    cwd: downloads,
    env: { ...process.env, ...env },
  });
  for (const name of readdirSync(downloads).filter((file) => file.endsWith(".deb"))) {
    await runOrThrow("dpkg-deb", ["-x", path.join(downloads, name), target]);
  }
}

/** The address of the Debian mirror that this machine uses, whichever of apt's two formats names it. */
export function debianMirror(): string {
  const folder = "/etc/apt/sources.list.d";
  const files = [
    "/etc/apt/sources.list",
    ...(existsSync(folder) ? readdirSync(folder).map((name) => path.join(folder, name)) : []),
  ];
  for (const file of files.filter((name) => existsSync(name))) {
    const match = /^(?:URIs:|deb )[^#\n]*?(https?:\/\/\S+\/debian\/?)(?:\s|$)/m.exec(
      readFileSync(file, "utf8"),
    );
    if (match?.[1] !== undefined) return match[1];
  }
  throw new Unavailable("name a Debian mirror in /etc/apt/sources.list");
}
