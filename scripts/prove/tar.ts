// Reads tar archives as engines write them: ustar headers, with the extensions of pax and GNU for what does not fit.
import { createHash } from "node:crypto";

export interface TarEntry {
  /** Without a slash at either end. */
  readonly path: string;
  readonly type: "file" | "hard link" | "link" | "device" | "directory" | "pipe" | "other";
  /** Permissions with the set-id and sticky bits: 0o755. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Bytes of content. */
  readonly size: number;
  /** What a link points to, or the numbers of a device; else empty. */
  readonly target: string;
  /** Extended attributes in the notation of pax, one a line. */
  readonly attributes: string;
  /** SHA-256 of a file's content; empty for everything else. */
  readonly hash: string;
}

const blockLength = 512;
const types = {
  "\0": "file",
  "0": "file",
  "1": "hard link",
  "2": "link",
  "3": "device",
  "4": "device",
  "5": "directory",
  "6": "pipe",
} as const;

type PaxRecords = Readonly<Record<string, string>>;

/** The entries in their order. Throws where the archive is damaged or ends too early. */
export async function* readTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const input = byteReader(source);
  let forAll: PaxRecords = {};
  let forNext: PaxRecords = {};
  for (;;) {
    const header = await input.next(blockLength);
    if (header === undefined) return;
    if (header.every((byte) => byte === 0)) continue;
    verifyChecksum(header);
    const flag = String.fromCharCode(header[156] ?? 0);
    const size = Number(forNext["size"] ?? numberAt(header, 124, 12));
    const content = flag === "g" || flag === "x" || flag === "K" || flag === "L";
    if (!content) {
      yield { ...entryOf(header, flag, size, { ...forAll, ...forNext }), hash: await read() };
      forNext = {};
    } else {
      const bytes = await input.exactly(size);
      if (flag === "g") forAll = { ...forAll, ...paxRecords(bytes) };
      else if (flag === "x") forNext = { ...forNext, ...paxRecords(bytes) };
      else forNext = { ...forNext, [flag === "L" ? "path" : "linkpath"]: textOf(bytes) };
    }
    await input.exactly(-size & (blockLength - 1));

    async function read(): Promise<string> {
      const hash = createHash("sha256");
      for await (const part of input.parts(size)) hash.update(part);
      return flag === "0" || flag === "\0" ? hash.digest("hex") : "";
    }
  }
}

function entryOf(
  header: Buffer,
  flag: string,
  size: number,
  pax: PaxRecords,
): Omit<TarEntry, "hash"> {
  const isUstar = header.toString("latin1", 257, 262) === "ustar";
  const prefix = isUstar ? textOf(header.subarray(345, 500)) : "";
  const name = textOf(header.subarray(0, 100));
  const path = pax["path"] ?? (prefix === "" ? name : `${prefix}/${name}`);
  const link = pax["linkpath"] ?? textOf(header.subarray(157, 257));
  const device = [329, 337].map((at) => numberAt(header, at, 8)).join(":");
  const type = Object.hasOwn(types, flag) ? types[flag as keyof typeof types] : "other";
  return {
    path: path.replace(/^(?:\.?\/)+|\/+$|^\.$/g, ""),
    type,
    mode: numberAt(header, 100, 8) & 0o7777,
    uid: Number(pax["uid"] ?? numberAt(header, 108, 8)),
    gid: Number(pax["gid"] ?? numberAt(header, 116, 8)),
    size,
    target: type === "device" ? device : link,
    attributes: Object.entries(pax)
      .filter(([key]) => key.startsWith("SCHILY.xattr."))
      .map(([key, value]) => `${key}=${value}`)
      .toSorted()
      .join("\n"),
  };
}

/** `length key=value\n`, again and again; the length counts itself, in bytes. */
function paxRecords(bytes: Buffer): PaxRecords {
  const records: Record<string, string> = {};
  let at = 0;
  while (at < bytes.length) {
    const length = Number.parseInt(bytes.toString("latin1", at, at + 20), 10);
    if (!(length > 0)) throw new Error("A pax header of the archive is damaged.");
    const [, key = "", value = ""] =
      /^\d+ ([^=]*)=(.*)\n$/s.exec(bytes.toString("utf8", at, at + length)) ?? [];
    records[key] = value;
    at += length;
  }
  return records;
}

/** Octal digits, or a big-endian number behind a set high bit. */
function numberAt(header: Buffer, start: number, length: number): number {
  const field = header.subarray(start, start + length);
  const [first = 0, ...rest] = field;
  if ((first & 0x80) === 0) return Number.parseInt(field.toString("latin1").trim() || "0", 8) || 0;
  return rest.reduce((value, byte) => value * 256 + byte, first & 0x7f);
}

/** The sum of all bytes, where those of the sum itself count as blanks. */
function verifyChecksum(header: Buffer): void {
  const sum = header.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
  if (sum !== numberAt(header, 148, 8)) throw new Error("A header of the archive is damaged.");
}

function textOf(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return bytes.toString("utf8", 0, end === -1 ? bytes.length : end);
}

/** Takes a stream apart into pieces of the lengths that are asked for. */
function byteReader(source: AsyncIterable<Uint8Array>) {
  const chunks = source[Symbol.asyncIterator]();
  let rest = Buffer.alloc(0);

  async function fill(): Promise<boolean> {
    while (rest.length === 0) {
      const { done, value } = await chunks.next();
      if (done === true) return false;
      rest = Buffer.from(value);
    }
    return true;
  }

  async function* parts(length: number): AsyncGenerator<Buffer> {
    for (let left = length; left > 0;) {
      if (!(await fill())) throw new Error("The archive ends too early.");
      const part = rest.subarray(0, left);
      rest = rest.subarray(part.length);
      left -= part.length;
      yield part;
    }
  }

  async function exactly(length: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for await (const part of parts(length)) pieces.push(part);
    return Buffer.concat(pieces);
  }

  return {
    parts,
    exactly,
    /** undefined where nothing is left. */
    next: async (length: number) => ((await fill()) ? exactly(length) : undefined),
  };
}
