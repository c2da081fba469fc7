// How the lines of an instruction hang together, so that what is added to it looks as the rest.
import { memoize } from "./memoize.ts";
import type { Dockerfile, Instruction } from "./tree.ts";

export interface ContinuationStyle {
  /** Whether one of the instructions has several lines. */
  readonly isBroken: boolean;
  /** What ends a line in the middle of a command, with the start of the next. */
  readonly next: string;
  /** `&&` at the start of a new line, with what ends the line before. */
  readonly and: string;
  /** `;` at the end of a line, with the start of the next. */
  readonly semicolon: string;
}

/** That of the first of the instructions that has several lines, else our own. Heredocs do not count. */
export function continuationStyle(
  { text, escape, eol }: Dockerfile,
  runs: readonly Instruction[],
): ContinuationStyle {
  const broken = runs
    .map((run) => text.slice(run.start, run.body.end))
    .find((run) => run.includes("\n"));
  const lines = (broken?.split(/\r?\n/) ?? []).filter((line) => !/^\s*(?:#|$)/.test(line));
  const [, ...more] = lines;
  const behind = (end: RegExp): string | undefined =>
    more.find((_, index) => end.test(lines[index] ?? ""));
  const leading = more.find((line) => /^[ \t]*&&/.test(line));
  const trailing = behind(/&&[ \t]*[\\`][ \t]*$/);
  const separate = behind(/;[ \t]*[\\`][ \t]*$/);
  const indented = (sample: string | undefined): string =>
    ` ${escape}${eol}` + (/^[ \t]*/.exec(sample ?? "    ")?.[0] ?? "");
  const next = indented(leading ?? trailing ?? separate ?? more[0]);
  return {
    isBroken: broken !== undefined,
    next,
    and: leading === undefined && trailing !== undefined ? ` &&${next}` : `${next}&& `,
    semicolon: `;${indented(separate ?? trailing ?? leading ?? more[0])}`,
  };
}

/** That of one instruction. */
export const styleOf: (dockerfile: Dockerfile) => (node: Instruction) => ContinuationStyle =
  memoize((dockerfile: Dockerfile) =>
    memoize((node: Instruction) => continuationStyle(dockerfile, [node])),
  );
