// What `npm start` does once the packages are there: build, then open the extension on a copy of the sample
// workspace, in the installed VS Code where there is one, else in code-server.
import { cpSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import manifest from "../../package.json" with { type: "json" };
import { makeProfile, remoteUri, startCodeServer, workbenchAddress } from "./codeServer.ts";
import { findOnPath, root, run, runOrThrow } from "./run.ts";

const workspace = path.join(root, "out", "workspace");
const firstFile = path.join(workspace, "nginx-demo", "Dockerfile");

console.log("Building ...");
await runOrThrow(process.execPath, ["scripts/build.ts"]);
rmSync(workspace, { recursive: true, force: true });
cpSync(path.join(root, "test/fixtures/workspace"), workspace, { recursive: true });
if (!(await openInDesktop())) await openInBrowser();

/** Opens VS Code, where `code` is installed and works; it stays open when this process ends. */
async function openInDesktop(): Promise<boolean> {
  const code = findOnPath("code", "code.cmd");
  if (code === undefined) return false;
  const { code: exitCode, output } = await run(code, [
    `--extensionDevelopmentPath=${root}`,
    workspace,
    firstFile,
  ]);
  if (exitCode === 0) console.log(`Drydock is open in VS Code on ${workspace}`);
  else console.log(`${code} did not open (it said: ${output.trim()}); using code-server instead.`);
  return exitCode === 0;
}

/** Serves the editor until this process is told to end. */
async function openInBrowser(): Promise<void> {
  const profile = makeProfile();
  mkdirSync(profile.extensions);
  symlinkSync(
    root,
    path.join(profile.extensions, `${manifest.publisher}.${manifest.name}-${manifest.version}`),
  );
  const server = await startCodeServer(profile);
  const openFile = ["openFile", remoteUri(server.authority, firstFile)] as const;
  console.log(`Drydock is open at ${workbenchAddress(server.authority, workspace, [openFile])}`);
  console.log(
    "Ctrl-C ends it. What you change is in out/workspace, which the next start makes anew.",
  );
  let ending = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (ending) return;
      ending = true;
      void server.stop().then(() => process.exit(0));
    });
  }
  server.process.once("exit", (code) => {
    if (ending) return;
    console.error(`code-server ended with ${code}:\n${server.output()}`);
    process.exit(1);
  });
}
