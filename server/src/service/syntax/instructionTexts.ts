// The texts that instructions consist of, with the way back to the document.
import type { Model } from "./model.ts";
import { verbatim, type SourceText } from "./sourceText.ts";
import type { Instruction } from "./tree.ts";

export interface InstructionText {
  readonly node: Instruction;
  readonly source: SourceText;
}

/** The joined lines and the heredocs of all instructions, comments left out, that hold a string. */
export function instructionTexts(
  { dockerfile }: Model,
  having: string,
): readonly InstructionText[] {
  return dockerfile.instructions.flatMap((node) => {
    const bodies = node.heredocs.filter(({ content }) => content.includes(having));
    return [
      ...(node.logical.text.includes(having) ? [{ node, source: node.logical }] : []),
      ...bodies.map(({ body }) => ({ node, source: verbatim(dockerfile.text, body) })),
    ];
  });
}
