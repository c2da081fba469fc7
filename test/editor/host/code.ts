#!/usr/bin/env node
// A stand-in for the desktop program `code`, for machines that can only have code-server and Chromium. It takes the
// arguments that @vscode/test-electron passes, runs the tests in code-server's extension host, and exits as they do.
import { parseArgs } from "node:util";
import {
  makeProfile,
  remoteUri,
  startCodeServer,
  workbenchAddress,
  type CodeServer,
} from "../../../scripts/setup/codeServer.ts";
import { openBrowser } from "./browser.ts";

const timeLimit = 300_000;

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: "string" },
    extensionTestsPath: { type: "string" },
    "disable-extensions": { type: "boolean" },
  },
});

// without this switch a built VS Code ignores extensionTestsPath
const server = await startCodeServer(makeProfile(), {
  args: ["--vscode-option", "enable-smoke-test-driver"],
});
const { browser, page } = await openBrowser();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.once(signal, () => void end(130));
setTimeout(() => {
  console.error(`no result after ${timeLimit / 1000} s`);
  void end(124);
}, timeLimit);

await page.exposeFunction("codeAutomationLog", (type: string, lines: readonly unknown[]) => {
  if (type === "error") console.error(...lines);
});
await page.exposeFunction("codeAutomationExit", (code: number) => void end(code));
page.on("crash", () => {
  console.error("the page crashed");
  void end(70);
});
server.process.once("exit", (code) => {
  console.error(`code-server ended with ${code}:\n${server.output()}`);
  void end(71);
});
await page.goto(address(server), { waitUntil: "commit" });

function address({ authority }: CodeServer): string {
  const uri = (file: unknown) => remoteUri(authority, String(file));
  const folder = positionals.at(0) ?? process.cwd();
  return workbenchAddress(authority, folder, [
    ["extensionDevelopmentPath", uri(values["extensionDevelopmentPath"])],
    ["extensionTestsPath", uri(values["extensionTestsPath"])],
    ["skipWelcome", "true"],
    ...(values["disable-extensions"] === true ? [["disableExtensions", "true"] as const] : []),
  ]);
}

async function end(code: number): Promise<void> {
  server.process.removeAllListeners("exit");
  await browser.close();
  await server.stop();
  process.exit(code);
}
