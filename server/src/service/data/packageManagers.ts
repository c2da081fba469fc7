/** How a package manager is called. Words stand behind its global flags. */
export interface PackageManager {
  /** Managers with the same name here read the same package index. */
  readonly index: "apt" | "apk" | "yum" | "dnf" | "zypper";
  /** Folders that hold the index. */
  readonly indexFolders: readonly string[];
  /** Fetches the index and nothing else. */
  readonly update: readonly string[];
  /** Takes packages from the index by name. */
  readonly install: readonly string[];
  /** Brings what is installed up to date. */
  readonly upgrade: readonly string[];
  /** Flags with which the other commands fetch the index themselves. */
  readonly freshFlags: readonly string[];
  /** Global flags that take the next word as their value. */
  readonly valueFlags: readonly string[];
}

const apt: PackageManager = {
  index: "apt",
  indexFolders: ["/var/lib/apt/lists"],
  update: ["update"],
  install: ["install", "reinstall", "build-dep", "satisfy", "source", "download"],
  upgrade: ["upgrade", "dist-upgrade", "full-upgrade", "safe-upgrade", "dselect-upgrade"],
  freshFlags: [],
  valueFlags: ["-o", "--option", "-c", "--config-file", "-t", "--target-release"],
};

const yum: PackageManager = {
  index: "yum",
  indexFolders: ["/var/cache/yum"],
  update: ["makecache"],
  install: ["install", "reinstall", "localinstall", "groupinstall", "group", "builddep", "swap"],
  upgrade: ["update", "upgrade", "distro-sync", "upgrade-minimal", "update-minimal"],
  freshFlags: ["--refresh"],
  valueFlags: ["-c", "--config", "-d", "-e", "-x", "--exclude", "--installroot", "--releasever"],
};

const dnf: PackageManager = {
  ...yum,
  index: "dnf",
  indexFolders: ["/var/cache/dnf", "/var/cache/libdnf5", "/var/cache/yum"],
};

/** By program name. `yum update` and `apk upgrade` upgrade packages: they are no update of the index. */
export const packageManagers: Readonly<Record<string, PackageManager>> = {
  "apt-get": apt,
  apt,
  aptitude: apt,
  apk: {
    index: "apk",
    indexFolders: ["/var/cache/apk", "/etc/apk/cache"],
    update: ["update"],
    install: ["add", "fetch"],
    upgrade: ["upgrade"],
    freshFlags: ["--no-cache", "--update", "--update-cache", "-U"],
    valueFlags: ["-p", "--root", "-X", "--repository", "--arch", "--cache-dir", "--keys-dir"],
  },
  yum,
  dnf,
  microdnf: dnf,
  zypper: {
    index: "zypper",
    indexFolders: ["/var/cache/zypp"],
    update: ["refresh", "ref"],
    install: ["install", "in", "source-install", "si", "install-new-recommends", "inr"],
    upgrade: ["update", "up", "dist-upgrade", "dup", "patch"],
    freshFlags: [],
    valueFlags: ["-R", "--root", "-D", "--reposd-dir", "-C", "--cache-dir", "-c", "--config"],
  },
};

/** Programs that install packages of the system without naming a package manager, or run what nobody sees here. */
export const possibleInstallers: readonly string[] = [
  "sh",
  "bash",
  "dash",
  "ash",
  ".",
  "source",
  "eval",
  "make",
  "npx",
  "playwright",
  "rosdep",
  "mk-build-deps",
  "gdebi",
  "dpkg",
  "ansible-playbook",
];
