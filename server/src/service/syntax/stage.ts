import type { ImageReference } from "./imageReference.ts";
import type { From, Instruction } from "./tree.ts";

/** A FROM and everything up to the next one. */
export interface Stage {
  readonly index: number;
  readonly from: From;
  /** As written behind AS; undefined where there is none. */
  readonly name: string | undefined;
  readonly base: StageBase;
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
