import * as vscode from "vscode";
import { askBuildQuestions, type BuildAnswers } from "../buildQuestions.ts";
import { runBuild } from "../buildTask.ts";
import { Refusal, type EngineAccess } from "../engineAccess.ts";
import type { LanguageServer } from "../languageClient.ts";
import type { StageInfo } from "../../../server/src/protocol.ts";

/** The argument of `drydock.buildImage`, for key bindings and tasks: what it answers is not asked for. */
interface BuildImageArgument extends BuildAnswers {
  /** The Dockerfile, as a text in key bindings; the one in the active editor where missing. */
  readonly uri?: vscode.Uri | string;
}

/**
 * `drydock.buildImage ({ uri, context, target, tag } | uri)`: builds an image in a terminal and gives the exit code
 * of the build; undefined where nothing was built. An empty `target` stands for the last stage.
 */
export function registerBuildImage(
  { workspaceState }: vscode.ExtensionContext,
  engines: EngineAccess,
  server: LanguageServer,
): vscode.Disposable {
  const build = async (argument?: BuildImageArgument | vscode.Uri): Promise<number | undefined> => {
    const known: BuildImageArgument =
      argument instanceof vscode.Uri ? { uri: argument } : (argument ?? {});
    const uri =
      typeof known.uri === "string"
        ? vscode.Uri.parse(known.uri, true)
        : (known.uri ?? (await findDockerfile()));
    if (uri === undefined) return undefined;
    if (uri.scheme !== "file")
      throw new Refusal(
        "Building needs a Dockerfile on a disk: save it in a folder, then build it.",
      );
    // an engine that does not answer is told here, and not by a terminal full of text
    const engine = await engines.reach();
    const stages = await savedStages(uri, server);
    const key = `build:${uri.toString()}`;
    const remembered = workspaceState.get<BuildAnswers>(key, {});
    const { uri: _, ...answered } = known;
    const answers = await askBuildQuestions(uri, stages, answered, remembered);
    if (answers === undefined) return undefined;
    await workspaceState.update(key, answers);
    const target = answers.target === "" ? undefined : answers.target;
    const code = await runBuild(engine, { ...answers, target, dockerfile: uri.fsPath });
    if (code === 0) await engines.rememberBuilt(answers.tag);
    return code;
  };
  return vscode.commands.registerCommand(
    "drydock.buildImage",
    (argument?: BuildImageArgument | vscode.Uri) => engines.tellProblems(() => build(argument)),
  );
}

/** The Dockerfile in the active editor, else one that the person picks from the workspace. */
async function findDockerfile(): Promise<vscode.Uri | undefined> {
  const active = vscode.window.activeTextEditor?.document;
  if (active?.languageId === "dockerfile") return active.uri;
  const files = await vscode.workspace.findFiles(
    "**/{Dockerfile,Containerfile,Dockerfile.*,Dockerfile-*,Containerfile.*,*.dockerfile,*.Dockerfile,*.containerfile}",
    "**/{node_modules,.git}/**",
    200,
  );
  const items = files
    .filter(({ path }) => !path.endsWith("ignore"))
    .map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }));
  if (items.length === 0)
    throw new Refusal("There is no Dockerfile in this workspace: open one, then build it.");
  return (await vscode.window.showQuickPick(items, { placeHolder: "Dockerfile to build" }))?.uri;
}

/** Saves the Dockerfile, for the engine reads the disk, and asks the server for its stages. */
async function savedStages(uri: vscode.Uri, server: LanguageServer): Promise<readonly StageInfo[]> {
  const document = await vscode.workspace.openTextDocument(uri);
  if (document.isDirty && !(await document.save()))
    throw new Refusal("The Dockerfile could not be saved: save it, then build it.");
  // without the server there is no list to choose from, and the last stage is built
  return server.stages(uri).catch(() => []);
}
