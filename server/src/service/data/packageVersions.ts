/** How the commands of a package manager say which version of a package they want. */
export interface VersionSyntax {
  readonly managers: readonly string[];
  /** Those of them that the reading `plain` knows. */
  readonly plainManagers: readonly string[];
  /** Verbs behind which packages stand. */
  readonly verbs: readonly (readonly string[])[];
  /** Matches a word that holds a version. */
  readonly pinned: RegExp;
  /** Matches a word that is no name of a package of the index: files, addresses, groups. */
  readonly other: RegExp;
  /** As `other`, but not in the reading `plain`. */
  readonly harmless: RegExp;
  /** Matches a word that is pinned in the reading `plain` only. */
  readonly loose: RegExp;
  /** Flags that say the version of all of them. */
  readonly flags: readonly string[];
  /** Such flags that the reading `plain` does not take for it. */
  readonly looseFlags: readonly string[];
  /** Environment variables that do the same. */
  readonly variables: readonly string[];
  /** Whether the values that the file gives variables count. */
  readonly expands: boolean;
  /** Whether what stands behind `--` is meant for another program. */
  readonly endsAtDashes: boolean;
  /** A setting in a file of the image that does the same, and the file. */
  readonly setting: { readonly setting: RegExp; readonly file: RegExp } | undefined;
}

const never = /(?!)/;

const noVersions: Omit<VersionSyntax, "managers" | "plainManagers" | "pinned"> = {
  verbs: [["install"]],
  other: never,
  harmless: never,
  loose: never,
  flags: [],
  looseFlags: [],
  variables: [],
  expands: false,
  endsAtDashes: false,
  setting: undefined,
};

export const aptVersions: VersionSyntax = {
  ...noVersions,
  managers: ["apt-get", "apt", "aptitude"],
  plainManagers: ["apt-get"],
  pinned: /=/,
  // a file, or `package/release`
  other: /\/|\.deb$/,
  // `package-` removes it
  harmless: /-$/,
  looseFlags: ["-t", "--target-release", "--default-release"],
  // a mirror that stands still
  setting: { setting: /snapshot\.(?:debian\.org|ubuntu\.com)/, file: /sources|apt/ },
};

export const apkVersions: VersionSyntax = {
  ...noVersions,
  managers: ["apk"],
  plainManagers: ["apk"],
  verbs: [["add"]],
  pinned: /[=~<>]/,
  other: /\.apk$/,
  // a repository with a name, a conflict, what a package provides
  harmless: /@|^!|:/,
};

/** `name-1.2`, `name-1:1.2`; names have hyphens and digits too. */
const rpmVersion = /-\d[^-]*(?:-\d[^-]*)?$/;
const rpmOther = /\.rpm$|^@|:\/\//;
const rpmHarmless = /^[/.]|\(|^-/;

export const yumVersions: VersionSyntax = {
  ...noVersions,
  managers: ["yum"],
  plainManagers: ["yum"],
  verbs: [["install"], ["reinstall"], ["module", "install"]],
  // modules have a stream: `nodejs:22`
  pinned: new RegExp(`${rpmVersion.source}|:`),
  other: rpmOther,
  expands: true,
  harmless: rpmHarmless,
};

export const dnfVersions: VersionSyntax = {
  ...yumVersions,
  managers: ["dnf", "microdnf", "tdnf"],
  plainManagers: ["dnf", "microdnf"],
  verbs: [["install"], ["in"], ["reinstall"], ["module", "install"]],
};

export const zypperVersions: VersionSyntax = {
  ...noVersions,
  managers: ["zypper"],
  plainManagers: ["zypper"],
  verbs: [["install"], ["in"]],
  pinned: /[=<>]/,
  other: /\.rpm$/,
  harmless: new RegExp(`${rpmVersion.source}|${rpmHarmless.source}|:`),
};

export const pipVersions: VersionSyntax = {
  ...noVersions,
  managers: ["pip"],
  plainManagers: ["pip", "pipx"],
  pinned: /[=~!<>]=|[<>]|^(?:git|hg|svn|bzr)\+.*@[^/@]+$|^[^/:]*@/,
  other: /^(?!(?:git|hg|svn|bzr)\+).*\/|^\.+$|\.(?:whl|tar\.gz|tgz|tar\.bz2|zip|egg)$/,
  // what installs packages, brought up to date
  harmless: /^(?:pip|setuptools|wheel)$/,
  flags: ["-r", "--requirement", "-c", "--constraint", "--require-hashes"],
  variables: ["PIP_CONSTRAINT", "PIP_REQUIRE_HASHES"],
};

export const npmVersions: VersionSyntax = {
  ...noVersions,
  managers: ["npm", "yarn", "pnpm"],
  plainManagers: ["npm"],
  verbs: [["install"], ["i"], ["add"], ["global", "add"]],
  pinned: /^(?!git).[^/]*@[^/]|^@[^/]*\/[^@]+@.|^git.*#/,
  other: /^(?!git)(?:[./~]|.*:\/\/)|\.(?:tar|tar\.gz|tgz)$/,
  loose: /@latest$/,
};

export const gemVersions: VersionSyntax = {
  ...noVersions,
  managers: ["gem"],
  plainManagers: ["gem"],
  verbs: [["install"], ["i"]],
  pinned: /:/,
  harmless: /\/|\.gem$/,
  flags: ["-v", "--version"],
  endsAtDashes: true,
};
