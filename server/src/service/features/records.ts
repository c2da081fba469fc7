// Looks up the data records by name.
import { directives, type DirectiveRecord } from "../data/directives.ts";
import { flags, type FlagRecord } from "../data/flags.ts";
import { instructions, type InstructionRecord } from "../data/instructions.ts";
import { mountTypes, type MountKey, type MountType } from "../data/mounts.ts";
import { predefinedVariables, type VariableRecord } from "../data/variables.ts";

const instructionsByName = new Map(instructions.map((record) => [record.name, record]));

/** By name in upper case. */
export function instructionNamed(name: string): InstructionRecord | undefined {
  return instructionsByName.get(name);
}

/** All flags of an instruction (upper case). */
export function flagsOf(instruction: string): readonly FlagRecord[] {
  return flags.filter((record) => record.instructions.includes(instruction));
}

export function flagNamed(instruction: string, name: string): FlagRecord | undefined {
  return flagsOf(instruction).find((record) => record.name === name);
}

export function mountTypeNamed(name: string): MountType | undefined {
  return mountTypes.find((record) => record.name === name);
}

export function mountKeyNamed(type: string, key: string): MountKey | undefined {
  return mountTypeNamed(type)?.keys.find(({ names }) => names.includes(key));
}

export function directiveNamed(name: string): DirectiveRecord | undefined {
  return directives.find((record) => record.name === name);
}

export function predefinedVariable(name: string): VariableRecord | undefined {
  return predefinedVariables.find((record) => record.name === name);
}
