/** Commands that print something about the system or a text and practically never fail. */
export const safeCommands: ReadonlySet<string> = new Set([
  "arch",
  "basename",
  "date",
  "dirname",
  "dpkg --print-architecture",
  "echo",
  "getconf",
  "hostname",
  "id",
  "mktemp",
  "nproc",
  "printf",
  "pwd",
  "uname",
  "whoami",
]);
