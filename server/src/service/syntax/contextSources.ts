// What a Dockerfile takes from its build context.
import { isHeredoc, pathAt } from "./copyPaths.ts";
import type { Model } from "./model.ts";
import { mountsOf, optionNamed } from "./mounts.ts";
import { cleanPath } from "./paths.ts";
import type { Copy, Instruction, Span, Word } from "./tree.ts";

/** A source of COPY, ADD or a bind mount in the build context. */
export interface ContextSource extends Span {
  readonly instruction: Instruction;
  /** As written. */
  readonly word: Word;
  /** Relative to the context's root, cleaned, variables replaced; may hold Go's wildcards. "." is the root. */
  readonly path: string;
}

/**
 * The sources whose paths are known, in order: none that come from another stage, a URL, a Git repository or a
 * heredoc, and none with variables that only the build knows.
 */
export function contextSources(model: Model): readonly ContextSource[] {
  return model.dockerfile.instructions.flatMap((instruction) => {
    if (instruction.name === "RUN") return mountSources(model, instruction);
    if (instruction.name !== "COPY" && instruction.name !== "ADD") return [];
    return copySources(model, instruction);
  });
}

function copySources(model: Model, node: Copy): readonly ContextSource[] {
  if (node.flags.some(({ name }) => name === "from")) return [];
  // with --parents `**` reaches across folders, which COPY alone never does
  const acrossFolders = node.flags.some(({ name }) => name === "parents");
  return node.sources
    .filter((word) => !isHeredoc(node, word))
    .flatMap((word) => sourceAt(model, node, word))
    .filter(({ path }) => !(acrossFolders && path.includes("**")));
}

function mountSources(model: Model, node: Instruction): readonly ContextSource[] {
  return mountsOf(node).flatMap((mount) => {
    const source = optionNamed(mount, "source", "src")?.value;
    if (mount.type !== "bind" || source === undefined || optionNamed(mount, "from")) return [];
    return sourceAt(model, node, source);
  });
}

const remotePattern = /^(?:[a-z][a-z0-9+.-]*:\/\/|git@|github\.com\/)/i;

function sourceAt(model: Model, instruction: Instruction, word: Word): readonly ContextSource[] {
  const text = pathAt(model, instruction, word);
  if (text === undefined || text === "" || remotePattern.test(text)) return [];
  const slashes = model.dockerfile.escape === "`" ? text.replaceAll("\\", "/") : text;
  // above the context's root is the root itself
  const path = cleanPath(`/${slashes}`).slice(1) || ".";
  return [{ start: word.start, end: word.end, instruction, word, path }];
}
