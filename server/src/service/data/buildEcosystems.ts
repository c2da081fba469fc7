// How programs are built in images, by ecosystem: how the build is recognised, what comes out of it, and which image runs it.

/** What a build leaves for the container. */
export type BuildProduct =
  /** One program; what starts the container names it. */
  | "program"
  /** A jar, which what starts the container names. */
  | "jar"
  /** A folder with everything that was published. */
  | "folder"
  /** The folder of the application, its packages included. */
  | "application"
  /** A virtual environment beside the application. */
  | "venv"
  /** Extensions that the interpreter loads. */
  | "extensions";

/** An image that runs what was built in another one; `runtime` may use groups of `image`, as in String.replace. */
export interface RuntimeImage {
  /** `name:tag`, for official images of Docker Hub without `library/`. */
  readonly image: RegExp;
  readonly runtime: string;
}

export interface BuildEcosystem {
  readonly name: string;
  /** Images that hold its tools, as `name:tag`. */
  readonly images: RegExp;
  /** Programs that build, and the word among their arguments with which they do. */
  readonly builds: Readonly<Record<string, RegExp>>;
  /** Programs that serve the build alone. */
  readonly tools: readonly string[];
  /** Variables that the build alone reads. */
  readonly variables: RegExp;
  readonly product: BuildProduct;
  /** Where its tools install programs by their name; undefined where they do not. */
  readonly programFolder: string | undefined;
  /** Programs of the runtime image that run the product. */
  readonly launchers: readonly string[];
  /** Whether the product needs the C libraries that it was built with. */
  readonly linking: "static" | "shared";
  readonly runtimes: readonly RuntimeImage[];
  /** Whether the build image, or its slim variant, runs the product where no other image is named. */
  readonly ownImage: "fits" | "unfit";
  /** What whoever takes the result has to look at, with `{runtime}` and `{build}` for the images. */
  readonly check: string;
  /** The same where both stages have one image. */
  readonly sameCheck: string;
}

const any = /(?:)/;
const codename = "(?:stretch|buster|bullseye|bookworm|trixie|forky)";

/**
 * Tags of golang and rust. Without a name in the tag the image decides which Debian it is; a runtime that is newer than
 * the build's runs its programs, an older one does not.
 */
function compiledRuntimes(name: string, bookworm: string): readonly RuntimeImage[] {
  return [
    { image: new RegExp(`^${name}:(?:[\\d.]+-)?alpine(\\d[\\d.]*)$`), runtime: "alpine:$1" },
    { image: new RegExp(`^${name}:(?:[\\d.]+-)?alpine$`), runtime: "alpine:3" },
    {
      image: new RegExp(`^${name}:(?:[\\d.]+-)?(?:slim-)?(${codename})$`),
      runtime: "debian:$1-slim",
    },
    {
      image: new RegExp(`^${name}:${bookworm}(?:\\.\\d+)?(?:-slim)?$`),
      runtime: "debian:bookworm-slim",
    },
    {
      image: new RegExp(`^${name}:(?:latest|slim|1(?:\\.\\d+){0,2}(?:-slim)?)$`),
      runtime: "debian:trixie-slim",
    },
  ];
}

const jdk = "(?:eclipse-temurin|openjdk|jdk|amazoncorretto|ibm-semeru|sapmachine)";
const jre: readonly RuntimeImage[] = [
  {
    image: new RegExp(`^(?:maven|gradle):(?:[\\w.]+-)?${jdk}-?(\\d+)(?:-jdk)?-alpine$`),
    runtime: "eclipse-temurin:$1-jre-alpine",
  },
  {
    image: new RegExp(
      `^(?:maven|gradle):(?:[\\w.]+-)?${jdk}-?(\\d+)(?:-(?:jdk|slim|jammy|noble|focal))*$`,
    ),
    runtime: "eclipse-temurin:$1-jre",
  },
  {
    image: /^(?:eclipse-temurin|openjdk):(\d+)[\w.+]*(?:-jdk)?-alpine[\d.]*$/,
    runtime: "eclipse-temurin:$1-jre-alpine",
  },
  {
    image:
      /^(?:eclipse-temurin|openjdk):(\d+)[\w.+]*(?:-jdk)?(?:-(?:slim|jammy|noble|focal|bullseye|buster|bookworm))*$/,
    runtime: "eclipse-temurin:$1-jre",
  },
];

const compiledCheck =
  "Check whether the program needs more than {runtime} has: files that it opens, libraries that it links with.";
const leanCheck =
  "Check whether the program needs packages at run time that only the build stage has.";
const extensionCheck =
  "Check with php -m that all extensions load without the packages of the build.";

