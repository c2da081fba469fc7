// The language server as a program: over IPC for the extension, over standard input and output for other editors.
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { nodeHost } from "./nodeHost.ts";
import { startServer } from "./server.ts";
import { nodePlaces } from "./nodePlaces.ts";

const usage = `Usage: drydock-language-server --stdio

A language server for Dockerfiles that speaks the Language Server Protocol
over standard input and output (--stdio), a pipe (--pipe=NAME), a port
(--socket=PORT) or Node's IPC (--node-ipc).
`;

const transport = /^--(?:stdio|node-ipc|pipe(?:=.*)?|socket(?:=.*)?)$/;
if (process.argv.slice(2).some((argument) => transport.test(argument))) {
  startServer(createConnection(ProposedFeatures.all), nodeHost, nodePlaces);
} else {
  const wantsHelp = process.argv.includes("--help");
  (wantsHelp ? process.stdout : process.stderr).write(usage);
  process.exitCode = wantsHelp ? 0 : 2;
}
