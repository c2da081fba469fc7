// What the runtime stage takes from the build stage.
import { lineOf, refuse, type BuildWork, type Refusal } from "./buildWork.ts";
import { hasProgram, type RuntimeCommand } from "./runtimeNeeds.ts";
import type { RuntimeImage } from "./runtimeImage.ts";
import type { Part } from "./sections.ts";

/** A file or folder of the build stage and where it goes. */
export interface Transfer {
  readonly from: string;
  readonly to: string;
}

export interface Product {
  readonly transfers: readonly Transfer[];
  /** What is not copied, though a program may read it: a line of comment. */
  readonly note?: string;
  /** Instructions for the end of the build stage. */
  readonly finishing?: readonly string[];
  /** Instructions for the build stage, before its first command that builds. */
  readonly preparing?: readonly string[];
  /** Instructions for the runtime stage, before what is copied. */
  readonly settings?: readonly string[];
  /** Instructions for the runtime stage, behind what is copied. */
  readonly following?: readonly string[];
}

export interface ProductQuestion {
  readonly work: BuildWork;
  readonly runtime: RuntimeImage;
  readonly parts: readonly Part[];
  readonly start: readonly RuntimeCommand[];
}

export function nothingLeft(): Refusal {
  return refuse("There is nothing to leave behind: no build tools stay in the image.");
}

export function same(path: string): Transfer {
  return { from: path, to: path };
}

/** Why a program that the build does not make cannot be started; undefined where the runtime image has it. */
export function refuseProgram(
  { work, runtime, parts }: ProductQuestion,
  { node, command }: RuntimeCommand,
): Refusal | undefined {
  const name = command.name?.literal;
  if (name === undefined) return refuse(`What ${lineOf(node)} runs is only known when it runs.`);
  const isSystem = /^\/(?:usr\/)?s?bin\//.test(name);
  const isLauncher =
    name === `/usr/local/bin/${command.program}` &&
    work.ecosystem.launchers.includes(command.program);
  if (!name.includes("/") || isSystem || isLauncher) {
    const isThere = [command.program, ...command.wrappers].every((program) =>
      hasProgram(work, runtime, parts, program),
    );
    return isThere
      ? undefined
      : refuse(
          `${lineOf(node)} runs ${command.program}, and whether ${runtime.text} has it cannot be known.`,
        );
  }
  return refuse(`${lineOf(node)} runs ${name}, which nothing in the build is seen to make.`);
}
