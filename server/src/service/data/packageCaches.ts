/** Package managers that share a cache, and what fills it. */
export interface PackageCache {
  readonly managers: readonly string[];
  /** The verbs that fill it; undefined for all that the managers have. */
  readonly verbs: readonly (readonly string[])[] | undefined;
  /** Flags with which nothing is fetched. */
  readonly harmless: readonly string[];
  /** Those of them that the reading `plain` knows. */
  readonly plainManagers: readonly string[];
  /** The words that fill it in that reading. */
  readonly plainVerbs: readonly string[];
  /** The words that empty it in that reading. */
  readonly plainCleanups: readonly string[];
  /** The words after `rm` that make a cleanup in that reading, whatever folder it removes. */
  readonly plainRemoval: readonly string[];
  /** Whether nothing may follow a cleanup in that reading. */
  readonly plainOrder: boolean;
  /** The folders, all of one list, that have to be mounts in that reading; undefined for any that hold it. */
  readonly plainMounts: readonly (readonly string[])[] | undefined;
}

export const apkCache: PackageCache = {
  managers: ["apk"],
  verbs: [["add"]],
  harmless: ["--no-network", "--simulate", "-s"],
  plainManagers: ["apk"],
  plainVerbs: ["add"],
  plainCleanups: [],
  plainRemoval: [],
  plainOrder: true,
  plainMounts: undefined,
};

export const aptLists: PackageCache = {
  managers: ["apt-get", "apt", "aptitude"],
  verbs: [["update"]],
  harmless: [],
  plainManagers: ["apt-get", "apt", "aptitude"],
  plainVerbs: ["update"],
  plainCleanups: [],
  plainRemoval: ["-rf", "/var/lib/apt/lists/*"],
  plainOrder: false,
  plainMounts: [["/var/lib/apt/lists"], ["/var/lib/apt", "/var/cache/apt"]],
};

export const yumCache: PackageCache = {
  managers: ["yum"],
  verbs: undefined,
  harmless: ["--help", "-h"],
  plainManagers: ["yum"],
  plainVerbs: ["install", "groupinstall", "localinstall"],
  plainCleanups: ["clean"],
  plainRemoval: ["-rf", "/var/cache/yum/*"],
  plainOrder: true,
  plainMounts: undefined,
};

export const dnfCache: PackageCache = {
  managers: ["dnf", "microdnf", "tdnf"],
  verbs: undefined,
  harmless: ["--help", "-h"],
  plainManagers: ["dnf", "microdnf"],
  plainVerbs: ["install", "in", "reinstall", "rei", "upgrade", "up", "upgrade-minimal", "up-min"],
  plainCleanups: ["clean"],
  plainRemoval: ["-rf", "/var/cache/yum/*"],
  plainOrder: true,
  plainMounts: undefined,
};

export const zypperCache: PackageCache = {
  managers: ["zypper"],
  verbs: undefined,
  harmless: ["--help", "-h"],
  plainManagers: ["zypper"],
  plainVerbs: ["install", "in"],
  plainCleanups: ["clean", "cc"],
  plainRemoval: ["-rf", "/var/cache/zypp/*"],
  plainOrder: true,
  plainMounts: undefined,
};

export const yarnCache: PackageCache = {
  managers: ["yarn"],
  verbs: undefined,
  harmless: ["--help", "-h"],
  plainManagers: ["yarn"],
  plainVerbs: ["install"],
  plainCleanups: ["clean"],
  plainRemoval: [],
  plainOrder: true,
  plainMounts: undefined,
};
