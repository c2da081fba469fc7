// What a person sees and does: the packaged extension in the editor, by mouse and keyboard. The tests are one
// run in one window, in this order; pictures of it are kept in out/screenshots.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { root, run, runOrThrow } from "../../scripts/setup/run.ts";
import { openWorkbench, type Workbench } from "./workbench.ts";

const image = "drydock-lighthouse";
const noEngine = process.env["DRYDOCK_NO_ENGINE"];
const skip = noEngine === undefined ? false : `to run it, ${noEngine}`;

/** Two stages on images that every engine of the tests has; see scripts/setup/baseImages.ts. */
const lighthouse = `FROM busybox:1 AS lamp
WORKDIR /lamp
COPY signal.sh .
RUN chmod 755 signal.sh && head -c 250000 /dev/zero > lens.bin

FROM debian:bookworm-slim AS tower
LABEL org.opencontainers.image.title="Lighthouse"
COPY --from=lamp /lamp /opt/lamp
USER nobody
CMD ["/opt/lamp/signal.sh"]
`;

const docker = (...args: readonly string[]) => runOrThrow("docker", args);

describe("the packaged extension", { timeout: 300_000 }, () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench(path.join(root, "out/drydock.vsix"), "nginx-demo/Dockerfile");
    const folder = path.join(workbench.folder, "lighthouse");
    mkdirSync(folder);
    writeFileSync(path.join(folder, "Dockerfile"), lighthouse);
    writeFileSync(path.join(folder, "signal.sh"), "#!/bin/sh\necho long, short, short\n");
  });

  /** The row of the view Image History that has this text. */
  const layer = (text: string) =>
    workbench.page.locator(".pane-body .monaco-list-row").filter({ hasText: text });

  /** A test that keeps a picture of the window where it fails. */
  const step = (name: string, body: () => Promise<void>, options = {}): void => {
    it(name, options, () =>
      body().catch(async (error: unknown) => {
        await workbench.screenshot(`failed: ${name}`);
        throw error;
      }),
    );
  };

  after(async () => {
    await workbench?.close();
    if (noEngine === undefined)
      await run("docker", ["image", "rm", "--force", image, `${image}:painted`]);
  });

  step("underlines what is wrong and lists it among the problems", async () => {
    const { page } = workbench;
    await page.locator(".squiggly-warning").first().waitFor({ timeout: 60_000 });
    await workbench.runCommand("Problems: Focus on Problems View");
    for (const rule of ["no-maintainer", "prefer-copy", "foreground-process"])
      await page.locator(".markers-panel .monaco-list-row").filter({ hasText: rule }).waitFor();
    await workbench.screenshot("problems");
  });

  step("explains an instruction under the mouse", async () => {
    const { page } = workbench;
    await workbench.word("EXPOSE 80", "EXPOSE").hover();
    const hover = page.locator(".monaco-hover:visible");
    await hover.filter({ hasText: "EXPOSE" }).waitFor();
    await workbench.screenshot("hover");
    await page.mouse.move(0, 0);
    await hover.waitFor({ state: "hidden" });
  });

  step("opens the page of a rule from the code of a problem", async () => {
    const { page } = workbench;
    await workbench.word("ADD ./sources.list", "ADD").hover();
    await page.locator(".monaco-hover:visible a.code-link", { hasText: "prefer-copy" }).click();
    const preview = page.locator(".tab", { hasText: "prefer-copy" });
    await preview.waitFor();
    await workbench.screenshot("rule-page");
    await workbench.runCommand("View: Revert and Close Editor");
    await preview.waitFor({ state: "detached" });
  });

  step("offers fixes with Ctrl+. and applies the chosen one", async () => {
    const { page } = workbench;
    await workbench.word("ADD ./sources.list", "ADD").click();
    // the key belongs to the Problems panel until the click has arrived
    await page.locator(".monaco-editor.focused").waitFor();
    const fix = page.locator(".action-widget .monaco-list-row").filter({ hasText: "Use COPY" });
    await workbench.pressFor("Control+.", fix);
    await workbench.screenshot("quick-fix");
    await fix.click();
    await workbench.line("COPY ./sources.list /etc/apt/sources.list").waitFor();
    await page
      .locator(".markers-panel .monaco-list-row")
      .filter({ hasText: "prefer-copy" })
      .waitFor({ state: "detached" });
    await workbench.screenshot("quick-fix-applied");
  });

  step("inserts a snippet with its tab stops", async () => {
    const { page } = workbench;
    await workbench.line("EXPOSE 80").click();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.keyboard.type("healthcurl");
    const suggestion = page.locator(".suggest-widget.visible .monaco-list-row.focused");
    await suggestion.filter({ hasText: "healthcurl" }).waitFor();
    await workbench.screenshot("snippet");
    await page.keyboard.press("Enter");
    await workbench.line(/^HEALTHCHECK/).waitFor();
    await page
      .locator(".markers-panel .monaco-list-row")
      .filter({ hasText: "unknown-instruction" })
      .waitFor({ state: "detached" });
    await workbench.screenshot("snippet-inserted");
    await page.keyboard.press("Escape");
  });

  step(
    "builds from the palette into a terminal",
    async () => {
      const { page } = workbench;
      await workbench.openFile("lighthouse/Dockerfile");
      // by this link the extension has seen which file is open now
      await workbench.line("FROM busybox:1").locator(".detected-link").waitFor();
      await workbench.runCommand("Drydock: Build Image…");
      await page.getByPlaceholder("Build context").waitFor();
      await page.keyboard.press("Enter");
      await page.getByPlaceholder("Stage to build").waitFor();
      await workbench.screenshot("build-question");
      await page.keyboard.press("Enter");
      const name = page
        .locator(".quick-input-widget:visible")
        .filter({ hasText: "Name of the image" });
      await name.locator("input[type=text]").fill(image);
      await page.keyboard.press("Enter");
      // the engine's last word on a build that went well, and the tick that the task has ended
      const terminal = page.locator(".terminal .xterm-rows").filter({ hasText: "naming to" });
      await terminal.waitFor({ timeout: 90_000 });
      await page.locator(".panel .codicon-check").first().waitFor();
      await workbench.screenshot("build");
      await docker("image", "inspect", image);
    },
    { skip },
  );

  step(
    "shows the layers of the image just built",
    async () => {
      const { page } = workbench;
      await workbench.runCommand("Drydock: Show Image History");
      const choice = page.locator(".quick-input-list .monaco-list-row.focused");
      await choice.filter({ hasText: image }).filter({ hasText: "just built" }).waitFor();
      await page.keyboard.press("Enter");
      await layer('CMD ["/opt/lamp/signal.sh"]').waitFor();
      await layer("COPY /lamp /opt/lamp").filter({ hasText: "250 kB" }).waitFor();
    },
    { skip },
  );

  step(
    "marks a layer that no Dockerfile describes",
    async () => {
      const { page } = workbench;
      const paint = ["sh", "-c", "head -c 4000 /dev/zero > /tmp/paint"];
      const started = await docker("run", "--detach", "--network=none", image, ...paint);
      await docker("wait", started);
      await docker("commit", "--message=painted by hand", started, `${image}:painted`);
      await docker("rm", started);
      await workbench.runCommand("Drydock: Show Image History");
      const choice = page.locator(".quick-input-list .monaco-list-row.focused");
      await choice.filter({ hasText: "just built" }).waitFor();
      await page.keyboard.type("painted");
      await choice.filter({ hasText: `${image}:painted` }).waitFor();
      await page.keyboard.press("Enter");
      await layer("painted by hand").filter({ hasText: "docker commit" }).waitFor();
      await layer("COPY /lamp /opt/lamp").filter({ hasText: "250 kB" }).waitFor();
      await workbench.runCommand("View: Hide Panel");
      await workbench.widenSideBar(260);
      await workbench.screenshot("history");
    },
    { skip },
  );

  it("asked nobody outside this machine", () => {
    assert.deepEqual(workbench.outsideRequests, []);
  });
});
