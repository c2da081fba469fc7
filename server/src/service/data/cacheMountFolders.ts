/** What a cache mount has to hold for a package manager, where that is the same in all images. */
export const cacheMountFolders: Readonly<Record<string, readonly string[]>> = {
  "apt-get": ["/var/cache/apt", "/var/lib/apt"],
  apt: ["/var/cache/apt", "/var/lib/apt"],
  aptitude: ["/var/cache/apt", "/var/lib/apt"],
  apk: ["/var/cache/apk"],
  zypper: ["/var/cache/zypp"],
  tdnf: ["/var/cache/tdnf"],
};

/** Images whose `dnf` is the fifth, with a cache of its own: Fedora since 41. */
export const dnf5Images: RegExp =
  /(?:^|\/)fedora(?:-minimal|-toolbox)?(?:$|@|:(?:latest|rawhide|4[1-9]|[5-9]\d|\d{3,})(?!\d))/;

/** Images whose `yum` is not another name of `dnf`. */
export const yumImages: RegExp =
  /(?:^|\/)(?:centos|oraclelinux|rhel|amazonlinux):(?:centos)?(?:[12567](?!\d)|latest)|(?:^|\/)centos$|(?:^|\/)(?:ubi|rhel)7(?!\d)/;

/** What a stage has in it that works with a yarn of version 2 or later, which keeps its cache elsewhere. */
export const modernYarn = {
  setting: /yarn set version|--immutable\b|yarn workspaces focus|\bcorepack\b/,
  file: /\.yarnrc\.yml|\.yarn[\s/]|yarn set version|--immutable\b|workspaces focus|\bcorepack\b/,
};
