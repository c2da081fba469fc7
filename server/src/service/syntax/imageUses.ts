// The images that a Dockerfile takes files from, wherever it names them.
import { parseImageReference, type ImageReference } from "./imageReference.ts";
import type { Model, StageReference } from "./model.ts";
import type { Instruction, Span } from "./tree.ts";
import { findVariables } from "./variables.ts";

/** An image in FROM, in `--from` or in a mount; the span is its word. */
export interface ImageUse extends Span {
  readonly kind: StageReference["kind"];
  readonly instruction: Instruction;
  /** As written. */
  readonly written: string;
  /** Variables replaced; undefined where only the build knows it. */
  readonly text: string | undefined;
  readonly reference: ImageReference | undefined;
  /** Names of the variables in the word. */
  readonly variables: readonly string[];
  /** Whether the word stands in the document as it is: no quotes, variables or line ends in it. */
  readonly verbatim: boolean;
}

/** All images of the file in order; stages, scratch and numbers are none. */
export function imageUses(model: Model): readonly ImageUse[] {
  return model.references.flatMap(({ kind, instruction, start, end, text, stage }) => {
    const base = kind === "FROM" ? model.stageOf(instruction)?.base : undefined;
    if (base?.kind === "stage" || base?.kind === "scratch") return [];
    if (kind !== "FROM" && (stage !== undefined || !isImageName(model, text))) return [];
    const use = { kind, instruction, start, end };
    const word = instruction.name === "FROM" ? (instruction.image?.text ?? text) : text;
    const variables = findVariables(word, model.dockerfile.escape).map(({ name }) => name);
    const verbatim = word === text && variables.length === 0 && end - start === text.length;
    const expanded = base?.kind === "image" ? base.text : variables.length === 0 ? text : undefined;
    const reference = expanded === undefined ? undefined : parseImageReference(expanded);
    return [{ ...use, written: word, text: expanded, reference, variables, verbatim }];
  });
}

/** `--from` also takes numbers of stages, and a stage that stands too late is a mistake of another kind. */
function isImageName({ stages }: Model, text: string): boolean {
  const name = text.toLowerCase();
  return (
    !/^\d*$/.test(text) &&
    name !== "scratch" &&
    stages.every((stage) => stage.name?.toLowerCase() !== name)
  );
}

/** The only tag with a version that other uses give the same image. */
export function tagElsewhere(
  uses: readonly ImageUse[],
  { reference }: ImageUse,
): string | undefined {
  if (reference === undefined) return undefined;
  const tags = uses
    .filter((other) => other.reference?.domain === reference.domain)
    .filter((other) => other.reference?.path === reference.path)
    .map((other) => other.reference?.tag?.text)
    .filter((tag) => tag !== undefined && /\d/.test(tag));
  const [tag, second] = [...new Set(tags)];
  return second === undefined ? tag : undefined;
}
