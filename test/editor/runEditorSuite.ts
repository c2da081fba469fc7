// Runs the tests in suite/ once inside a VS Code, through @vscode/test-electron, on a copy of the sample workspace:
//   DRYDOCK_VSCODE=EXECUTABLE DRYDOCK_RESULTS=FILE node test/editor/runEditorSuite.ts
import { cpSync, globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runTests } from "@vscode/test-electron";
import { build } from "esbuild";
import { root } from "../../scripts/setup/run.ts";
import { chooseEditor } from "./chooseEditor.ts";

const editor = await chooseEditor();
console.log(`editor: ${editor}`);
await bundleTests();
// a space in the path: it must survive being encoded
const workspace = mkdtempSync(path.join(tmpdir(), "drydock workspace "));
process.once("exit", () => rmSync(workspace, { recursive: true, force: true }));
cpSync(path.join(root, "test/fixtures/workspace"), workspace, { recursive: true });
await runTests({
  vscodeExecutablePath: editor,
  extensionDevelopmentPath: root,
  extensionTestsPath: path.join(root, "out/editor/index.cjs"),
  launchArgs: [workspace, "--disable-extensions"],
});

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
