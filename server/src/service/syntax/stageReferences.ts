// Where a Dockerfile names its stages, or images in their place.
import { mountsOf, optionNamed } from "./mounts.ts";
import type { Stage } from "./stage.ts";
import type { Instruction, Span, Word } from "./tree.ts";

/** A place that names a stage or, where no stage is meant, an image. */
export interface StageReference extends Span {
  readonly kind: "FROM" | "--from" | "mount";
  readonly instruction: Instruction;
  /** As written. */
  readonly text: string;
  /** Also one that stands further down or is the instruction's own; undefined for images and for names that exist nowhere. */
  readonly stage: Stage | undefined;
}

/** All references of a file in order. */
export function stageReferences(
  instructions: readonly Instruction[],
  stages: readonly Stage[],
): readonly StageReference[] {
  // of several stages with one name BuildKit takes the last, except in FROM
  const named = new Map(stages.map((stage) => [stage.name?.toLowerCase(), stage]));
  return instructions.flatMap((node) =>
    referenceWords(node).map(({ kind, word }): StageReference => {
      const { value } = word;
      const base = kind === "FROM" ? stages[node.stage]?.base : undefined;
      const own = base?.kind === "stage" ? base.stage : undefined;
      const byNumber = /^\d+$/.test(value) ? stages[Number(value)] : undefined;
      const stage = kind === "FROM" ? own : (byNumber ?? named.get(value.toLowerCase()));
      return { kind, instruction: node, ...insideQuotes(word), text: value, stage };
    }),
  );
}

/** Where the value of a word stands, without quotes around it; the whole word where it stands nowhere. */
function insideQuotes({ start, end, text, value }: Word): Span {
  const quote = /^["']/.test(text) && text === `${text[0]}${value}${text[0]}` ? 1 : 0;
  // a continuation inside makes the place longer than the text
  return end - start === text.length ? { start: start + quote, end: end - quote } : { start, end };
}

interface ReferenceWord {
  readonly kind: StageReference["kind"];
  readonly word: Word;
}

/** The words of an instruction that name stages or images, those of its trigger left out. */
export function referenceWords(node: Instruction): readonly ReferenceWord[] {
  if (node.name === "FROM") return node.image ? [{ kind: "FROM", word: node.image }] : [];
  if (node.name === "COPY" || node.name === "ADD") {
    const word = node.flags.find(({ name }) => name === "from")?.value;
    return word ? [{ kind: "--from", word }] : [];
  }
  if (node.name !== "RUN") return [];
  return mountsOf(node).flatMap((mount) => {
    const word = optionNamed(mount, "from")?.value;
    return word ? [{ kind: "mount", word } as const] : [];
  });
}
