// EXPOSE: which ports its words mean.
import type { Model } from "./model.ts";
import type { Span } from "./tree.ts";

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

/** A port as it is written: `[[address:]published:]port[-port][/protocol]`. */
export interface PortParts {
  readonly address: string;
  readonly published: string;
  readonly port: string;
  /** "" where none is written. */
  readonly protocol: string;
}

export function portParts(text: string): PortParts {
  const parts = text.split(":");
  const container = parts.pop() ?? "";
  const published = parts.pop() ?? "";
  const slash = container.indexOf("/");
  const end = slash === -1 ? container.length : slash;
  return {
    address: parts.join(":"),
    published,
    port: container.slice(0, end),
    protocol: container.slice(end + 1),
  };
}

/** Which part of a port makes BuildKit refuse it, and why as the rest of a sentence; undefined where it takes it. */
export function portFault(
  text: string,
): { readonly part: "port" | "protocol"; readonly reason: string } | undefined {
  const { address, published, port, protocol } = portParts(text);
  if (!/^(?:tcp|udp|sctp)?$/i.test(protocol) && port !== "") {
    return { part: "protocol", reason: `\`${protocol}\` is not tcp, udp or sctp` };
  }
  const reason =
    rangeFault(port) ??
    (address !== "" && !isAddress(address) ? `\`${address}\` is no IP address` : undefined) ??
    (published === "" ? undefined : rangeFault(published)) ??
    (published === "" || fits(port, published)
      ? undefined
      : `\`${published}\` and \`${port}\` are ranges of different lengths`);
  return reason === undefined ? undefined : { part: "port", reason };
}

function rangeFault(text: string): string | undefined {
  const [, first, last = first] = /^\+?(\d+)(?:-\+?(\d+))?$/.exec(text) ?? [];
  if (first === undefined) return text === "" ? "the port is missing" : `\`${text}\` is no number`;
  if (Math.max(Number(first), Number(last)) > highestPort) return `ports end at ${highestPort}`;
  return Number(first) > Number(last) ? `the range \`${text}\` runs backwards` : undefined;
}

/** An IP address; IPv6 in brackets or without. */
function isAddress(text: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$|^\[?[\da-f]*:[\da-f:.]*\]?$/i.test(text);
}

/** A range that is published has as many ports as the other one, or any number for a single port. */
function fits(port: string, published: string): boolean {
  const length = (range: string): number => {
    const [first = "", last = first] = range.split("-");
    return Number(last) - Number(first);
  };
  return length(port) === 0 || length(port) === length(published);
}

/** `8000-8010/udp` in its shortest spelling. */
export function formatPort({ first, last, protocol }: PortRange): string {
  const numbers = first === last ? `${first}` : `${first}-${last}`;
  return protocol === "tcp" ? numbers : `${numbers}/${protocol}`;
}

/** Where the protocol of a port stands in the document; undefined where a variable or a line's end is in the word. */
export function protocolSpan(
  { dockerfile }: Pick<Model, "dockerfile">,
  { start, end, text }: Span & { readonly text: string | undefined },
): Span | undefined {
  const slash = text?.indexOf("/") ?? -1;
  const isVerbatim = dockerfile.text.slice(start, end) === text;
  return isVerbatim && slash !== -1 ? { start: start + slash + 1, end } : undefined;
}
