import path from "node:path";
import { downloadAndUnzipVSCode } from "@vscode/test-electron";
import { cacheFolder } from "../../scripts/setup/cacheFolder.ts";
import { ensureChromium } from "../../scripts/setup/chromium.ts";
import { ensureCodeServer } from "../../scripts/setup/codeServer.ts";

/**
 * The program to test in: `DRYDOCK_VSCODE`, or a desktop VS Code that can be downloaded and shown, or the stand-in
 * in host/, which is VS Code's workbench and extension host in a browser. Throws `Unavailable` where there is none.
 */
export async function chooseEditor(): Promise<string> {
  const chosen = process.env["DRYDOCK_VSCODE"];
  if (chosen) return chosen;
  if (hasDisplay()) {
    try {
      const cachePath = path.join(cacheFolder, "vscode");
      return await downloadAndUnzipVSCode({ version: "stable", cachePath });
    } catch (error) {
      console.log(`Desktop VS Code cannot be downloaded (${String(error)}); using code-server.`);
    }
  }
  await ensureChromium();
  await ensureCodeServer();
  return path.join(import.meta.dirname, "host", "code.ts");
}

function hasDisplay(): boolean {
  if (process.platform !== "linux") return true;
  return Boolean(process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"]);
}
