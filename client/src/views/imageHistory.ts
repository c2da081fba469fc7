// The view Image History: the layers of one image, newest first.
import * as vscode from "vscode";
import { formatAge, formatBytes } from "../../../engine/src/format.ts";
import { explainHistory, type Layer, type LayerOrigin } from "../../../engine/src/history.ts";
import type { EngineAccess } from "../engineAccess.ts";

export interface ImageHistoryView extends vscode.Disposable {
  /** Reads an image's history, shows it and gives its layers. Throws what the engine throws and then shows nothing new. */
  show(image: string): Promise<readonly Layer[]>;
}

const id = "drydock.imageHistory";

export function createImageHistoryView(engines: EngineAccess): ImageHistoryView {
  const changed = new vscode.EventEmitter<void>();
  let image: string | undefined;
  let layers: readonly Layer[] = [];
  const view = vscode.window.createTreeView<Layer>(id, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (parent) => (parent === undefined ? [...layers] : []),
      getTreeItem: layerItem,
    },
  });
  const show = async (shown: string): Promise<readonly Layer[]> => {
    layers = explainHistory(await engines.ask((commands) => commands.history(shown)));
    image = shown;
    const size = formatBytes(layers.reduce((sum, layer) => sum + layer.size, 0));
    // not in the title, which VS Code capitalises and a narrow side bar cuts off
    view.message = `${shown}: ${size} in ${layers.length} layers, the newest first`;
    changed.fire();
    await vscode.commands.executeCommand("setContext", "drydock.imageHistoryShown", true);
    await vscode.commands.executeCommand(`${id}.focus`);
    return layers;
  };
  const refresh = vscode.commands.registerCommand("drydock.refreshImageHistory", () =>
    engines.tellProblems(async () => image !== undefined && show(image)),
  );
  return { show, dispose: () => vscode.Disposable.from(view, changed, refresh).dispose() };
}

interface Appearance {
  readonly icon: vscode.ThemeIcon;
  /** Stands before size and age. */
  readonly mark?: string;
  readonly explanation?: string;
}

const warning = new vscode.ThemeColor("list.warningForeground");
const appearances: Readonly<Record<LayerOrigin, Appearance>> = {
  dockerfile: { icon: new vscode.ThemeIcon("circle-filled") },
  other: { icon: new vscode.ThemeIcon("circle-filled") },
  import: {
    icon: new vscode.ThemeIcon("package"),
    mark: "imported",
    explanation: "This layer was imported as a whole file system.",
  },
  commit: {
    icon: new vscode.ThemeIcon("eye-closed", warning),
    mark: "docker commit",
    explanation:
      "This layer was made by `docker commit`: somebody changed files in a running container and saved the result. No Dockerfile says what happened in it, and none can build it again. The text above is only the command that the container was started with.",
  },
  "perhaps-commit": {
    icon: new vscode.ThemeIcon("question", warning),
    mark: "docker commit?",
    explanation:
      "This layer was probably made by `docker commit`, and then no Dockerfile says what happened in it. The history of a container that was committed cannot be told with certainty from that of a `RUN` of Docker's old builder or of a build that saves only its last step.",
  },
};

/** Instructions that only change the configuration add no files. */
const emptyIcon = new vscode.ThemeIcon("circle-outline");

function layerItem(layer: Layer): vscode.TreeItem {
  const { icon, mark, explanation } = appearances[layer.origin];
  const item = new vscode.TreeItem(labelOf(layer));
  const size = formatBytes(layer.size);
  const age = layer.created === undefined ? "no date" : formatAge(layer.created, Date.now());
  const facts = [mark, size, age, commentOf(layer)].filter((fact) => fact !== undefined);
  item.description = facts.join(" · ");
  item.iconPath = layer.size === 0 && layer.origin === "dockerfile" ? emptyIcon : icon;
  item.contextValue = layer.origin;
  item.accessibilityInformation = { label: [labelOf(layer), ...facts].join(", ") };
  item.tooltip = tooltipOf(layer, explanation);
  return item;
}

/** One line of bounded length; the tooltip has the whole text. */
function labelOf({ instruction, comment }: Layer): string {
  const line = instruction.replace(/\s+/g, " ").trim().slice(0, 200);
  return line === "" ? comment || "(no instruction recorded)" : line;
}

/** A comment that a person may have written; builders' own marks say nothing to a reader. */
function commentOf({ instruction, comment }: Layer): string | undefined {
  return comment === "" || instruction === "" || comment.startsWith("buildkit.")
    ? undefined
    : comment;
}

function tooltipOf(layer: Layer, explanation: string | undefined): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  const { instruction, createdBy, comment, size, created } = layer;
  if (instruction !== "") tooltip.appendCodeblock(instruction, "dockerfile");
  if (explanation !== undefined) tooltip.appendMarkdown(`${explanation}\n\n`);
  const facts = [
    `Size: ${formatBytes(size)} (${size.toLocaleString("en")} bytes)`,
    ...(created === undefined ? [] : [`Created: ${new Date(created).toISOString()}`]),
    ...(comment === "" ? [] : [`Comment: ${comment}`]),
    ...(createdBy === instruction || createdBy === "" ? [] : [`Recorded as: ${createdBy}`]),
    ...(layer.id === undefined ? [] : [`Image id: ${layer.id}`]),
  ];
  tooltip.appendText(facts.join("\n"));
  return tooltip;
}
