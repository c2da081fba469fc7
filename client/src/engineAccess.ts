// The way from commands and views to the engine: only in a trusted workspace, and with every failure told once.
import * as vscode from "vscode";
import { commandsOf } from "../../engine/src/commands.ts";
import { detectEngine } from "../../engine/src/detect.ts";
import type { Engine, EngineCommand, EngineCommands } from "../../engine/src/engine.ts";
import { EngineError } from "../../engine/src/problem.ts";
import { run } from "../../engine/src/run.ts";

export interface EngineAccess {
  /**
   * The engine of the settings or of the PATH, after it has answered. Throws `EngineError`, and `Refusal` in an
   * untrusted workspace.
   */
  reach(): Promise<Engine>;
  /** Asks that engine. Throws like `reach`. */
  ask<T>(command: (commands: EngineCommands) => EngineCommand<T>): Promise<T>;
  /** Runs an action and shows what goes wrong in it, once; undefined where something did. */
  tellProblems<T>(action: () => Promise<T>): Promise<T | undefined>;
  /** Name of the image that Drydock built last in this workspace. */
  readonly lastBuilt: string | undefined;
  rememberBuilt(image: string): Thenable<void>;
}

/** Something that Drydock does not do here; the message says why and what helps. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

const lastBuiltKey = "lastBuiltImage";
const manageTrust = "Manage Workspace Trust";
const showOutput = "Show Output";

export function createEngineAccess(
  { workspaceState }: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
): EngineAccess {
  const find = async (): Promise<Engine> => {
    if (!vscode.workspace.isTrusted) throw new Refusal(untrusted);
    const configured = vscode.workspace.getConfiguration("drydock").get("engine.path", "");
    const engine = await detectEngine(configured);
    output.debug(`engine: ${engine.executable} (${engine.dialect} ${engine.version})`);
    return engine;
  };
  return {
    async reach() {
      const engine = await find();
      await run(engine, commandsOf(engine).ping());
      return engine;
    },
    async ask(command) {
      const engine = await find();
      return run(engine, command(commandsOf(engine)));
    },
    async tellProblems(action) {
      try {
        return await action();
      } catch (error) {
        if (error instanceof Refusal) void tellRefusal(error);
        else if (error instanceof EngineError) void tellProblem(error, output);
        // anything else is a bug, and VS Code reports it by itself
        else throw error;
        return undefined;
      }
    },
    get lastBuilt() {
      return workspaceState.get<string>(lastBuiltKey);
    },
    rememberBuilt: (image) => workspaceState.update(lastBuiltKey, image),
  };
}

const untrusted =
  "In an untrusted workspace Drydock starts no process: trust this workspace to build images and to look into them.";

async function tellRefusal({ message }: Refusal): Promise<void> {
  const buttons = message === untrusted ? [manageTrust] : [];
  const chosen = await vscode.window.showErrorMessage(message, ...buttons);
  if (chosen === manageTrust) await vscode.commands.executeCommand("workbench.trust.manage");
}

async function tellProblem(
  { problem }: EngineError,
  output: vscode.LogOutputChannel,
): Promise<void> {
  output.error(`${problem.kind}: ${problem.detail}`);
  const chosen = await vscode.window.showErrorMessage(problem.message, showOutput);
  if (chosen === showOutput) output.show();
}
