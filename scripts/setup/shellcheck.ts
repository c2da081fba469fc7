// ShellCheck for the tests that ask it.
import { aptInstall } from "./apt.ts";
import { findOnPath } from "./run.ts";

/** Installs Debian's ShellCheck where there is none. Throws `Unavailable` where that cannot be done. */
export async function ensureShellcheck(): Promise<void> {
  if (findOnPath("shellcheck") === undefined)
    await aptInstall(["shellcheck"], "install ShellCheck");
}
