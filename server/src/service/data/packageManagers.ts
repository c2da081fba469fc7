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
  valueFlags: [
    "-c",
    "--config",
    "-d",
    "-e",
    "-x",
    "--exclude",
    "--installroot",
    "--releasever",
    "--setopt",
    "--enablerepo",
    "--disablerepo",
    "--repo",
    "--repoid",
    "--forcearch",
  ],
};

const dnf: PackageManager = {
  ...yum,
  index: "dnf",
  indexFolders: ["/var/cache/dnf", "/var/cache/libdnf5", "/var/cache/yum"],
};

const apk: PackageManager = {
  index: "apk",
  indexFolders: ["/var/cache/apk", "/etc/apk/cache"],
  update: ["update"],
  install: ["add", "fetch"],
  upgrade: ["upgrade"],
  freshFlags: ["--no-cache", "--update", "--update-cache", "-U"],
  valueFlags: ["-p", "--root", "-X", "--repository", "--arch", "--cache-dir", "--keys-dir"],
};

const zypper: PackageManager = {
  index: "zypper",
  indexFolders: ["/var/cache/zypp"],
  update: ["refresh", "ref"],
  install: ["install", "in", "source-install", "si", "install-new-recommends", "inr"],
  upgrade: ["update", "up", "dist-upgrade", "dup", "patch"],
  freshFlags: [],
  valueFlags: ["-R", "--root", "-D", "--reposd-dir", "-C", "--cache-dir", "-c", "--config"],
};

