/** Packages that only serve to build, by their name without version. Letters' case does not count. */
export const buildPackages: readonly string[] = [
  "@development-tools",
  "alpine-sdk",
  "ant",
  "autoconf",
  "automake",
  "autotools-dev",
  "base-devel",
  "bison",
  "build-base",
  "build-essential",
  "cargo",
  "cmake",
  "default-jdk",
  "default-jdk-headless",
  "development tools",
  "flex",
  "g++",
  "gcc-c++",
  "go",
  "gradle",
  "kernel-headers",
  "libtool",
  "linux-headers",
  "make",
  "maven",
  "meson",
  "nasm",
  "ninja",
  "ninja-build",
  "node-gyp",
  "patchelf",
  "pkg-config",
  "pkgconf",
  "pkgconfig",
  "rust",
  "rustc",
  "sbt",
  "scons",
  "yasm",
];

/** Families of them: headers, and tools with a version in their name. */
export const buildPackagePatterns: readonly RegExp[] = [
  /-(?:dev|devel)$/,
  /^(?:gcc|g\+\+|clang|gfortran|llvm|golang)(?:-[\w.-]+)?$/,
  /^openjdk-?\d+(?:-jdk(?:-headless)?)?$/,
  /^linux-headers-/,
  /^dotnet-sdk-/,
];

/** Programs that turn sources into programs, with the subcommands that do; none: all. */
export const compilers: Readonly<Record<string, readonly string[]>> = {
  make: [],
  gmake: [],
  cmake: [],
  ninja: [],
  meson: ["compile", "setup", "install"],
  configure: [],
  gcc: [],
  "g++": [],
  cc: [],
  "c++": [],
  clang: [],
  "clang++": [],
  gfortran: [],
  rustc: [],
  cargo: ["build", "install", "b"],
  go: ["build", "install", "get", "run"],
  mvn: [],
  mvnw: [],
  gradle: [],
  gradlew: [],
  ant: [],
  sbt: [],
  javac: [],
  dotnet: ["build", "publish"],
  tsc: [],
  ng: ["build"],
  vite: ["build"],
  npm: ["build"],
  yarn: ["build"],
  pnpm: ["build"],
  bun: ["build"],
  python: ["setup.py"],
  python3: ["setup.py"],
};

/** Package managers of languages: what they install is often compiled first. */
export const nativeInstallers: Readonly<Record<string, readonly string[]>> = {
  python: ["pip"],
  python3: ["pip"],
  pip: ["install", "wheel"],
  pip3: ["install", "wheel"],
  uv: ["sync", "pip"],
  poetry: ["install"],
  pipenv: ["install", "sync"],
  npm: ["install", "i", "ci", "rebuild"],
  yarn: ["install"],
  pnpm: ["install", "i"],
  gem: ["install"],
  bundle: ["install"],
  pecl: ["install"],
  "docker-php-ext-install": [],
  phpize: [],
  cpan: [],
  cpanm: [],
  luarocks: ["install"],
  R: [],
  Rscript: [],
};

/** Images that are there to build in, by the names between their slashes. */
export const toolchainImages: readonly RegExp[] = [
  /^(?:buildpack-deps|clang|cimg|dockcross|emsdk|gcc|golang|gradle|haskell|maven|rust|sdk|swift)$/,
  /devcontainer|toolchain/,
  /(?:^|-)(?:builder|ci|dev|devel|sdk)$/,
];

/** Names of target stages that say the same. */
export const toolchainStages =
  /(?:^|[-_])(?:build|builder|ci|dev|devcontainer|devel|development|test)(?:$|[-_])/i;

/** Shells: who starts one in a container works in it. */
export const shellPrograms: readonly string[] = ["ash", "bash", "dash", "fish", "ksh", "sh", "zsh"];

/** Words of package managers that take packages away again. */
export const removeVerbs: readonly string[] = [
  "del",
  "remove",
  "purge",
  "autoremove",
  "auto-remove",
  "autopurge",
  "erase",
];
