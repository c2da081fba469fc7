// The paths in COPY and ADD: what they read as, and which of them are folders.
import type { Model } from "./model.ts";
import { cleanPath } from "./paths.ts";
import type { Copy, Instruction, Word } from "./tree.ts";
import { findVariables } from "./variables.ts";

/** A path without quotes, its variables replaced; undefined where only the build knows it. */
export function pathAt(model: Model, node: Instruction, word: Word): string | undefined {
  const { text, value } = word;
  if (text.includes("$") && hasUnsetVariable(model, node, word)) return undefined;
  // a JSON string is decoded, all others still have quotes
  return node.json === undefined || text.includes("$") ? model.expand(word, node) : value;
}

/** An ARG without a default gets its value from the build. */
function hasUnsetVariable(model: Model, node: Instruction, { text }: Word): boolean {
  return findVariables(text, model.dockerfile.escape).some(
    ({ name, modifier }) => modifier === "" && model.scope(node).lookup(name).kind === "unset",
  );
}

/** Whether a source is the content of a heredoc rather than a path. */
export function isHeredoc({ heredocs }: Instruction, { start, end }: Word): boolean {
  return heredocs.some(({ operator }) => operator.start < end && start < operator.end);
}

/** Absolute for Unix or Windows. */
export function isAbsolutePath(path: string): boolean {
  return /^(?:[/\\]|[A-Za-z]:)/.test(path);
}

/**
 * Tells of paths whether something above an instruction made a folder of them: WORKDIR, COPY, ADD or mkdir. Has to be
 * asked for the instructions in their order.
 */
export function knownFolders(
  model: Model,
  instructions: readonly Instruction[],
): (node: Instruction, path: string) => boolean {
  const folders = new Set(["/"]);
  let read = 0;
  const add = (node: Instruction, path: string | undefined): void => {
    let folder = path === undefined ? undefined : absolute(model, node, path);
    while (folder !== undefined && !folders.has(folder)) {
      folders.add(folder);
      folder = folder.includes("/") ? folder.slice(0, folder.lastIndexOf("/")) || "/" : undefined;
    }
  };
  return (node, path) => {
    for (; (instructions[read]?.index ?? Infinity) < node.index; read += 1) {
      const before = instructions[read];
      if (before !== undefined) for (const folder of madeBy(model, before)) add(before, folder);
    }
    add(node, ".");
    return folders.has(absolute(model, node, path) ?? "");
  };
}

function absolute(model: Model, node: Instruction, path: string): string | undefined {
  if (isAbsolutePath(path)) return cleanPath(path);
  const workdir = model.workdir(node);
  return workdir === undefined ? undefined : cleanPath(`${workdir}/${path}`);
}

/** The folders that an instruction makes, as far as they are written out. */
function madeBy(model: Model, node: Instruction): readonly (string | undefined)[] {
  if (node.name === "WORKDIR") return node.words.map((word) => pathAt(model, node, word));
  if (node.name === "COPY" || node.name === "ADD") return [copiedInto(model, node)];
  if (node.name !== "RUN" || !node.logical.text.includes("mkdir")) return [];
  const commands = model.script(node)?.commands ?? [];
  return commands
    .filter(({ program }) => program === "mkdir")
    .flatMap(({ args }) =>
      args.map(({ literal }) => literal).filter((text) => text?.startsWith("/")),
    );
}

function copiedInto(model: Model, node: Copy): string | undefined {
  const path = node.destination && pathAt(model, node, node.destination);
  if (path === undefined || /[/\\]$/.test(path)) return path;
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : undefined;
}
