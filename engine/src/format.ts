// Sizes and ages in words, the same in the editor and on the command line.

const units = ["B", "kB", "MB", "GB", "TB"] as const;

/** A number of bytes in powers of 1000 with three significant digits, as Docker shows it: "12.4 MB". */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  // 999.5 would be rounded up to 1000 and then be written 1e+3
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${Number(value.toPrecision(3))} ${units[unit]}`;
}

const spans = [
  ["year", 365 * 24 * 3600],
  ["month", 30 * 24 * 3600],
  ["week", 7 * 24 * 3600],
  ["day", 24 * 3600],
  ["hour", 3600],
  ["minute", 60],
] as const;

/**
 * How long ago something happened: "3 days ago".
 *
 * @param created and `now` in milliseconds since 1970
 */
export function formatAge(created: number, now: number): string {
  const seconds = (now - created) / 1000;
  for (const [name, length] of spans) {
    const count = Math.floor(seconds / length);
    if (count >= 1) return `${count} ${name}${count === 1 ? "" : "s"} ago`;
  }
  return "just now";
}
