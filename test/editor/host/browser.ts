// The headless Chromium that shows code-server's workbench.
import { chromium, type Browser, type Page } from "playwright-core";
import { ensureChromium } from "../../../scripts/setup/chromium.ts";

/** Opens an empty page. Whoever calls closes the browser; signals are left to the caller, too. */
export async function openBrowser(): Promise<{ readonly browser: Browser; readonly page: Page }> {
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    // Chromium's sandbox works neither for root nor in most containers; the only pages shown are our own
    chromiumSandbox: false,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-sync",
      "--disable-background-networking",
      "--disable-component-update",
      // nothing outside this machine may be asked
      "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    ],
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  return { browser, page };
}
