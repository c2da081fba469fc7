/** Tags of a full image, and what makes the tag of its small variant of them (`$1` as in String.replace). */
export interface ImageVariant {
  readonly tags: RegExp;
  readonly variant: string;
}

const version = String.raw`\d+(?:\.\d+)*`;
const debian = "(?:buster|bullseye|bookworm|trixie)";
const node = `(?:${version}|latest|lts|current|argon|boron|carbon|dubnium|erbium|fermium|gallium|hydrogen|iron|jod|krypton)`;

/** `3.14-bookworm` has `3.14-slim-bookworm`. */
const slimBeforeDebian: ImageVariant = {
  tags: new RegExp(`^(${version})((?:-${debian})?)$`),
  variant: "$1-slim$2",
};
const latestSlim: ImageVariant = { tags: /^latest$/, variant: "slim" };
const alpine: ImageVariant = {
  tags: new RegExp(`^(${version})(?:-${debian})?$`),
  variant: "$1-alpine",
};
const latestAlpine: ImageVariant = { tags: /^latest$/, variant: "alpine" };

/**
 * Official images of Docker Hub by name. Their pages there list the variants; images whose plain tag is small already,
 * and those with none, such as ubuntu, centos and buildpack-deps, are left out.
 */
export const imageVariants: Readonly<Record<string, readonly ImageVariant[]>> = {
  debian: [
    {
      tags: new RegExp(
        `^((?:${version}|${debian}|(?:old)*stable|testing|sid|unstable)(?:-\\d{8})?)$`,
      ),
      variant: "$1-slim",
    },
    { tags: /^latest$/, variant: "stable-slim" },
  ],
  elixir: [{ tags: new RegExp(`^(${version})$`), variant: "$1-slim" }, latestSlim],
  erlang: [{ tags: new RegExp(`^(${version})$`), variant: "$1-slim" }, latestSlim],
  "eclipse-temurin": [
    {
      tags: /^((?:8|11|17|21|25)[\w.]*-(?:jdk|jre))(?:-(?:jammy|noble|focal))?$/,
      variant: "$1-alpine",
    },
    { tags: /^(8|11|17|21|25)$/, variant: "$1-alpine" },
  ],
  golang: [alpine, latestAlpine],
  haproxy: [alpine, latestAlpine],
  httpd: [alpine, latestAlpine],
  memcached: [alpine, latestAlpine],
  nginx: [
    { tags: new RegExp(`^(${version}|stable|mainline)(?:-${debian})?$`), variant: "$1-alpine" },
    latestAlpine,
  ],
  node: [
    { tags: /^latest$/, variant: "slim" },
    { tags: new RegExp(`^(${node}(?:-${debian})?)$`), variant: "$1-slim" },
    { tags: new RegExp(`^(${debian})$`), variant: "$1-slim" },
  ],
  openjdk: [{ tags: /^(\d+(?:-(?:jdk|jre))?)$/, variant: "$1-slim" }],
  perl: [{ tags: new RegExp(`^(${version})((?:-${debian})?)$`), variant: "$1-slim$2" }, latestSlim],
  php: [
    {
      tags: new RegExp(`^(${version}(?:-(?:cli|fpm|zts))?)(?:-${debian})?$`),
      variant: "$1-alpine",
    },
    latestAlpine,
  ],
  postgres: [alpine, latestAlpine],
  pypy: [slimBeforeDebian, latestSlim],
  python: [slimBeforeDebian, latestSlim],
  rabbitmq: [
    { tags: new RegExp(`^(${version}(?:-management)?)$`), variant: "$1-alpine" },
    latestAlpine,
  ],
  redis: [alpine, latestAlpine],
  ruby: [slimBeforeDebian, latestSlim],
  rust: [slimBeforeDebian, latestSlim],
};
