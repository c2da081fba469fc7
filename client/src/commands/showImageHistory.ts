import * as vscode from "vscode";
import type { Layer } from "../../../engine/src/history.ts";
import type { LocalImage } from "../../../engine/src/engine.ts";
import { formatAge } from "../../../engine/src/format.ts";
import type { EngineAccess } from "../engineAccess.ts";
import type { ImageHistoryView } from "../views/imageHistory.ts";

/** The argument of `drydock.showImageHistory`, for key bindings and tasks. */
interface ShowImageHistoryArgument {
  /** Name or id of an image; asked for where missing. */
  readonly image?: string;
}

/**
 * `drydock.showImageHistory ({ image })`: shows the layers of an image in the view Image History. Gives the layers,
 * newest first, or undefined where nothing was picked or the engine failed.
 */
export function registerShowImageHistory(
  engines: EngineAccess,
  view: ImageHistoryView,
): vscode.Disposable {
  return vscode.commands.registerCommand(
    "drydock.showImageHistory",
    (argument?: ShowImageHistoryArgument): Promise<readonly Layer[] | undefined> =>
      engines.tellProblems(async () => {
        const image =
          typeof argument?.image === "string" ? argument.image : await pickImage(engines);
        return image === undefined ? undefined : view.show(image);
      }),
  );
}

interface ImageItem extends vscode.QuickPickItem {
  readonly reference: string;
}

/** Asks for one of the engine's images, the one just built on top. */
async function pickImage(engines: EngineAccess): Promise<string | undefined> {
  const items = engines
    .ask((commands) => commands.images())
    .then((images) => imageItems(images, engines.lastBuilt));
  const picked = await vscode.window.showQuickPick(items, {
    title: "Show Image History",
    placeHolder: "Choose an image",
    matchOnDescription: true,
  });
  return picked?.reference;
}

/** The image just built first, those without a name last. */
function imageItems(images: readonly LocalImage[], lastBuilt: string | undefined): ImageItem[] {
  const isLastBuilt = ({ reference }: LocalImage) =>
    lastBuilt !== undefined && namesOf(lastBuilt).includes(reference);
  const place = (image: LocalImage) => (isLastBuilt(image) ? 0 : isNamed(image) ? 1 : 2);
  return images
    .toSorted((one, other) => place(one) - place(other))
    .map((image) => ({
      reference: image.reference,
      label: isNamed(image) ? image.reference : `<none> ${shortId(image.id)}`,
      description: [image.size, age(image), ...(isLastBuilt(image) ? ["just built"] : [])].join(
        ", ",
      ),
    }));
}

/** What engines list an image as that was built as `tag`. */
function namesOf(tag: string): readonly string[] {
  return [tag, `${tag}:latest`].flatMap((name) => [name, `localhost/${name}`]);
}

function isNamed({ reference, id }: LocalImage): boolean {
  return reference !== id;
}

function age({ created }: LocalImage): string {
  return created === undefined ? "no date" : formatAge(created, Date.now());
}

function shortId(id: string): string {
  return id.replace(/^sha256:/, "").slice(0, 12);
}
