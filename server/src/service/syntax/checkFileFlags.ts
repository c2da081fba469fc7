// What BuildKit refuses in the values of --chmod, --checksum and --platform. Values with variables are judged when the
// build knows them.
import type { Report } from "./checkFlags.ts";
import type { Draft } from "./draft.ts";
import { parsePlatform } from "./platform.ts";
import type { Flag } from "./tree.ts";

/** Reports a value that cannot be read, and a checksum that does not fit its sources. */
export function checkFileFlag(flag: Flag, draft: Draft, report: Report): void {
  const text = flag.value?.value ?? "";
  if (flag.value === undefined || text === "") return;
  const message = messageFor(flag.name, text, draft);
  if (message !== undefined) report("valid-copy-flag-value", flag.value, message);
}

function messageFor(name: string, text: string, draft: Draft): string | undefined {
  if (name === "checksum") return checksumMessage(text, draft);
  if (text.includes("$")) return undefined;
  if (name === "chmod") return chmodMessage(text);
  return name === "platform" ? platformMessage(text) : undefined;
}

const symbolicMode =
  /^[ugoa]*(?:[-+=](?:[rwxXst]*|[ugo]))+(?:,[ugoa]*(?:[-+=](?:[rwxXst]*|[ugo]))+)*$/;

function chmodMessage(text: string): string | undefined {
  const isOctal = /^0*[0-7]{1,4}$/.test(text);
  if (isOctal || (!/^\d/.test(text) && symbolicMode.test(text))) return undefined;
  return `--chmod is octal up to 7777, or symbolic such as u=rwX,go=rX, not ${text}.`;
}

/** Hexadecimal digits of each kind of digest. */
const digestLengths: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

function checksumMessage(text: string, { more }: Draft): string | undefined {
  const sources = (more.sources ?? []).map(({ value }) => value);
  const [source = ""] = sources;
  if (sources.length > 1) return "--checksum is for one source, and here are several.";
  if (source === "" || source.includes("$")) return undefined;
  const kind = sourceKind(source);
  if (kind === "local") return `--checksum is for downloads and Git, and ${source} is neither.`;
  if (kind === "git" || text.includes("$")) return undefined;
  const [algorithm = "", digits] = text.split(":");
  const length = Object.hasOwn(digestLengths, algorithm) ? digestLengths[algorithm] : undefined;
  if (length !== undefined && digits?.length === length && /^[0-9a-f]+$/.test(digits))
    return undefined;
  return `--checksum is sha256: and 64 hexadecimal digits in lower case, not ${text}.`;
}

function sourceKind(source: string): "git" | "http" | "local" {
  if (/^(?:git|ssh):\/\/|^[\w.-]+@[\w.-]+:|^github\.com\/|\.git(?:[#?]|$)/i.test(source))
    return "git";
  return /^https?:\/\//i.test(source) ? "http" : "local";
}

function platformMessage(text: string): string | undefined {
  if (parsePlatform(text) !== undefined) return undefined;
  return `--platform is os/architecture, such as linux/arm64, not ${text}.`;
}
