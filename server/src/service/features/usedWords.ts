// Words that a file has used before an instruction, to be proposed again; the latest first.
import type { Model } from "../syntax/model.ts";
import type { Instruction } from "../syntax/tree.ts";

export function usersBefore(model: Model, node: Instruction): readonly string[] {
  return usedBefore(model, node, (other) => {
    const owner = other.flags.find(({ name }) => name === "chown")?.value?.value;
    return other.name === "USER"
      ? other.words.map(({ value }) => value)
      : owner === undefined
        ? []
        : [owner];
  });
}

export function foldersBefore(model: Model, node: Instruction): readonly string[] {
  return usedBefore(model, node, (other) => {
    if (other.name === "WORKDIR") return other.words.map(({ value }) => value);
    const isCopy = other.name === "COPY" || other.name === "ADD";
    return isCopy && other.destination?.value.endsWith("/") ? [other.destination.value] : [];
  });
}

function usedBefore(
  { dockerfile }: Model,
  { index }: Instruction,
  wordsOf: (node: Instruction) => readonly string[],
): readonly string[] {
  const words = dockerfile.instructions.slice(0, index).toReversed().flatMap(wordsOf);
  return [...new Set(words)].filter((word) => word !== "");
}
