// Who `USER` means.

/** `root`, `0`, with or without a group. */
export function isRoot(user: string): boolean {
  return /^(?:root|0+)(?::|$)/.test(user);
}

/** The user without the group; numbers stay text. */
export function userName(user: string): string {
  return user.split(":")[0] ?? "";
}
