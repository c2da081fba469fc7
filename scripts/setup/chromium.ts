// The browser that shows code-server to the editor tests and the UI tests.
import { existsSync } from "node:fs";
import { aptInstall } from "./apt.ts";
import { findOnPath } from "./run.ts";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const macApplication = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/**
 * The path of a Chromium or Chrome: `DRYDOCK_CHROMIUM`, or one that is installed, or, for root on Debian,
 * Debian's own, installed now. Throws `Unavailable` elsewhere.
 */
export async function ensureChromium(): Promise<string> {
  const found = findChromium();
  if (found !== undefined) return found;
  await aptInstall(
    ["chromium", "fonts-dejavu-core"],
    "install Chromium or Chrome, or name one in DRYDOCK_CHROMIUM",
  );
  return findChromium() ?? "/usr/bin/chromium";
}

function findChromium(): string | undefined {
  const chosen = process.env["DRYDOCK_CHROMIUM"] || findOnPath(...names);
  return chosen ?? (existsSync(macApplication) ? macApplication : undefined);
}
