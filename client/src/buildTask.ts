// A build as a terminal task: its output is the engine's own, and it ends when the process ends.
import path from "node:path";
import * as vscode from "vscode";
import { commandsOf } from "../../engine/src/commands.ts";
import type { BuildRequest, Engine } from "../../engine/src/engine.ts";

/** Runs a build in a terminal. Gives the exit code, or undefined where it was ended or could not be started. */
export async function runBuild(engine: Engine, request: BuildRequest): Promise<number | undefined> {
  const execution = await vscode.tasks.executeTask(buildTask(engine, request));
  const subscriptions: vscode.Disposable[] = [];
  const isIt = (event: vscode.TaskEndEvent): boolean => event.execution === execution;
  const ended = new Promise<number | undefined>((resolve) => {
    subscriptions.push(
      vscode.tasks.onDidEndTaskProcess((event) => isIt(event) && resolve(event.exitCode)),
      // a task whose process never started ends without the event above
      vscode.tasks.onDidEndTask((event) => isIt(event) && resolve(undefined)),
    );
  });
  return ended.finally(() => vscode.Disposable.from(...subscriptions).dispose());
}

function buildTask(engine: Engine, request: BuildRequest): vscode.Task {
  const file = vscode.Uri.file(request.dockerfile);
  const task = new vscode.Task(
    { type: "drydock", ...request },
    vscode.workspace.getWorkspaceFolder(file) ?? vscode.TaskScope.Workspace,
    `build ${request.tag}`,
    "Drydock",
    new vscode.ProcessExecution(engine.executable, [...commandsOf(engine).build(request)], {
      cwd: path.dirname(request.dockerfile),
    }),
    [],
  );
  task.presentationOptions = {
    reveal: vscode.TaskRevealKind.Always,
    panel: vscode.TaskPanelKind.Dedicated,
    clear: true,
    showReuseMessage: false,
  };
  return task;
}
