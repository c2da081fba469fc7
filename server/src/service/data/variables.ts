// Variables that a build knows without an ENV or ARG in the file.

export interface VariableRecord {
  readonly name: string;
  /**
   * `platform`: set by BuildKit, in FROM at once, in a stage after `ARG name`. `proxy`: passed with `--build-arg`, seen
   * by RUN without ARG. `control`: passed with `--build-arg`, read by BuildKit itself.
   */
  readonly kind: "platform" | "proxy" | "control";
  readonly documentation: string;
}

const proxy = "A proxy for commands in RUN. It shows neither in the history nor in the cache.";
const noProxy = "Hosts for which commands in RUN use no proxy.";

export const predefinedVariables: readonly VariableRecord[] = [
  {
    name: "TARGETPLATFORM",
    kind: "platform",
    documentation: "The platform that is built for, for example `linux/amd64`.",
  },
  {
    name: "TARGETOS",
    kind: "platform",
    documentation: "The operating system in TARGETPLATFORM, for example `linux`.",
  },
  {
    name: "TARGETARCH",
    kind: "platform",
    documentation: "The architecture in TARGETPLATFORM, for example `arm64`.",
  },
  {
    name: "TARGETVARIANT",
    kind: "platform",
    documentation: "The variant in TARGETPLATFORM, for example `v7`; often empty.",
  },
  {
    name: "TARGETOSVERSION",
    kind: "platform",
    documentation: "The version of the operating system that is built for; used for Windows.",
  },
  {
    name: "TARGETSTAGE",
    kind: "platform",
    documentation: "The stage that is built, as `docker build --target` names it.",
  },
  {
    name: "BUILDPLATFORM",
    kind: "platform",
    documentation: "The platform of the machine that builds.",
  },
  { name: "BUILDOS", kind: "platform", documentation: "The operating system in BUILDPLATFORM." },
  { name: "BUILDARCH", kind: "platform", documentation: "The architecture in BUILDPLATFORM." },
  { name: "BUILDVARIANT", kind: "platform", documentation: "The variant in BUILDPLATFORM." },
  {
    name: "BUILDOSVERSION",
    kind: "platform",
    documentation: "The version of the operating system of the machine that builds.",
  },
  { name: "HTTP_PROXY", kind: "proxy", documentation: proxy },
  { name: "http_proxy", kind: "proxy", documentation: proxy },
  { name: "HTTPS_PROXY", kind: "proxy", documentation: proxy },
  { name: "https_proxy", kind: "proxy", documentation: proxy },
  { name: "FTP_PROXY", kind: "proxy", documentation: proxy },
  { name: "ftp_proxy", kind: "proxy", documentation: proxy },
  { name: "ALL_PROXY", kind: "proxy", documentation: proxy },
  { name: "all_proxy", kind: "proxy", documentation: proxy },
  { name: "NO_PROXY", kind: "proxy", documentation: noProxy },
  { name: "no_proxy", kind: "proxy", documentation: noProxy },
  {
    name: "SOURCE_DATE_EPOCH",
    kind: "control",
    documentation:
      "Seconds since 1970. BuildKit dates the image with it, so that building again gives the same result.",
  },
  {
    name: "BUILDKIT_SYNTAX",
    kind: "control",
    documentation: "The frontend image to use, as in `# syntax=`.",
  },
  {
    name: "BUILDKIT_CACHE_MOUNT_NS",
    kind: "control",
    documentation: "A prefix for the names of cache mounts.",
  },
  {
    name: "BUILDKIT_CONTEXT_KEEP_GIT_DIR",
    kind: "control",
    documentation: "Keeps the folder `.git` where the build context is a Git address.",
  },
  {
    name: "BUILDKIT_INLINE_CACHE",
    kind: "control",
    documentation: "Writes cache metadata into the image's configuration.",
  },
  {
    name: "BUILDKIT_MULTI_PLATFORM",
    kind: "control",
    documentation: "Gives a multi-platform result even for a single platform.",
  },
  {
    name: "BUILDKIT_SANDBOX_HOSTNAME",
    kind: "control",
    documentation: "The host name that commands in RUN see; `buildkitsandbox` if it is not set.",
  },
  {
    name: "BUILDKIT_DOCKERFILE_CHECK",
    kind: "control",
    documentation: "Settings of the build checks, as in `# check=`.",
  },
];
