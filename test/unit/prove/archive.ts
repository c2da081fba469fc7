// Makes tar archives for tests, entry by entry.

interface Entry {
  readonly name: string;
  readonly flag?: string;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly link?: string;
  readonly content?: string;
  /** What the header says, where that is not the length of the content. */
  readonly size?: number;
  readonly device?: readonly [number, number];
}

/** The blocks of one entry in the format ustar. */
export function entry(what: Entry): Buffer {
  const { name, flag = "0", mode = 0o644, uid = 0, gid = 0, link = "", content = "" } = what;
  const bytes = Buffer.from(content);
  const header = Buffer.alloc(512);
  const put = (at: number, text: string) => header.write(text, at);
  const octal = (at: number, length: number, value: number) =>
    put(at, `${value.toString(8).padStart(length - 1, "0")}\0`);
  put(0, name);
  octal(100, 8, mode);
  octal(108, 8, uid);
  octal(116, 8, gid);
  octal(124, 12, what.size ?? bytes.length);
  octal(136, 12, 1_700_000_000);
  put(148, " ".repeat(8));
  put(156, flag);
  put(157, link);
  put(257, "ustar\u000000");
  const [major = 0, minor = 0] = what.device ?? [];
  octal(329, 8, major);
  octal(337, 8, minor);
  octal(
    148,
    8,
    header.reduce((sum, byte) => sum + byte, 0),
  );
  const padding = Buffer.alloc(-bytes.length & 511);
  return Buffer.concat([header, bytes, padding]);
}

/** An archive with its two empty blocks at the end. */
export function tarOf(...entries: readonly Buffer[]): Buffer {
  return Buffer.concat([...entries, Buffer.alloc(1024)]);
}
