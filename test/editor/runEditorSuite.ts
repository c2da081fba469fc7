// Runs the tests in suite/ inside a VS Code, through @vscode/test-electron: in desktop VS Code where it can be had,
// else in the stand-in in host/, which is VS Code's workbench and extension host in a browser.
import { cpSync, globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Writable } from "node:stream";
import { downloadAndUnzipVSCode, runTests } from "@vscode/test-electron";
import { build } from "esbuild";
import { cacheFolder } from "../../scripts/setup/cacheFolder.ts";
import { ensureChromium } from "../../scripts/setup/chromium.ts";
import { ensureCodeServer } from "../../scripts/setup/codeServer.ts";
import { readResults, type SuiteReport } from "../../scripts/setup/results.ts";
import { resultsFile } from "../../scripts/setup/resultsFile.ts";
import { root } from "../../scripts/setup/run.ts";

/**
 * Runs the suite once, on a copy of the sample workspace.
 *
 * @param env the environment of the editor, over this process's own
 */
export async function runEditorSuite(env: NodeJS.ProcessEnv): Promise<SuiteReport> {
  const executable = await chooseEditor();
  const results = resultsFile("editor");
  await bundleTests();
  // a space in the path: it must survive being encoded
  const folder = mkdtempSync(path.join(tmpdir(), "drydock workspace "));
  cpSync(path.join(root, "test/fixtures/workspace"), folder, { recursive: true });
  let output = `editor: ${executable}\n`;
  const collect = () =>
    new Writable({
      write(chunk, _encoding, done) {
        output += String(chunk);
        done();
      },
    });
  try {
    const code = await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(root, "out/editor/index.cjs"),
      launchArgs: [folder, "--disable-extensions"],
      extensionTestsEnv: { ...env, DRYDOCK_RESULTS: results },
      stdout: collect(),
      stderr: collect(),
    });
    return { results: readResults(results), output, code };
  } catch (error) {
    return { results: readResults(results), output: `${output}${String(error)}\n`, code: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The program to test in: `DRYDOCK_VSCODE`, or a desktop VS Code that can be downloaded and shown, or the stand-in. */
async function chooseEditor(): Promise<string> {
  const chosen = process.env["DRYDOCK_VSCODE"];
  if (chosen) return chosen;
  const hasDisplay =
    process.platform !== "linux" || process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"];
  if (hasDisplay) {
    try {
      return await downloadAndUnzipVSCode({
        version: "stable",
        cachePath: path.join(cacheFolder, "vscode"),
      });
    } catch (error) {
      console.log(
        `Desktop VS Code cannot be downloaded (${String(error)}); using code-server instead.`,
      );
    }
  }
  await ensureCodeServer();
  await ensureChromium();
  return path.join(import.meta.dirname, "host", "code.ts");
}

/** The extension host loads CommonJS; `vscode` is its own, mocha comes from node_modules. */
async function bundleTests(): Promise<void> {
  const outdir = path.join(root, "out", "editor");
  rmSync(outdir, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: globSync("test/editor/suite/**/*.ts", { cwd: root }),
    outdir,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    sourcemap: "inline",
    external: ["vscode", "mocha"],
    logLevel: "warning",
  });
}
