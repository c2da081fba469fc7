// Flags among the arguments of a command.
import { plainText } from "./runCommands.ts";
import type { ShellWord } from "./shell.ts";

/** The first word that is one of these flags: `--long`, `--long=value`, or a letter as `-y`, alone or among others: `-qy`. */
export function flagAmong(
  args: readonly ShellWord[],
  names: readonly string[],
): ShellWord | undefined {
  return args.find((word) => {
    const text = plainText(word);
    return text.startsWith("-") && names.some((name) => isFlag(text, name));
  });
}

function isFlag(text: string, name: string): boolean {
  if (name.length === 2) return /^-[A-Za-z]+$/.test(text) && text.includes(name.slice(1));
  return text === name || text.startsWith(`${name}=`);
}

/** How often a flag such as `-q` or `--quiet` is given; `-q=2` counts twice, as does `-qq`. */
export function timesGiven(args: readonly ShellWord[], letter: string, long: string): number {
  let times = 0;
  for (const word of args) {
    const [flag = "", value] = plainText(word).split("=", 2);
    const isShort = /^-[A-Za-z]+$/.test(flag);
    const here = isShort ? flag.split(letter).length - 1 : flag === long ? 1 : 0;
    times += here > 0 && value !== undefined ? Number(value) || 1 : here;
  }
  return times;
}