/** The first whose images or commands fit counts. */
export const buildEcosystems: readonly BuildEcosystem[] = [
  {
    name: "Go",
    images: /(?:^|\/)golang:/,
    builds: { go: /^(?:build|install)$/ },
    tools: ["go", "gofmt", "dep", "glide", "goimports", "golangci-lint", "swag", "protoc", "buf"],
    variables:
      /^(?:GO(?:PATH|ROOT|OS|ARCH|ARM|BIN|CACHE|MODCACHE|PROXY|SUMDB|PRIVATE|FLAGS|111MODULE|TOOLCHAIN)|GO111MODULE|GOTOOLCHAIN|CGO_\w+)$/,
    product: "program",
    programFolder: "/go/bin",
    launchers: [],
    linking: "shared",
    runtimes: compiledRuntimes("golang", "1\\.(?:1?\\d|2[0-4])"),
    ownImage: "unfit",
    check: compiledCheck,
    sameCheck: leanCheck,
  },
  {
    name: "Rust",
    images: /(?:^|\/)rust:/,
    builds: { cargo: /^(?:build|b|install)$/, rustc: any },
    tools: ["cargo", "rustc", "rustup"],
    variables: /^(?:CARGO_\w+|RUST(?:FLAGS|UP_\w+|C_\w+|_VERSION)|RUSTC|OPENSSL_\w+)$/,
    product: "program",
    programFolder: "/usr/local/cargo/bin",
    launchers: [],
    linking: "shared",
    runtimes: compiledRuntimes("rust", "1\\.(?:\\d|[1-7]\\d|8[0-8])"),
    ownImage: "unfit",
    check: compiledCheck,
    sameCheck: leanCheck,
  },
  {
    name: "Java",
    images: /(?:^|\/)(?:maven|gradle|eclipse-temurin|openjdk|amazoncorretto):/,
    builds: { mvn: any, mvnw: any, gradle: any, gradlew: any, ant: any },
    tools: ["mvn", "mvnw", "gradle", "gradlew", "ant", "javac", "jar"],
    variables: /^(?:MAVEN_\w+|GRADLE_\w+|M2_HOME)$/,
    product: "jar",
    programFolder: undefined,
    launchers: ["java"],
    linking: "static",
    runtimes: jre,
    ownImage: "unfit",
    check:
      "Check whether the program needs more than its jar and {runtime}: files that it opens, jars beside its own.",
    sameCheck: leanCheck,
  },
  {
    name: ".NET",
    images: /(?:^|\/)sdk:/,
    builds: { dotnet: /^publish$/ },
    tools: ["dotnet", "nuget"],
    variables: /^(?:NUGET_\w+|DOTNET_CLI_\w+|DOTNET_SKIP_\w+|DOTNET_NOLOGO)$/,
    product: "folder",
    programFolder: undefined,
    launchers: ["dotnet"],
    linking: "static",
    runtimes: [
      {
        image:
          /^mcr\.microsoft\.com\/dotnet\/(core\/)?(?:nightly\/)?sdk:(\d+\.\d+)(?:\.\d+)?((?:-[\w.]+)*)$/,
        runtime: "mcr.microsoft.com/dotnet/$1aspnet:$2$3",
      },
    ],
    ownImage: "unfit",
    check:
      "{runtime} has ASP.NET Core; programs without it run on the smaller runtime image as well.",
    sameCheck: leanCheck,
  },
  {
    name: "Node.js",
    images: /(?:^|\/)node:/,
    builds: {
      npm: /^(?:ci|i|install|run|run-script|rebuild|build|prune)$/,
      yarn: any,
      pnpm: /^(?:i|install|run|build|prune)$/,
      tsc: any,
    },
    tools: ["npm", "yarn", "pnpm", "npx", "tsc", "node-gyp", "vite", "ng", "webpack"],
    variables: /^(?:NPM_CONFIG_\w+|npm_config_\w+|CYPRESS_\w+|PUPPETEER_SKIP\w*)$/,
    product: "application",
    programFolder: undefined,
    launchers: ["node", "npm", "npx", "yarn", "yarnpkg", "corepack", "nodejs"],
    linking: "shared",
    runtimes: [],
    ownImage: "fits",
    check:
      "Check whether the application needs more than {runtime} has: it is smaller than {build}.",
    sameCheck: leanCheck,
  },
  {
    name: "Python",
    images: /(?:^|\/)python:/,
    builds: {
      pip: /^install$/,
      pip3: /^install$/,
      python: /^(?:pip|venv)$/,
      python3: /^(?:pip|venv)$/,
    },
    tools: ["pip", "pip3", "virtualenv"],
    variables: /^PIP_\w+$/,
    product: "venv",
    programFolder: undefined,
    launchers: ["python", "python3"],
    linking: "shared",
    runtimes: [],
    ownImage: "fits",
    check:
      "Check whether the application needs more than {runtime} has: it is smaller than {build}.",
    sameCheck: leanCheck,
  },
  {
    name: "PHP",
    images: /(?:^|\/)php:/,
    builds: { "docker-php-ext-install": any, pecl: /^install$/ },
    tools: [
      "docker-php-ext-configure",
      "docker-php-ext-enable",
      "docker-php-ext-install",
      "docker-php-source",
      "pecl",
      "phpize",
    ],
    variables: /^PHPIZE_DEPS$/,
    product: "extensions",
    programFolder: undefined,
    launchers: [],
    linking: "shared",
    runtimes: [],
    ownImage: "fits",
    check: extensionCheck,
    sameCheck: extensionCheck,
  },
  {
    name: "C and C++",
    images: /(?:^|\/)gcc:/,
    builds: {
      make: any,
      cmake: any,
      ninja: any,
      meson: any,
      gcc: any,
      "g++": any,
      cc: any,
      "c++": any,
      clang: any,
      "clang++": any,
    },
    tools: [
      ..."make cmake ninja meson gcc g++ cc c++ clang clang++ configure autogen.sh autoreconf".split(
        " ",
      ),
      ..."automake autoconf aclocal libtoolize ldconfig bootstrap patch".split(" "),
    ],
    variables: /^(?:CC|CXX|CFLAGS|CXXFLAGS|CPPFLAGS|LDFLAGS|MAKEFLAGS|PKG_CONFIG_PATH|CMAKE_\w+)$/,
    product: "program",
    programFolder: undefined,
    launchers: [],
    linking: "shared",
    runtimes: [
      { image: new RegExp(`^gcc:[\\d.]+-(${codename})$`), runtime: "debian:$1-slim" },
      { image: /^gcc:(?:\d|1[0-4])(?:\.[\d.]+)?$/, runtime: "debian:bookworm-slim" },
      { image: /^gcc:(?:latest|15[\d.]*)$/, runtime: "debian:trixie-slim" },
    ],
    ownImage: "fits",
    check: compiledCheck,
    sameCheck: leanCheck,
  },
];

