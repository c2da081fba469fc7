// Docker's command line, 20.10 and later. `{{json .}}` works in all versions: older ones take `--format json` for
// a literal text.
import { buildArguments } from "./build.ts";
import type { EngineCommands, HistoryEntry, LocalImage } from "./engine.ts";
import { bytesOf, dateOf, idOf, linesOfJson, textOf, type JsonObject } from "./output.ts";

const format = ["--format", "{{json .}}"];

export const docker: EngineCommands = {
  ping: () => ({
    args: ["version", "--format", "{{.Server.Version}}"],
    parse: (stdout) => stdout.trim(),
  }),
  history: (image) => ({
    args: ["image", "history", "--no-trunc", "--human=false", ...format, "--", image],
    parse: (stdout) => linesOfJson(stdout).map(historyEntry),
  }),
  images: () => ({
    args: ["image", "ls", "--no-trunc", ...format],
    parse: (stdout) => linesOfJson(stdout).map(localImage),
  }),
  build: buildArguments,
};

function historyEntry(entry: JsonObject): HistoryEntry {
  return {
    createdBy: textOf(entry, "CreatedBy"),
    comment: textOf(entry, "Comment"),
    size: bytesOf(entry, "Size"),
    created: dateOf(textOf(entry, "CreatedAt")),
    id: idOf(textOf(entry, "ID")),
  };
}

function localImage(image: JsonObject): LocalImage {
  const id = textOf(image, "ID");
  const repository = textOf(image, "Repository");
  const tag = textOf(image, "Tag");
  const named = repository !== "<none>" && tag !== "<none>";
  return {
    reference: named ? `${repository}:${tag}` : id,
    id,
    size: textOf(image, "Size").replace(/(?<=\d)(?=[A-Za-z])/, " "),
    created: dateOf(textOf(image, "CreatedAt")),
  };
}
