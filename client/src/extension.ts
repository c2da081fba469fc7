import * as vscode from "vscode";
import { registerBuildImage } from "./commands/buildImage.ts";
import { registerOpenRuleDocumentation } from "./commands/openRuleDocumentation.ts";
import { registerRestartServer } from "./commands/restartServer.ts";
import { registerShowImageHistory } from "./commands/showImageHistory.ts";
import { registerShowOutput } from "./commands/showOutput.ts";
import { createEngineAccess } from "./engineAccess.ts";
import { createLanguageServer } from "./languageClient.ts";
import { registerRulePages } from "./rulePages.ts";
import { createImageHistoryView } from "./views/imageHistory.ts";

/** Starts everything and waits for nothing: the language server comes up by itself, engines are asked on demand. */
export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel("Drydock", { log: true });
  const server = createLanguageServer(context, output);
  const engines = createEngineAccess(context, output);
  const history = createImageHistoryView(engines);
  context.subscriptions.push(
    output,
    server,
    history,
    registerBuildImage(context, engines, server),
    registerShowImageHistory(engines, history),
    registerOpenRuleDocumentation(context),
    registerRulePages(context),
    registerRestartServer(server),
    registerShowOutput(output),
  );
}
