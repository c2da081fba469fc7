// What stands at a place of the document. Hover, definition, references, highlights, rename and links ask here.
import type { Position } from "vscode-languageserver-types";
import type { Analysis } from "../analysis.ts";
import type { Model, Stage, StageReference } from "../syntax/model.ts";
import { mountsOf, type Mount, type MountOption } from "../syntax/mounts.ts";
import type {
  Directive,
  Dockerfile,
  Flag,
  From,
  Healthcheck,
  Heredoc,
  Instruction,
  Span,
  Word,
} from "../syntax/tree.ts";
import { variablesIn, type VariableOccurrence } from "../syntax/variableOccurrences.ts";

/** What the features need of an analysis. */
export type Analysed = Pick<Analysis, "document" | "model">;

/** `span` is what an editor marks. `instruction` is the trigger where the place is behind ONBUILD. */
export type NodeAt =
  | { readonly kind: "directive"; readonly span: Span; readonly directive: Directive }
  | { readonly kind: "keyword"; readonly span: Span; readonly instruction: Instruction }
  | { readonly kind: "as"; readonly span: Span; readonly instruction: From }
  | { readonly kind: "healthcheckKind"; readonly span: Span; readonly instruction: Healthcheck }
  | FlagNode
  | MountNode
  | { readonly kind: "variable"; readonly span: Span; readonly occurrence: VariableOccurrence }
  | { readonly kind: "stageName"; readonly span: Span; readonly stage: Stage }
  | {
      readonly kind: "stageReference";
      readonly span: Span;
      readonly reference: StageReference;
      readonly stage: Stage;
    }
  | ImageNode
  | { readonly kind: "heredoc"; readonly span: Span; readonly heredoc: Heredoc }
  | WordNode;

export interface FlagNode {
  readonly kind: "flagName" | "flagValue";
  readonly span: Span;
  readonly instruction: Instruction;
  readonly flag: Flag;
}

export interface MountNode {
  readonly kind: "mountKey" | "mountValue";
  readonly span: Span;
  readonly instruction: Instruction;
  readonly mount: Mount;
  readonly option: MountOption;
}

/** An image in FROM, `--from` or a mount. `text`: its variables replaced; undefined where only the build knows them. */
export interface ImageNode {
  readonly kind: "image";
  readonly span: Span;
  readonly instruction: Instruction;
  readonly text: string | undefined;
}

export interface WordNode {
  readonly kind: "word";
  readonly span: Span;
  readonly instruction: Instruction;
  readonly word: Word;
}

export function nodeAt({ document, model }: Analysed, position: Position): NodeAt | undefined {
  const offset = document.offsetAt(position);
  const { directives, comments } = model.dockerfile;
  const directive = directives.find((each) => contains(each, offset));
  if (directive !== undefined) return { kind: "directive", span: directive, directive };
  if (comments.some((comment) => contains(comment, offset))) return undefined;
  const instruction = instructionAt(model.dockerfile, offset);
  return instruction && inInstruction(model, instruction, offset);
}

/** Both ends count: a cursor behind a word belongs to it. */
export function contains(span: Span | undefined, offset: number): boolean {
  return span !== undefined && span.start <= offset && offset <= span.end;
}

/** The last instruction that begins at or before an offset, if it reaches there. */
function instructionAt({ instructions }: Dockerfile, offset: number): Instruction | undefined {
  const instruction = instructions.findLast(({ start }) => start <= offset);
  return contains(instruction, offset) ? instruction : undefined;
}

function inInstruction(model: Model, node: Instruction, offset: number): NodeAt | undefined {
  if (contains(node.keyword, offset)) {
    return { kind: "keyword", span: node.keyword, instruction: node };
  }
  if (node.name === "ONBUILD") {
    return node.trigger && inInstruction(model, node.trigger, offset);
  }
  const occurrence = variablesIn(model, node).find((each) => contains(each, offset));
  if (occurrence !== undefined) return { kind: "variable", span: occurrence, occurrence };
  const heredoc = node.heredocs.find(
    ({ operator, terminator }) => contains(operator, offset) || contains(terminator, offset),
  );
  if (heredoc !== undefined) {
    const span = contains(heredoc.operator, offset) ? heredoc.operator : heredoc.terminator;
    return span && { kind: "heredoc", span, heredoc };
  }
  const flag = node.flags.find((each) => contains(each, offset));
  if (flag !== undefined) return inFlag(model, node, flag, offset);
  return inBody(model, node, offset);
}

function inFlag(model: Model, node: Instruction, flag: Flag, offset: number): NodeAt | undefined {
  const { value, nameSpan } = flag;
  if (value === undefined || offset <= nameSpan.end) {
    const span = { start: flag.start, end: nameSpan.end };
    return { kind: "flagName", span, instruction: node, flag };
  }
  if (flag.name === "from") return inReference(model, node, value, offset);
  const mount = mountsOf(node).find((each) => each.flag === flag);
  const option = mount?.options.findLast((each) => contains(each, offset));
  if (mount === undefined || option === undefined) {
    return { kind: "flagValue", span: value, instruction: node, flag };
  }
  const place = { instruction: node, mount, option };
  if (option.value === undefined || offset <= option.keySpan.end) {
    return { kind: "mountKey", span: option.keySpan, ...place };
  }
  if (option.key === "from") return inReference(model, node, option.value, offset);
  return { kind: "mountValue", span: option.value, ...place };
}

/** A word that names a stage or an image. */
function inReference(model: Model, node: Instruction, word: Word, offset: number): NodeAt {
  const reference = model.references.find(
    (each) => each.instruction === node && contains(each, offset),
  );
  const { start, end } = word;
  const span = { start, end };
  if (reference?.stage !== undefined) {
    return { kind: "stageReference", span, reference, stage: reference.stage };
  }
  return { kind: "image", span, instruction: node, text: model.expand(word, node) };
}

function inBody(model: Model, node: Instruction, offset: number): NodeAt | undefined {
  if (node.name === "FROM") {
    const stage = model.stageOf(node);
    if (node.image !== undefined && contains(node.image, offset)) {
      return inReference(model, node, node.image, offset);
    }
    if (node.as !== undefined && contains(node.as, offset)) {
      return { kind: "as", span: node.as, instruction: node };
    }
    if (stage !== undefined && node.stageName !== undefined && contains(node.stageName, offset)) {
      return { kind: "stageName", span: node.stageName, stage };
    }
  }
  if (node.name === "HEALTHCHECK" && node.kind !== undefined && contains(node.kind, offset)) {
    return { kind: "healthcheckKind", span: node.kind, instruction: node };
  }
  const word = node.words.find((each) => contains(each, offset));
  return word && { kind: "word", span: word, instruction: node, word };
}
