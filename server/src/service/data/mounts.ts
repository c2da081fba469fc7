// `RUN --mount`: its types and what each of them can be told.
import type { Choice } from "./flags.ts";

/** A key of a mount with all its spellings. */
export interface MountKey {
  /** The usual spelling first. */
  readonly names: readonly string[];
  /** `flag` keys are usually written without a value. */
  readonly value: "path" | "text" | "stage" | "number" | "flag" | "enum";
  /** The values that exist; only for `enum`. */
  readonly choices?: readonly Choice[];
  readonly required?: true;
  readonly default?: string;
  readonly documentation: string;
}

export interface MountType {
  readonly name: string;
  /** Markdown. */
  readonly documentation: string;
  readonly keys: readonly MountKey[];
  /** What a completion puts behind `type=name`, in snippet syntax. */
  readonly snippet: string;
}

const target: MountKey = {
  names: ["target", "dst", "destination"],
  value: "path",
  required: true,
  documentation: "Where the command finds it; relative paths start at the working directory.",
};

const source: MountKey = {
  names: ["source", "src"],
  value: "path",
  default: "/",
  documentation: "A path in what `from` names: only this part is mounted.",
};

const from: MountKey = {
  names: ["from"],
  value: "stage",
  documentation: "A stage, a named build context or an image that the files come from.",
};

const readOnly: MountKey = {
  names: ["readonly", "ro"],
  value: "flag",
  documentation: "The command may only read.",
};

const writable: MountKey = {
  names: ["rw", "readwrite"],
  value: "flag",
  documentation: "The command may write. In a bind mount, what it writes is thrown away.",
};

const mode: MountKey = { names: ["mode"], value: "number", documentation: "Permissions, octal." };

const owner: readonly MountKey[] = [
  { names: ["uid"], value: "number", default: "0", documentation: "User number of the owner." },
  { names: ["gid"], value: "number", default: "0", documentation: "Group number of the owner." },
];

const required: MountKey = {
  names: ["required"],
  value: "flag",
  default: "false",
  documentation:
    "The build fails where it does not pass this; otherwise the command runs without it.",
};

export const mountTypes: readonly MountType[] = [
  {
    name: "bind",
    documentation: `Shows files of the build context, of a stage or of an image to the command, without copying them into a layer. The default type. Read-only; with \`rw\` the command may write, and what it writes is thrown away.

\`\`\`dockerfile
RUN --mount=type=bind,source=go.mod,target=go.mod go mod download
\`\`\``,
    keys: [
      target,
      source,
      { ...from, default: "the build context" },
      { ...writable, default: "false" },
      { ...readOnly, default: "true" },
    ],
    snippet: ",source=${1:path},target=${2:path}",
  },
  {
    name: "cache",
    documentation: `A folder that outlives the build, for package managers and compilers. It never becomes part of the image, and it may be empty at any time: a build must work without it.

\`\`\`dockerfile
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update
\`\`\``,
    keys: [
      target,
      {
        names: ["id"],
        value: "text",
        default: "the value of target",
        documentation: "Mounts with the same name share one cache, across stages and builds.",
      },
      {
        names: ["sharing"],
        value: "enum",
        choices: [
          { value: "shared", documentation: "All builds read and write it at once." },
          { value: "private", documentation: "Builds at the same time get a cache each." },
          { value: "locked", documentation: "One build waits for the other; right for apt." },
        ],
        default: "shared",
        documentation: "What happens when several builds use the cache at once.",
      },
      { ...readOnly, default: "false" },
      { ...writable, default: "true" },
      { ...from, default: "an empty folder" },
      source,
      { ...mode, default: "0755" },
      ...owner,
    ],
    snippet: ",target=${1:path}",
  },
  {
    name: "tmpfs",
    documentation: `Memory that is empty before the command and gone after it, for temporary files that must not reach a layer.

\`\`\`dockerfile
RUN --mount=type=tmpfs,target=/tmp make test
\`\`\``,
    keys: [
      target,
      {
        names: ["size"],
        value: "text",
        documentation: "The most it may hold, in bytes or with a unit such as `64m`.",
      },
    ],
    snippet: ",target=${1:/tmp}",
  },
  {
    name: "secret",
    documentation: `A file or variable that only this command sees. It gets neither into a layer nor into the history or the cache. The build passes it with \`--secret\`.

\`\`\`dockerfile
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci
\`\`\``,
    keys: [
      {
        names: ["id"],
        value: "text",
        default: "the last part of target",
        documentation: "The name under which the build passes it: `--secret id=…`.",
      },
      {
        names: ["target", "dst", "destination"],
        value: "path",
        default: "/run/secrets/ and the id",
        documentation: "The file that holds it. With `env` and no target there is no file.",
      },
      {
        names: ["env"],
        value: "text",
        documentation: "Passes it in this variable, instead of or beside the file.",
      },
      required,
      { ...mode, default: "0400" },
      ...owner,
    ],
    snippet: ",id=${1:name}",
  },
  {
    name: "ssh",
    documentation: `The SSH agent of whoever builds, for private repositories. No key gets into the image. The build passes it with \`--ssh\`.

\`\`\`dockerfile
RUN --mount=type=ssh git clone git@git.example.com:shop.git
\`\`\``,
    keys: [
      {
        names: ["id"],
        value: "text",
        default: "default",
        documentation: "Which agent or key: `--ssh id=…`.",
      },
      {
        names: ["target", "dst", "destination"],
        value: "path",
        default: "/run/buildkit/ssh_agent.N",
        documentation: "Path of the agent's socket.",
      },
      required,
      { ...mode, default: "0600" },
      ...owner,
    ],
    snippet: "",
  },
];