/** Systems without tools of their own, on which a program runs that was built there: `name:tag`. */
export const systemImages =
  /^(?:alpine|debian|ubuntu|fedora|rockylinux|almalinux|centos|amazonlinux|oraclelinux):/;

/** Packages that fetch sources or generate code: what is built seldom runs them. */
export const buildPackageNames: ReadonlySet<string> = new Set(
  `curl git git-lfs gnupg mercurial openssh-client protobuf protobuf-compiler subversion unzip upx wget xz xz-utils
  zip`.split(/\s+/),
);

/** Programs that only handle files and texts, or the shell itself: a RUN of them and build tools serves the build. */
export const fileCommands: ReadonlySet<string> = new Set(
  `. : [ awk basename break cat cd chmod chown cp curl cut date dirname do echo exit export false file find for
  git grep gunzip gzip head hash if install ln ls md5sum mkdir mv nproc popd printf pushd pwd read return rm rmdir sed
  set sha256sum sha512sum shift shopt sleep sort source strip tail tar tee test touch tr true uname uniq unset unzip upx
  wc wget which xargs xz`.split(/\s+/),
);

/** Those of them that leave something at a path among their arguments. */
export const writingCommands: ReadonlySet<string> = new Set(
  "chmod chown cp curl git install ln mkdir mv sed tar tee touch unzip wget".split(" "),
);

/** Those that a small system image has: Debian's slim and Alpine alike. */
export const basicCommands: ReadonlySet<string> = new Set(
  `: [ addgroup adduser awk basename bash cat cd chgrp chmod chown chroot cp cut date df dirname du echo env exec exit
  export expr false find grep groupadd gzip head hostname id install kill ldconfig ln ls md5sum mkdir mktemp mv nice
  nohup nproc passwd printenv printf pwd readlink realpath rm rmdir sed seq set setpriv sh sha256sum sha512sum sleep
  sort stat su sync tail tar tee test timeout touch tr true umask uname uniq unset useradd usermod wc which whoami
  xargs yes`.split(/\s+/),
);

/** Programs of the full images of Debian's languages that their slim variants lack. */
export const missingInSlim: ReadonlySet<string> = new Set(
  `autoconf automake bzr cc convert cpp curl file g++ gcc git hg identify imagemagick ld make mogrify mysql
  mysql_config patch pg_config ping pkg-config ps psql ssh svn unzip wget xz`.split(/\s+/),
);

/** Commands that make users and groups. */
export const userCommands: ReadonlySet<string> = new Set([
  "addgroup",
  "adduser",
  "groupadd",
  "groupmod",
  "useradd",
  "usermod",
]);

/** Packages of the command line that only a build of a Node.js application uses. */
export const nodeBuildPackages =
  /^(?:typescript|@angular\/cli|@nestjs\/cli|@vue\/cli|vite|webpack|webpack-cli|gulp|gulp-cli|grunt-cli|turbo|node-gyp|rimraf|parcel|esbuild)(?:@.*)?$/;

/** Programs that serve a folder of files. */
export const fileServers: readonly string[] = ["serve", "http-server"];

/** Files that say what a Python application needs, which the environment holds afterwards. */
export const requirementFiles =
  /^(?:.*requirements.*\.(?:txt|in)|.*constraints.*\.txt|requirements|pyproject\.toml|poetry\.lock|Pipfile(?:\.lock)?|setup\.(?:py|cfg))$/;

/** Files that programs read: by the end of their name. */
export const inputFiles =
  /\.(?:ya?ml|json5?|toml|conf|cfg|cnf|ini|xml|properties|env|html?|tmpl|tpl|pem|crt|key|sql|txt|lua|jinja2?)$/;
