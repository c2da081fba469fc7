// Flags of instructions: what they take, and the Dockerfile frontend that first knew them.

/** A value that can be proposed, with a sentence on it. */
export interface Choice {
  readonly value: string;
  readonly documentation: string;
}

/**
 * What stands behind `=`. A `boolean` may also stand without a value; the `choices` of an `enum` are all that there
 * are, those of a `string` only common ones; a `mount` is a list of keys, see mounts.ts.
 */
export type FlagValue =
  | { readonly kind: "boolean" | "duration" | "number" | "mount" | "stage" }
  | { readonly kind: "enum"; readonly choices: readonly Choice[] }
  | { readonly kind: "string"; readonly hint: string; readonly choices: readonly Choice[] };

export interface FlagRecord {
  /** Without the dashes. */
  readonly name: string;
  /** Upper case. */
  readonly instructions: readonly string[];
  readonly value: FlagValue;
  /** May be written more than once. */
  readonly repeatable: boolean;
  /** As written; left out where there is none. */
  readonly default?: string;
  /** Markdown. */
  readonly documentation: string;
  /** The lowest version of `docker/dockerfile` that knows it; left out where all do. */
  readonly since?: string;
}

/** The lowest version of `docker/dockerfile` that knows `<< EOF`, a heredoc with a blank before its delimiter. */
export const spacedHeredocSince = "1.16";

const platforms: readonly Choice[] = [
  { value: "$BUILDPLATFORM", documentation: "The platform of the machine that builds." },
  { value: "$TARGETPLATFORM", documentation: "The platform that is built for; the default." },
  { value: "linux/amd64", documentation: "64-bit Intel and AMD." },
  { value: "linux/arm64", documentation: "64-bit ARM." },
  { value: "linux/arm/v7", documentation: "32-bit ARM, version 7." },
  { value: "linux/386", documentation: "32-bit Intel and AMD." },
  { value: "linux/ppc64le", documentation: "64-bit POWER, little endian." },
  { value: "linux/s390x", documentation: "IBM Z." },
  { value: "linux/riscv64", documentation: "64-bit RISC-V." },
  { value: "windows/amd64", documentation: "Windows on 64-bit Intel and AMD." },
];

