// Podman's command line, 4.0 and later, where it differs from Docker's: it prints JSON arrays instead of lines.
import { buildArguments } from "./build.ts";
import type { EngineCommands, HistoryEntry, LocalImage } from "./engine.ts";
import { formatBytes } from "./format.ts";
import { bytesOf, dateOf, idOf, listOfJson, textOf, textsOf, type JsonObject } from "./output.ts";

const format = ["--format", "json"];

export const podman: EngineCommands = {
  ping: () => ({
    args: ["info", "--format", "{{.Version.Version}}"],
    parse: (stdout) => stdout.trim(),
  }),
  history: (image) => ({
    args: ["image", "history", "--no-trunc", ...format, "--", image],
    parse: (stdout) => listOfJson(stdout).map(historyEntry),
  }),
  images: () => ({
    args: ["image", "ls", "--no-trunc", ...format],
    parse: (stdout) => onePerReference(listOfJson(stdout).flatMap(localImages)),
  }),
  build: buildArguments,
};

function historyEntry(entry: JsonObject): HistoryEntry {
  return {
    createdBy: textOf(entry, "CreatedBy"),
    comment: textOf(entry, "comment"),
    size: bytesOf(entry, "size"),
    created: dateOf(textOf(entry, "created")),
    id: idOf(textOf(entry, "id")),
  };
}

/** All names of an image; Docker lists each name by itself. */
function localImages(image: JsonObject): readonly LocalImage[] {
  const id = textOf(image, "Id");
  const names = textsOf(image, "Names");
  const size = formatBytes(bytesOf(image, "Size"));
  const created = dateOf(textOf(image, "CreatedAt"));
  return (names.length > 0 ? names : [id]).map((reference) => ({ reference, id, size, created }));
}

/** Podman 4 lists an image with two names twice, each time with both. */
function onePerReference(images: readonly LocalImage[]): readonly LocalImage[] {
  return [...new Map(images.map((image) => [image.reference, image])).values()];
}
