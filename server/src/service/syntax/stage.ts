import type { ImageReference } from "./imageReference.ts";
import { parseImageReference } from "./imageReference.ts";
import type { From, Instruction, Word } from "./tree.ts";

/** A FROM and everything up to the next one. */
export interface Stage {
  readonly index: number;
  readonly from: From;
  /** As written behind AS; undefined where there is none. */
  readonly name: string | undefined;
  readonly base: StageBase;
  /** What `--platform` says; undefined where it is not written. */
  readonly platform: StagePlatform | undefined;
  /** Everything up to the next FROM, FROM itself left out. */
  readonly instructions: readonly Instruction[];
}

export type StageBase =
  | { readonly kind: "stage"; readonly stage: Stage }
  | { readonly kind: "scratch" }
  /** `text` is the name with its variables replaced; undefined where only the build knows it. */
  | {
      readonly kind: "image";
      readonly text: string | undefined;
      readonly reference: ImageReference | undefined;
    };

export interface StagePlatform {
  readonly word: Word;
  /** Variables replaced; undefined where only the build knows it, as for `$BUILDPLATFORM`. */
  readonly text: string | undefined;
}

/** Reads the stages of a file in order. `expand` replaces the variables in a word of FROM. */
export function readStages(
  instructions: readonly Instruction[],
  expand: (word: Word, from: From) => string | undefined,
): readonly Stage[] {
  const stages: Stage[] = [];
  const named = new Map<string, Stage>();
  let rest: Instruction[] = [];
  for (const node of instructions) {
    if (node.name !== "FROM") {
      rest.push(node);
      continue;
    }
    rest = [];
    const name = node.stageName?.value;
    const platform = node.flags.find((flag) => flag.name === "platform")?.value;
    const stage: Stage = {
      index: stages.length,
      from: node,
      name,
      base: baseOf(node.image && expand(node.image, node), named),
      platform: platform && { word: platform, text: expand(platform, node) },
      instructions: rest,
    };
    stages.push(stage);
    if (name !== undefined) named.set(name.toLowerCase(), stage);
  }
  return stages;
}

/** FROM knows the stages before it by name, in any case. */
function baseOf(text: string | undefined, named: ReadonlyMap<string, Stage>): StageBase {
  if (text === "scratch") return { kind: "scratch" };
  const stage = text === undefined ? undefined : named.get(text.toLowerCase());
  if (stage !== undefined) return { kind: "stage", stage };
  const reference = text === undefined ? undefined : parseImageReference(text);
  return { kind: "image", text, reference };
}

/** The stage itself, then the one it is built FROM, and so on within the file. */
export function lineageOf(stage: Stage): readonly Stage[] {
  const lineage = [stage];
  for (let { base } = stage; base.kind === "stage"; base = base.stage.base)
    lineage.push(base.stage);
  return lineage;
}