export const flags: readonly FlagRecord[] = [
  {
    name: "platform",
    instructions: ["FROM"],
    value: { kind: "string", hint: "os/architecture[/variant]", choices: platforms },
    repeatable: false,
    default: "$TARGETPLATFORM",
    documentation: `Takes the image of this platform where a name stands for several. With \`$BUILDPLATFORM\` the stage runs on the machine that builds, without emulation, and cross-compiles.

\`\`\`dockerfile
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
\`\`\``,
  },
  {
    name: "mount",
    instructions: ["RUN"],
    value: { kind: "mount" },
    repeatable: true,
    documentation: `Makes files available to this one command without putting them into a layer: a cache that outlives the build, a folder of the context or of another stage, a secret, an SSH agent, or memory.

\`\`\`dockerfile
RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt
\`\`\``,
    since: "1.2",
  },
  {
    name: "network",
    instructions: ["RUN"],
    value: {
      kind: "enum",
      choices: [
        { value: "default", documentation: "The builder's usual network." },
        {
          value: "none",
          documentation:
            "No network but the loopback device: whatever the command uses was there before.",
        },
        {
          value: "host",
          documentation: "The network of the host. The build needs the entitlement `network.host`.",
        },
      ],
    },
    repeatable: false,
    default: "default",
    documentation: "Says which network the command sees.",
    since: "1.3",
  },
  {
    name: "security",
    instructions: ["RUN"],
    value: {
      kind: "enum",
      choices: [
        { value: "sandbox", documentation: "The usual isolation." },
        {
          value: "insecure",
          documentation:
            "Elevated privileges, as `docker run --privileged` gives. The build needs the entitlement `security.insecure`.",
        },
      ],
    },
    repeatable: false,
    default: "sandbox",
    documentation: "Says how far the command is shut off from the machine that builds.",
    since: "1.20",
  },
  {
    name: "device",
    instructions: ["RUN"],
    value: { kind: "string", hint: "name[,required]", choices: [] },
    repeatable: true,
    documentation:
      "Gives the command access to a device that the builder offers under a CDI name, for example a GPU. With `,required` the build fails where it is missing.",
    since: "1.14-labs",
  },
  {
    name: "from",
    instructions: ["COPY"],
    value: { kind: "stage" },
    repeatable: false,
    documentation: `Takes the sources from an earlier stage, a named build context or an image instead of the build context. Stages can be named by number too, but numbers change when a stage is added.

\`\`\`dockerfile
COPY --from=build /out/shop /usr/local/bin/
\`\`\``,
  },
  {
    name: "chown",
    instructions: ["ADD", "COPY"],
    value: { kind: "string", hint: "user[:group]", choices: [] },
    repeatable: false,
    default: "0:0",
    documentation:
      "The owner of the copied files, as names or numbers. Names are looked up in the image's own `/etc/passwd` and `/etc/group`. Cheaper than a later `RUN chown`, which stores the files a second time.",
  },
  {
    name: "chmod",
    instructions: ["ADD", "COPY"],
    value: {
      kind: "string",
      hint: "mode",
      choices: [
        { value: "755", documentation: "Programs and folders: all may run, the owner may write." },
        { value: "644", documentation: "Files: all may read, the owner may write." },
        { value: "600", documentation: "Files that only the owner may read and write." },
      ],
    },
    repeatable: false,
    documentation:
      "The permissions of the copied files, octal, or symbolic with newer frontends. Cheaper than a later `RUN chmod`, which stores the files a second time.",
    since: "1.2",
  },
  {
    name: "link",
    instructions: ["ADD", "COPY"],
    value: { kind: "boolean" },
    repeatable: false,
    default: "false",
    documentation:
      "Puts the files into a layer that does not depend on the ones below. It can be reused when the base image changes, without copying again. The price: symbolic links in the destination path are not followed.",
    since: "1.4",
  },
  {
    name: "parents",
    instructions: ["COPY"],
    value: { kind: "boolean" },
    repeatable: false,
    default: "false",
    documentation: `Keeps the folders of the source paths below the destination. A \`/./\` in a source says where the kept part begins.

\`\`\`dockerfile
COPY --parents packages/*/package.json ./
\`\`\``,
    since: "1.20",
  },
  {
    name: "exclude",
    instructions: ["ADD", "COPY"],
    value: { kind: "string", hint: "pattern", choices: [] },
    repeatable: true,
    documentation:
      "Leaves out files that match the pattern, which is written as in `.dockerignore`: `--exclude=**/*.md`.",
    since: "1.19",
  },
  {
    name: "keep-git-dir",
    instructions: ["ADD"],
    value: { kind: "boolean" },
    repeatable: false,
    default: "false",
    documentation: "Keeps the folder `.git` of a cloned repository.",
    since: "1.1",
  },
  {
    name: "checksum",
    instructions: ["ADD"],
    value: { kind: "string", hint: "sha256:digest", choices: [] },
    repeatable: false,
    documentation:
      "The digest that a download must have, for example `sha256:…`, or the commit that a Git reference must lead to. The build stops where it differs.",
    since: "1.6",
  },
  {
    name: "unpack",
    instructions: ["ADD"],
    value: { kind: "boolean" },
    repeatable: false,
    documentation:
      "Whether tar archives are unpacked. Left out, local archives are unpacked and downloaded ones are not.",
    since: "1.17",
  },
  {
    name: "interval",
    instructions: ["HEALTHCHECK"],
    value: { kind: "duration" },
    repeatable: false,
    default: "30s",
    documentation: "The time between two checks, and before the first.",
  },
  {
    name: "timeout",
    instructions: ["HEALTHCHECK"],
    value: { kind: "duration" },
    repeatable: false,
    default: "30s",
    documentation: "A check that takes longer counts as failed.",
  },
  {
    name: "start-period",
    instructions: ["HEALTHCHECK"],
    value: { kind: "duration" },
    repeatable: false,
    default: "0s",
    documentation: "How long the program may take to start: failures in this time do not count.",
  },
  {
    name: "start-interval",
    instructions: ["HEALTHCHECK"],
    value: { kind: "duration" },
    repeatable: false,
    default: "5s",
    documentation:
      "The time between two checks during the start period. Docker Engine 25 or later.",
  },
  {
    name: "retries",
    instructions: ["HEALTHCHECK"],
    value: { kind: "number" },
    repeatable: false,
    default: "3",
    documentation: "So many failures in a row make the container unhealthy.",
  },
];
