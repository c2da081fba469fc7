// A window of the editor with the packaged extension installed, as a person would have it, and what a person does
// in it: look, click and type. Every step waits for what it needs; none waits for time to pass.
import { cpSync, mkdirSync } from "node:fs";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import {
  installExtension,
  makeProfile,
  remoteUri,
  startCodeServer,
  workbenchAddress,
} from "../../scripts/setup/codeServer.ts";
import { root } from "../../scripts/setup/run.ts";
import { openBrowser } from "../editor/host/browser.ts";

const screenshots = path.join(root, "out", "screenshots");

export interface Workbench {
  readonly page: Page;
  /** The folder that is open: a copy of the sample workspace. */
  readonly folder: string;
  /** Addresses beyond this machine that the page has asked for. */
  readonly outsideRequests: readonly string[];
  /** Runs a command by the title that the palette shows. */
  runCommand(title: string): Promise<void>;
  /** Opens a file of the workspace by its path. */
  openFile(file: string): Promise<void>;
  /** The active editor's line that has this text. */
  line(text: string | RegExp): Locator;
  /** A word in the active editor's line that has this text. */
  word(lineText: string, word: string): Locator;
  /** Pulls the side bar's edge to the right by so many pixels. */
  widenSideBar(pixels: number): Promise<void>;
  /** Keeps a picture of the window in out/screenshots. */
  screenshot(name: string): Promise<void>;
  /** Presses a key until something shows; a busy window may swallow one, as for a person. */
  pressFor(key: string, wanted: Locator): Promise<void>;
  close(): Promise<void>;
}

/** Opens the window on a file of the sample workspace. */
export async function openWorkbench(vsix: string, file: string): Promise<Workbench> {
  const profile = makeProfile({
    // text that can be read by a test
    "terminal.integrated.gpuAcceleration": "off",
    // it would lie over the lines to click on
    "editor.stickyScroll.enabled": false,
  });
  const folder = path.join(profile.folder, "harbour");
  cpSync(path.join(root, "test/fixtures/workspace"), folder, { recursive: true });
  mkdirSync(screenshots, { recursive: true });
  await installExtension(profile, vsix);
  const server = await startCodeServer(profile);
  const { browser, page } = await openBrowser();
  const close = async () => {
    await browser.close();
    await server.stop();
  };
  page.setDefaultTimeout(30_000);
  const outsideRequests: string[] = [];
  page.context().on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^(https?|wss?):$/.test(protocol) && hostname !== "127.0.0.1")
      outsideRequests.push(request.url());
  });

  const editor = page.locator(".editor-group-container.active .editor-instance");
  const line = (text: string | RegExp) =>
    editor.locator(".view-line").filter({ hasText: inEditor(text) });

  async function quickInput(text: string, choice: string): Promise<void> {
    await page.keyboard.press("F1");
    const input = page.locator(".quick-input-widget input[type=text]");
    await input.fill(text);
    await page
      .locator(".quick-input-list .monaco-list-row.focused")
      .filter({ hasText: choice })
      .waitFor();
    await page.keyboard.press("Enter");
  }

  const workbench: Workbench = {
    page,
    folder,
    outsideRequests,
    line,
    runCommand: (title) => quickInput(`>${title}`, title),
    async openFile(name) {
      await quickInput(name, path.basename(name));
      await page
        .locator(".tab.active")
        .filter({ hasText: path.basename(name) })
        .waitFor();
    },
    word: (lineText, word) => line(lineText).locator("span", { hasText: word }).last(),
    async widenSideBar(pixels) {
      const sideBar = await page.locator(".part.sidebar").boundingBox();
      if (sideBar === null) throw new Error("the side bar is closed");
      const edge = sideBar.x + sideBar.width;
      const middle = sideBar.y + sideBar.height / 2;
      await page.mouse.move(edge, middle);
      await page.mouse.down();
      await page.mouse.move(edge + pixels, middle, { steps: 5 });
      await page.mouse.up();
      // off the edge, which would stay highlighted
      await page.mouse.move(0, 0);
    },
    async pressFor(key, wanted) {
      for (let attempt = 1; ; attempt += 1) {
        await page.keyboard.press(key);
        try {
          await wanted.waitFor({ timeout: 5000 });
          return;
        } catch (error) {
          if (attempt === 5) throw error;
        }
      }
    },
    async screenshot(name) {
      await page.screenshot({ path: path.join(screenshots, `${name}.png`) });
    },
    close,
  };
  try {
    const openFile = ["openFile", remoteUri(server.authority, path.join(folder, file))] as const;
    await page.goto(workbenchAddress(server.authority, folder, [openFile]));
    await editor.locator(".view-line").first().waitFor({ timeout: 60_000 });
    return workbench;
  } catch (error) {
    await close();
    throw error;
  }
}

/** The editor draws blanks as no-break spaces. */
function inEditor(text: string | RegExp): string | RegExp {
  return typeof text === "string" ? text.replaceAll(" ", "\u00a0") : text;
}
