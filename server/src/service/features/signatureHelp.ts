import type { Position, SignatureHelp, SignatureInformation } from "vscode-languageserver-types";
import type { InstructionForm } from "../data/instructions.ts";
import type { Instruction } from "../syntax/tree.ts";
import { cursorAt, type Cursor } from "./cursorAt.ts";
import type { Analysed } from "./nodeAt.ts";
import { instructionNamed } from "./records.ts";

/** Characters that open it by themselves; a blank is none of them, or it would open behind every word. */
export const signatureHelpTriggers: readonly string[] = ["[", ","];

/** The forms of the instruction at a position, and which of their parts is being written. */
export function signatureHelp(analysis: Analysed, position: Position): SignatureHelp | undefined {
  const cursor = cursorAt(analysis, position);
  if (cursor?.place !== "arguments") return undefined;
  const { instruction } = cursor;
  const record = instructionNamed(instruction.name);
  if (record === undefined) return undefined;
  const activeSignature = formIndex(record.forms, instruction);
  const form = record.forms[activeSignature];
  if (form === undefined) return undefined;
  return {
    signatures: record.forms.map(signature),
    activeSignature,
    activeParameter: parameterIndex(form, cursor),
  };
}

function signature({ label, documentation, parameters }: InstructionForm): SignatureInformation {
  return {
    label,
    documentation: { kind: "markdown", value: documentation },
    parameters: parameters.map((parameter) => ({
      label: parameter.label,
      documentation: { kind: "markdown", value: parameter.documentation },
    })),
  };
}

/** The form that is being written: by its first bracket, NONE, or the equals sign of ENV. */
function formIndex(forms: readonly InstructionForm[], node: Instruction): number {
  const body = node.logical.text.slice(node.bodyStart).trimStart();
  const isJson = body.startsWith("[");
  const marked = (mark: string): number => forms.findIndex(({ label }) => label.includes(mark));
  const plain = forms.findIndex(({ label }) => !label.includes('"'));
  if (node.name === "HEALTHCHECK" && /^none\b/i.test(body)) return Math.max(0, marked("NONE"));
  if (node.name === "ENV" && /^[^\s=]+\s/.test(body)) return forms.length - 1;
  return Math.max(0, isJson ? marked('"') : plain);
}

function parameterIndex({ label, parameters }: InstructionForm, cursor: Cursor): number {
  const last = parameters.length - 1;
  const flagCount = parameters[0]?.label.startsWith("[--") === true ? 1 : 0;
  if (cursor.inFlags && cursor.word.startsWith("-")) return 0;
  if (label.includes("key")) {
    return cursor.word.includes("=") || (label === "ENV key value" && cursor.wordIndex > 0) ? 1 : 0;
  }
  if (label.startsWith("ARG")) return cursor.word.includes("=") ? 1 : 0;
  if (label.startsWith("USER")) return cursor.word.includes(":") ? 1 : 0;
  if (label.includes("destination")) {
    return cursor.wordIndex > 0 && cursor.isLastWord ? last : Math.min(flagCount, last);
  }
  return Math.min(last, flagCount + cursor.wordIndex);
}
