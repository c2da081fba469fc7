// The images that a Dockerfile takes files from, wherever it names them.
import { latestOnlyImages } from "../data/latestOnlyImages.ts";
import { parseImageReference, type ImageReference } from "./imageReference.ts";
import type { Model, StageReference } from "./model.ts";
import { referenceWords } from "./stageReferences.ts";
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

/** All images of the file in order, triggers included; stages, scratch and numbers are none. */
export function imageUses(model: Model): readonly ImageUse[] {
  const isStageName = stageNameTest(model);
  const inTriggers = triggerReferences(model);
  const references =
    inTriggers.length === 0
      ? model.references
      : [...model.references, ...inTriggers].toSorted((a, b) => a.start - b.start);
  return references.flatMap(({ kind, instruction, start, end, text, stage }) => {
    const base = kind === "FROM" ? model.stageOf(instruction)?.base : undefined;
    if (base?.kind === "stage" || base?.kind === "scratch") return [];
    if (kind !== "FROM" && (stage !== undefined || isStageName(text))) return [];
    const use = { kind, instruction, start, end };
    const word = instruction.name === "FROM" ? (instruction.image?.text ?? text) : text;
    const variables = findVariables(word, model.dockerfile.escape).map(({ name }) => name);
    const verbatim = word === text && variables.length === 0 && end - start === text.length;
    const image = base?.kind === "image" ? base.text : variables.length === 0 ? text : undefined;
    const reference = image === undefined ? undefined : parseImageReference(image);
    return [{ ...use, written: word, text: image, reference, variables, verbatim }];
  });
}

/** A trigger runs in other files: what it names is no stage of this one. */
function triggerReferences({ dockerfile }: Model): readonly StageReference[] {
  return dockerfile.instructions.flatMap((node) => {
    const trigger = node.name === "ONBUILD" ? node.trigger : undefined;
    if (trigger === undefined) return [];
    return referenceWords(trigger).map(({ kind, word: { start, end, value } }) => ({
      kind,
      instruction: trigger,
      start,
      end,
      text: value,
      stage: undefined,
    }));
  });
}

/** `--from` also takes numbers of stages, and a stage that stands too late is a mistake of another kind. */
function stageNameTest({ stages }: Model): (text: string) => boolean {
  const names = new Set(["scratch", ...stages.map(({ name }) => name?.toLowerCase())]);
  return (text) => /^\d*$/.test(text) || names.has(text.toLowerCase());
}

/** Whether there is no tag with a version to name. */
export function offersOnlyLatest({ written, text = written }: ImageUse): boolean {
  return latestOnlyImages.some((name) => text.startsWith(name));
}

/**
 * Finds the only tag with a version that other uses give the same image, as it is written there. undefined where there
 * are several, or where the tag is a variable's that the use does not see.
 */
export function tagsElsewhere(uses: readonly ImageUse[]): (use: ImageUse) => string | undefined {
  /** By image: what each tag is written as. */
  const tags = new Map<string, Map<string, string | undefined>>();
  for (const use of uses) {
    const tag = use.reference?.tag;
    if (tag === undefined || !/\d/.test(tag.text)) continue;
    const key = imageOf(use);
    const known = tags.get(key) ?? new Map<string, string | undefined>();
    tags.set(key, known.set(tag.text, known.get(tag.text) ?? writtenTag(use, tag.start)));
  }
  return (use) => {
    const known = tags.get(imageOf(use));
    const [tag] = known?.size === 1 ? known.values() : [];
    // only FROM sees the variables of other FROMs
    return use.kind === "FROM" || !tag?.includes("$") ? tag : undefined;
  };
}

function imageOf({ reference }: ImageUse): string {
  return `${reference?.domain} ${reference?.path}`;
}

/** Where the name stands in front of the tag as it is. */
function writtenTag({ written, text }: ImageUse, start: number): string | undefined {
  const name = text?.slice(0, start) ?? "";
  const [tag = ""] = written.startsWith(name) ? written.slice(name.length).split("@") : [];
  return tag === "" ? undefined : tag;
}
