// Names of images, read as the registry's own reference library reads them:
// [domain[:port]/]path[:tag][@algorithm:digest]

/** Parts of an image name; positions are offsets in the text that was parsed. */
export interface ImageReference {
  /** `docker.io` where none is written. */
  readonly domain: string;
  /** With `library/` in front where it is an official image of Docker Hub. */
  readonly path: string;
  /** The path as written, without domain. */
  readonly name: string;
  readonly tag: ReferencePart | undefined;
  readonly digest: ReferencePart | undefined;
}

export interface ReferencePart {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const domainPattern =
  /^(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?$/;
const pathPattern =
  /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const tagPattern = /^[\w][\w.-]{0,127}$/;
const digestPattern = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
const imageIdPattern = /^[a-f0-9]{64}$/;
/** Digest algorithms whose hex length is known. */
const digestLengths: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };
const longestName = 255;

/** undefined where the text is no valid image reference; variables must have been expanded. */
export function parseImageReference(text: string): ImageReference | undefined {
  if (imageIdPattern.test(text)) return undefined;
  const at = text.indexOf("@");
  const nameAndTag = at === -1 ? text : text.slice(0, at);
  const digest = at === -1 ? undefined : partOf(text, at + 1, text.length);
  const colon = nameAndTag.indexOf(":", nameAndTag.lastIndexOf("/") + 1);
  const isPort = colon === -1 || (!nameAndTag.includes("/") && nameAndTag.startsWith("["));
  const tag = isPort ? undefined : partOf(text, colon + 1, nameAndTag.length);
  const { domain, name } = splitDomain(isPort ? nameAndTag : nameAndTag.slice(0, colon));
  const isOfficial = domain === "docker.io" && !name.includes("/");
  const isValid =
    pathPattern.test(name) &&
    domainPattern.test(domain) &&
    domain.length + 1 + name.length <= longestName &&
    (tag === undefined || tagPattern.test(tag.text)) &&
    (digest === undefined || isDigest(digest.text));
  return isValid
    ? { domain, path: isOfficial ? `library/${name}` : name, name, tag, digest }
    : undefined;
}

function partOf(text: string, start: number, end: number): ReferencePart {
  return { text: text.slice(start, end), start, end };
}

/** The first component is a registry where it looks like a host: a dot, a port, localhost or capital letters. */
function splitDomain(text: string): { readonly domain: string; readonly name: string } {
  const slash = text.indexOf("/");
  const first = text.slice(0, Math.max(0, slash));
  const isHost = /[.:]/.test(first) || first === "localhost" || first !== first.toLowerCase();
  if (slash === -1 || !isHost) return { domain: "docker.io", name: text };
  const domain = first === "index.docker.io" ? "docker.io" : first;
  return { domain, name: text.slice(slash + 1) };
}

function isDigest(text: string): boolean {
  if (!digestPattern.test(text)) return false;
  const [algorithm = "", hex = ""] = text.split(":");
  const length = digestLengths[algorithm];
  return length === undefined || (hex.length === length && hex === hex.toLowerCase());
}
