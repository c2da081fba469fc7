/** Commands whose output is one word, or nothing; a name with its arguments where only those make it so. */
export const oneWordCommands: ReadonlySet<string> = new Set([
  "arch",
  "basename",
  "dpkg --print-architecture",
  "dpkg-architecture",
  "getconf",
  "id",
  "lsb_release",
  "mktemp",
  "nproc",
  "pwd",
  "uname",
  "which",
  "whoami",
]);
