// What ADD unpacks: a tar file, bare or compressed, whatever its name is.

/** How many bytes of a file {@link isArchive} reads: a tar header says what it is at offset 257. */
export const archiveHeaderLength = 262;

interface Magic {
  readonly at: number;
  readonly bytes: readonly number[];
}

const magics: readonly Magic[] = [
  { at: 0, bytes: [0x1f, 0x8b] }, // gzip
  { at: 0, bytes: [0x42, 0x5a, 0x68] }, // bzip2
  { at: 0, bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] }, // xz
  { at: 0, bytes: [0x28, 0xb5, 0x2f, 0xfd] }, // zstd
  { at: 257, bytes: [0x75, 0x73, 0x74, 0x61, 0x72] }, // tar
];

/** Whether a file that begins so may be one. What is inside a compressed file does not count. */
export function isArchive(start: Uint8Array): boolean {
  return magics.some(({ at, bytes }) => bytes.every((byte, index) => start[at + index] === byte));
}
