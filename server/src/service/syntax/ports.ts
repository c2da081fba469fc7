// EXPOSE: which ports its words mean.

/** `8000-8010/udp`; a single port is first and last. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
  readonly protocol: "tcp" | "udp" | "sctp";
}

const highestPort = 65_535;

/**
 * Reads a port as BuildKit does: `[[address:]published:]port[-port][/protocol]`, of which only the last port and the
 * protocol count. undefined where it refuses it.
 */
export function parsePort(text: string): PortRange | undefined {
  const container = text.slice(text.lastIndexOf(":") + 1);
  const [, first = "", last = first, written = ""] =
    /^\+?(\d{1,9})(?:-\+?(\d{1,9}))?(?:\/(.*))?$/s.exec(container) ?? [];
  const protocol = written.toLowerCase() || "tcp";
  if (protocol !== "tcp" && protocol !== "udp" && protocol !== "sctp") return undefined;
  const range = { first: Number(first), last: Number(last), protocol } as const;
  const isRange = first !== "" && range.first <= range.last && range.last <= highestPort;
  return isRange ? range : undefined;
}

/** `8000-8010/udp` in its shortest spelling. */
export function formatPort({ first, last, protocol }: PortRange): string {
  const numbers = first === last ? `${first}` : `${first}-${last}`;
  return protocol === "tcp" ? numbers : `${numbers}/${protocol}`;
}
