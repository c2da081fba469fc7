// Platforms as `--platform` names them, read as containerd reads them: system[/architecture[/variant]].

export interface Platform {
  /** Lower case; undefined where only an architecture is written. */
  readonly system: string | undefined;
  /** Normalized: `amd64` for `x86_64`; undefined where only a system is written. */
  readonly architecture: string | undefined;
}

const systems =
  /^(?:aix|android|darwin|dragonfly|freebsd|hurd|illumos|ios|js|linux|nacl|netbsd|openbsd|plan9|solaris|windows|zos)$/;
const architectures =
  /^(?:386|amd64|amd64p32|arm|armbe|arm64|arm64be|ppc64|ppc64le|loong64|mips|mipsle|mips64|mips64le|mips64p32|mips64p32le|ppc|riscv|riscv64|s390|s390x|sparc|sparc64|wasm)$/;
const otherNames: Readonly<Record<string, string>> = {
  aarch64: "arm64",
  armel: "arm",
  armhf: "arm",
  i386: "386",
  "x86-64": "amd64",
  x86_64: "amd64",
};

/** undefined where the text is no platform. */
export function parsePlatform(text: string): Platform | undefined {
  const parts = text.toLowerCase().split("/");
  const [first = "", second] = parts;
  if (parts.length > 3 || !/^[\w.-]+(?:\([\w.-]*\))?$/.test(first)) return undefined;
  if (!parts.slice(1).every((part) => /^[\w.-]+$/.test(part))) return undefined;
  const system = first.replace(/\(.*/, "").replace(/^macos$/, "darwin");
  if (second !== undefined) return { system, architecture: normalize(second) };
  if (systems.test(system)) return { system, architecture: undefined };
  const architecture = normalize(first);
  return architectures.test(architecture) ? { system: undefined, architecture } : undefined;
}

function normalize(architecture: string): string {
  return Object.hasOwn(otherNames, architecture)
    ? (otherNames[architecture] ?? architecture)
    : architecture;
}