/** By program name. `yum update` and `apk upgrade` upgrade packages: they are no update of the index. */
export const packageManagers: Readonly<Record<string, PackageManager>> = {
  "apt-get": apt,
  apt,
  aptitude: apt,
  apk,
  yum,
  dnf,
  microdnf: dnf,
  zypper,
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

/** What does in scripts what a verb of `apt` does; `apt-get` and the same verb where it is not here. */
export const aptReplacements: Readonly<
  Record<string, { readonly program: string; readonly verb: string }>
> = {
  search: { program: "apt-cache", verb: "search" },
  show: { program: "apt-cache", verb: "show" },
  policy: { program: "apt-cache", verb: "policy" },
  depends: { program: "apt-cache", verb: "depends" },
  rdepends: { program: "apt-cache", verb: "rdepends" },
  "full-upgrade": { program: "apt-get", verb: "dist-upgrade" },
  // unlike apt-get's, it installs new packages where an upgrade needs them
  upgrade: { program: "apt-get", verb: "upgrade --with-new-pkgs" },
};

/** How a program installs packages by name. Words stand behind its global flags. */
export interface PackageInstaller {
  /**
   * Verbs, each one word or several: `["pip", "install"]` for `uv pip install`. A verb that begins with "-" is a flag that
   * may hold more letters, as `-Syu` of pacman.
   */
  readonly install: readonly (readonly string[])[];
  /** Flags that take the next word as their value. */
  readonly valueFlags: readonly string[];
  /** Of those, flags whose value is itself something to install, such as a file of requirements. */
  readonly fileFlags: readonly string[];
  /** What parts a package from its version: the first that a word has. */
  readonly versionMarks: readonly string[];
  /** The flag whose value is the version of all packages. */
  readonly versionFlags: readonly string[];
  /** Flags with which nothing is left in the cache. */
  readonly cleanFlags: readonly string[];
  /** Environment variables that do the same where they have one of these values; none: any value. */
  readonly cleanVariables: Readonly<Record<string, readonly string[]>>;
  /** Verbs that empty the cache. */
  readonly clean: readonly (readonly string[])[];
  /** Verbs besides the installing ones that fill it. */
  readonly fill: readonly (readonly string[])[];
  /** Folders whose removal empties it, or over which a cache mount keeps it out of the image; `~` is the home folder. */
  readonly cacheFolders: readonly string[];
  /** Environment variables that name another one. */
  readonly cacheVariables: readonly string[];
}

const noInstaller: PackageInstaller = {
  install: [["install"]],
  valueFlags: [],
  fileFlags: [],
  versionMarks: [],
  versionFlags: [],
  cleanFlags: [],
  cleanVariables: {},
  clean: [],
  fill: [],
  cacheFolders: [],
  cacheVariables: [],
};

const aptInstaller: PackageInstaller = {
  ...noInstaller,
  install: [["install"], ["reinstall"], ["build-dep"], ["satisfy"]],
  valueFlags: apt.valueFlags,
  versionMarks: ["="],
  clean: [["distclean"], ["dist-clean"]],
  fill: [["update"]],
  cacheFolders: apt.indexFolders,
};

const dnfInstaller: PackageInstaller = {
  ...noInstaller,
  install: [
    ["install"],
    ["in"],
    ["reinstall"],
    ["rei"],
    ["localinstall"],
    ["groupinstall"],
    ["group", "install"],
    ["module", "install"],
  ],
  valueFlags: yum.valueFlags,
  // only where it looks like `-1.2`: names have hyphens and digits too
  versionMarks: ["-"],
  clean: [
    ["clean", "all"],
    ["clean", "packages"],
  ],
  fill: [
    ["update"],
    ["upgrade"],
    ["up"],
    ["upgrade-minimal"],
    ["update-minimal"],
    ["up-min"],
    ["distro-sync"],
    ["dsync"],
    ["downgrade"],
    ["swap"],
    ["builddep"],
    ["makecache"],
  ],
  cacheFolders: dnf.indexFolders,
};

const pip: PackageInstaller = {
  ...noInstaller,
  valueFlags: [
    "-c",
    "--constraint",
    "-i",
    "--index-url",
    "--extra-index-url",
    "-f",
    "--find-links",
    "-t",
    "--target",
    "--prefix",
    "--root",
    "--src",
    "--cache-dir",
    "--platform",
    "--log",
    "--python-version",
    "--implementation",
    "--abi",
    "--no-binary",
    "--only-binary",
    "--trusted-host",
    "--proxy",
    "--timeout",
    "--retries",
    "--cert",
    "--upgrade-strategy",
    "--config-settings",
    "-C",
    "--python",
    "-p",
    "-b",
    "--build",
    "--root-user-action",
    "--exists-action",
    "--progress-bar",
  ],
  fileFlags: ["-r", "--requirement", "-e", "--editable"],
  versionMarks: ["===", "==", "~=", ">=", "<=", "!=", ">", "<", "@"],
  // its parser takes the beginnings of flags too
  cleanFlags: ["--no-cache-dir", "--no-cache"],
  // any value that pip takes for a truth value switches the cache off, "0" and "false" too
  cleanVariables: {
    PIP_NO_CACHE_DIR: ["1", "true", "t", "on", "yes", "y", "0", "false", "f", "off", "no", "n"],
  },
  clean: [["cache", "purge"]],
  cacheFolders: ["~/.cache/pip"],
  cacheVariables: ["PIP_CACHE_DIR"],
};

const conda: PackageInstaller = {
  ...noInstaller,
  install: [["install"], ["create"], ["env", "create"], ["env", "update"]],
  valueFlags: ["-n", "--name", "-p", "--prefix", "-c", "--channel"],
  fileFlags: ["-f", "--file"],
  versionMarks: ["=", ">", "<"],
  clean: [["clean"]],
  cacheFolders: ["/opt/conda/pkgs"],
};

const javaScript: PackageInstaller = {
  ...noInstaller,
  install: [["install"], ["add"], ["i"], ["ci"]],
  valueFlags: [
    "--prefix",
    "--registry",
    "--cache",
    "-C",
    "--dir",
    "--cwd",
    "--cache-folder",
    "--loglevel",
    "--omit",
    "--include",
    "-w",
    "--workspace",
    "--network-timeout",
  ],
  versionMarks: ["@"],
  clean: [
    ["cache", "clean"],
    ["store", "prune"],
  ],
};

/** By program name. */
export const packageInstallers: Readonly<Record<string, PackageInstaller>> = {
  "apt-get": aptInstaller,
  apt: aptInstaller,
  aptitude: aptInstaller,
  apk: {
    ...noInstaller,
    install: [["add"]],
    valueFlags: [...apk.valueFlags, "-t", "--virtual"],
    versionMarks: ["=", "~", ">", "<", "@"],
    cleanFlags: ["--no-cache"],
    clean: [
      ["cache", "clean"],
      ["cache", "purge"],
    ],
    fill: [["update"], ["upgrade"]],
    cacheFolders: apk.indexFolders,
  },
  yum: dnfInstaller,
  dnf: dnfInstaller,
  // each empties only its own cache
  microdnf: { ...dnfInstaller },
  tdnf: { ...dnfInstaller, cacheFolders: ["/var/cache/tdnf"] },
  zypper: {
    ...noInstaller,
    install: [["install"], ["in"], ["source-install"], ["si"]],
    valueFlags: zypper.valueFlags,
    versionMarks: ["=", ">", "<"],
    clean: [["clean"], ["cc"]],
    fill: [["update"], ["up"], ["dist-upgrade"], ["dup"], ["patch"], ["refresh"], ["ref"]],
    cacheFolders: zypper.indexFolders,
  },
  pacman: {
    ...noInstaller,
    install: [["-S"], ["-U"]],
    valueFlags: ["--config", "--root", "-r", "--dbpath", "-b", "--cachedir", "--ignore"],
    versionMarks: ["="],
    clean: [["-Sc"], ["-Scc"]],
    cacheFolders: ["/var/cache/pacman/pkg"],
  },
  pip,
  pip3: pip,
  pipx: { ...pip, cleanFlags: [], cleanVariables: {}, clean: [], cacheFolders: [] },
  uv: {
    ...pip,
    install: [["pip", "install"], ["tool", "install"], ["add"]],
    cleanFlags: ["--no-cache", "-n"],
    cleanVariables: { UV_NO_CACHE: [] },
    clean: [
      ["cache", "clean"],
      ["cache", "prune"],
    ],
    cacheFolders: ["~/.cache/uv"],
    cacheVariables: ["UV_CACHE_DIR"],
  },
  npm: { ...javaScript, clean: [["cache", "clean"]], cacheFolders: ["~/.npm"] },
  yarn: {
    ...javaScript,
    install: [["install"], ["add"], ["global", "add"]],
    cacheFolders: ["/usr/local/share/.cache/yarn", "~/.cache/yarn", "~/.yarn/berry/cache"],
    cacheVariables: ["YARN_CACHE_FOLDER"],
  },
  pnpm: { ...javaScript, cacheFolders: ["~/.local/share/pnpm/store", "/pnpm/store"] },
  gem: {
    ...noInstaller,
    install: [["install"], ["i"]],
    valueFlags: [
      "-i",
      "--install-dir",
      "-n",
      "--bindir",
      "-P",
      "-s",
      "--source",
      "--platform",
      "--use-system-libraries",
    ],
    versionMarks: [":"],
    versionFlags: ["-v", "--version"],
    cacheFolders: ["~/.gem", "/usr/local/bundle/cache"],
  },
  go: {
    ...noInstaller,
    install: [["install"]],
    valueFlags: ["-ldflags", "-tags", "-gcflags", "-asmflags", "-mod", "-modfile", "-p", "-C"],
    versionMarks: ["@"],
    clean: [["clean"]],
    cacheFolders: ["~/go/pkg/mod", "/go/pkg/mod", "~/.cache/go-build"],
  },
  cargo: {
    ...noInstaller,
    install: [["install"], ["binstall"]],
    valueFlags: [
      "--features",
      "-F",
      "--root",
      "--bin",
      "--target",
      "--profile",
      "--registry",
      "--index",
      "--branch",
      "--tag",
      "--rev",
      "-j",
      "--jobs",
      "--config",
      "--target-dir",
    ],
    fileFlags: ["--path", "--git"],
    versionMarks: ["@"],
    versionFlags: ["--version", "--vers"],
    cacheFolders: ["~/.cargo/registry", "/usr/local/cargo/registry"],
  },
  conda,
  mamba: conda,
  micromamba: conda,
  composer: {
    ...noInstaller,
    install: [["require"], ["install"], ["global", "require"], ["create-project"]],
    valueFlags: ["-d", "--working-dir"],
    versionMarks: [":", "=", "@"],
    cleanFlags: ["--no-cache"],
    cleanVariables: { COMPOSER_CACHE_DIR: ["/dev/null"] },
    clean: [["clear-cache"], ["clearcache"], ["cc"]],
    cacheFolders: ["~/.composer/cache", "~/.cache/composer", "/tmp/cache"],
  },
};
