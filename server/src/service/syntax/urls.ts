// Addresses in a text.
import type { Span } from "./span.ts";

export interface Url extends Span {
  /** Lower case. */
  readonly scheme: string;
  /** What stands before the `@`, as written; undefined without one. */
  readonly user: string | undefined;
  readonly password: string | undefined;
  /** As written, without port; "" where there is none. */
  readonly host: string;
}

const part = String.raw`[^\s\/:@"'<>|;,?#\\\`()]`;
const urlPattern = new RegExp(
  String.raw`\b([a-z][a-z0-9+.-]{1,20}):\/\/(?:((?:${part}|\$\([^)\n]{0,200}\))*)(?::((?:${part}|[:,;?\\]|\$\([^)\n]{0,200}\))*))?@)?(\[[0-9a-f:.]+\]|${part}*)`,
  "gi",
);

/** All of them in order, each up to the end of its host; offsets count from the start of the text. */
export function findUrls(text: string): readonly Url[] {
  if (!text.includes("://")) return [];
  return [...text.matchAll(urlPattern)].map((match) => {
    const [all, scheme = "", user, password, host = ""] = match;
    const place = { start: match.index, end: match.index + all.length };
    return { ...place, scheme: scheme.toLowerCase(), user, password, host };
  });
}

/** Whether a host is the machine itself, in a private network, or one that documentation uses. */
export function isLocalHost(host: string): boolean {
  return !host.includes(".")
    ? !host.startsWith("[") || /^\[(?:::1|f[cde].*)\]$/i.test(host)
    : localHost.test(host);
}

const localHost =
  /^(?:127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|0\.0\.0\.0$)|\.(?:local|localhost|localdomain|internal|intranet|corp|home|lan|test|invalid)$/i;

export function isExampleHost(host: string): boolean {
  return (
    /(?:^|\.)example(?:\.(?:com|net|org))?$|\.(?:test|invalid)$/i.test(host) ||
    /^(?:localhost|127\..*|\[::1\])$/i.test(host)
  );
}
