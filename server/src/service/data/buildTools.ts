/** Packages that only serve to build: compilers, build systems, headers. Matched against the name without its version. */
export const buildPackages =
  /^(?:build-essential|build-base|alpine-sdk|base-devel|development[ -]tools|@development-tools|@?"?development tools"?|(?:lib)?(?:gcc|g\+\+|clang|gfortran)(?:-\d[\w.]*)?(?:-c\+\+)?|gcc-[\w-]+|gcc-c\+\+|llvm(?:-\d+)?|c?make|make|ninja(?:-build)?|meson|autoconf|automake|autotools-dev|libtool|pkg-config|pkgconf|pkgconfig|bison|flex|nasm|yasm|patchelf|scons|rustc?|cargo|golang(?:-[\w.]+)?|go|maven|gradle|ant|sbt|(?:default|openjdk-?\d+)-jdk(?:-headless)?|openjdk\d+(?:-jdk)?|java-[\w.]+-openjdk-devel|dotnet-sdk-[\w.]+|node-gyp|linux-headers(?:-[\w.+-]+)?|kernel-(?:headers|devel)|(?!.*-(?:nodev|prod)$)[\w.+-]+-(?:dev|devel))$/i;

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
};

/** Package managers of languages: what they install is often compiled first. */
export const nativeInstallers: Readonly<Record<string, readonly string[]>> = {
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

/** Images that are there to build in, by the last part of their name; so is whatever is called a development image. */
export const toolchainImages =
  /(?:^|\/)(?:golang|rust|gcc|clang|maven|gradle|buildpack-deps|haskell|swift|sdk|emsdk|android-sdk|cimg|devcontainers|.*devcontainer.*|.*-?builder|.*-dev|.*-devel|.*-ci|.*-sdk|dockcross|.*toolchain.*)(?:\/|$)|devcontainer/;

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
