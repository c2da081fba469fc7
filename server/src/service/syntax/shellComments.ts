// `# hadolint shell=/bin/bash`: a comment that says which shell the base image's /bin/sh is.
import { firstIndex } from "./firstIndex.ts";
import type { Stage } from "./stage.ts";
import type { Dockerfile, Instruction } from "./tree.ts";

const pattern = /^#\s*hadolint\s+shell\s*=\s*(\S+)/i;

/**
 * The shell that a comment names for an instruction: it holds to the end of its stage, or to the next SHELL; above a FROM
 * it holds for the stage that begins there.
 */
export function shellComments(
  { comments, instructions }: Dockerfile,
  stageOf: (node: Instruction) => Stage | undefined,
): (node: Instruction) => readonly string[] | undefined {
  const named = comments.flatMap(({ text, start, inside }) => {
    const shell = inside ? undefined : pattern.exec(text)?.[1];
    if (shell === undefined) return [];
    const below = instructions[firstIndex(instructions, (node) => node.start > start)];
    return below === undefined ? [] : [{ words: [shell], below }];
  });
  if (named.length === 0) return () => undefined;
  return (node) => {
    const last = named.findLast(({ below }) => below.index <= node.index);
    if (last === undefined || stageOf(last.below) !== stageOf(node)) return undefined;
    const between = instructions.slice(last.below.index, node.index);
    return between.some(({ name }) => name === "SHELL") ? undefined : last.words;
  };
}
