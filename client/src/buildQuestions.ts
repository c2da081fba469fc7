// What Build Image… asks: context, stage and tag. Every answer that is known already is not asked for.
import path from "node:path";
import * as vscode from "vscode";
import { imageNameFor, isImageName } from "../../engine/src/imageName.ts";
import type { StageInfo } from "../../server/src/protocol.ts";
import { askInSteps, enter, pick, type Question } from "./multiStep.ts";

/** The answers, all optional until the end. Paths are absolute. */
export interface BuildAnswers {
  readonly context?: string;
  /** Name of a stage; empty for the last one. */
  readonly target?: string;
  readonly tag?: string;
}

/**
 * Asks for what `known` leaves open, with the answers of the last time as defaults. Undefined when the person gave up.
 */
export function askBuildQuestions(
  dockerfile: vscode.Uri,
  stages: readonly StageInfo[],
  known: BuildAnswers,
  remembered: BuildAnswers,
): Promise<Required<BuildAnswers> | undefined> {
  const onlyOne = stages.length <= 1 ? { target: "" } : {};
  const initial: BuildAnswers = { ...onlyOne, ...known };
  const questions: Question<BuildAnswers>[] = [];
  if (initial.context === undefined) questions.push(askContext(dockerfile, remembered.context));
  if (initial.target === undefined) questions.push(askTarget(stages, remembered.target));
  if (initial.tag === undefined) questions.push(askTag(dockerfile, remembered.tag));
  return askInSteps("Build Image", questions, initial).then(
    (answers) => answers && { context: "", target: "", tag: "", ...answers },
  );
}

function askContext(dockerfile: vscode.Uri, last: string | undefined): Question<BuildAnswers> {
  const own = path.dirname(dockerfile.fsPath);
  const workspace = vscode.workspace.getWorkspaceFolder(dockerfile)?.uri.fsPath;
  const folders = new Map<string, string>([[own, "folder of the Dockerfile"]]);
  if (workspace !== undefined && workspace !== own) folders.set(workspace, "workspace folder");
  if (last !== undefined && !folders.has(last)) folders.set(last, "last time");
  const items = [...folders].map(([folder, description]) => ({
    label: folder === workspace ? path.basename(folder) : vscode.workspace.asRelativePath(folder),
    description,
    folder,
  }));
  const other = { label: "Choose Another Folder…", description: "", folder: undefined };
  return async (answers, position) => {
    const active = items.find(({ folder }) => folder === last);
    const picked = await pick(
      position,
      "Build context: the folder whose files COPY and ADD can reach",
      [...items, other],
      active,
    );
    if (typeof picked !== "object") return picked;
    const context = picked.folder ?? (await openFolder(last ?? own));
    return context === undefined ? undefined : { ...answers, context };
  };
}

async function openFolder(start: string): Promise<string | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: "Build context",
    openLabel: "Use as Build Context",
    defaultUri: vscode.Uri.file(start),
    canSelectFiles: false,
    canSelectFolders: true,
  });
  return chosen?.[0]?.fsPath;
}

function askTarget(stages: readonly StageInfo[], last: string | undefined): Question<BuildAnswers> {
  const end = stages.at(-1);
  const named = stages.flatMap(({ name, base, line }) =>
    name === undefined
      ? []
      : [{ label: name, description: `line ${line + 1}, from ${base}`, target: name }],
  );
  const items = [
    { label: "Last stage", description: end?.name ?? `from ${end?.base}`, target: "" },
    ...named,
  ];
  return async (answers, position) => {
    const active = items.find(({ target }) => target === last);
    const picked = await pick(position, "Stage to build", items, active);
    return typeof picked === "object" ? { ...answers, target: picked.target } : picked;
  };
}

function askTag(dockerfile: vscode.Uri, last: string | undefined): Question<BuildAnswers> {
  const usual = imageNameFor(path.basename(path.dirname(dockerfile.fsPath)));
  return async (answers, position) => {
    const tag = await enter(
      position,
      "Name of the image, with or without a tag",
      last ?? usual,
      refuseTag,
    );
    return typeof tag === "string" ? { ...answers, tag } : tag;
  };
}

function refuseTag(text: string): string | undefined {
  return isImageName(text)
    ? undefined
    : "Write it as name or name:tag, in lower case, for instance harbour/web:1.2.";
}
