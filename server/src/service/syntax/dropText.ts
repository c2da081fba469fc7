// A setting that an instruction writes into a file or hands to a program, taken out with what writes nothing else.
import { dropCommand, dropWords } from "./dropCommand.ts";
import { firstIndex } from "./firstIndex.ts";
import type { Model } from "./model.ts";
import { runCommands } from "./runCommands.ts";
import type { ShellCommand } from "./shell.ts";
import type { Instruction, Span } from "./tree.ts";
import { without, type WrittenEdits } from "./writtenEdits.ts";

/**
 * Takes out the line of a heredoc that says nothing else, the `echo` or `printf` of nothing else, or the word behind a
 * flag that takes it as its value.
 *
 * @param flag the flag whose values are such settings
 */
export function dropText(
  model: Model,
  node: Instruction,
  setting: Span,
  flag?: string,
): WrittenEdits {
  const { text } = model.dockerfile;
  if (node.heredocs.some(({ body }) => body.start <= setting.start && setting.end <= body.end)) {
    const line = lineOf(model, setting);
    const rest = text.slice(line.start, setting.start) + text.slice(setting.end, line.end);
    if (rest.trim() === "") return without(line);
  }
  const command = runCommands(model, node).findLast(
    (each) => each.start <= setting.start && setting.end <= each.end,
  );
  if (command === undefined) return { refusal: "other text stands in the same line" };
  return dropArgument(model, node, command, setting, flag);
}

function dropArgument(
  model: Model,
  node: Instruction,
  command: ShellCommand,
  setting: Span,
  flag: string | undefined,
): WrittenEdits {
  const { program, args } = command;
  const at = args.findIndex(({ start, end }) => start <= setting.start && setting.end <= end);
  const word = args[at];
  const written = model.dockerfile.text.slice(setting.start, setting.end);
  if (word === undefined) return { refusal: "it stands in a longer text" };
  const isWriter = program === "echo" || program === "printf";
  const bare = word.literal?.replace(/\\n$/, "").trim();
  if (isWriter && bare === written && args.every((each) => each === word || isOption(each.text))) {
    return isFileUsed(model, node, command)
      ? { refusal: "the file is used elsewhere" }
      : dropCommand(model, node, command);
  }
  if (flag !== undefined && isValue(word.literal, written)) {
    const before = args[at - 1];
    if (before?.text === flag) return dropWords(model, command, before, word);
    if (word.literal?.startsWith(`${flag}=`)) return dropWords(model, command, word);
  }
  return { refusal: "it stands in a longer text" };
}

/** Whether a file that a command writes is named in other places of the instruction, and may have to exist there. */
function isFileUsed({ dockerfile }: Model, node: Instruction, { redirects }: ShellCommand) {
  const text = dockerfile.text.slice(node.start, node.end);
  return redirects.some(({ target }) => {
    const file = target?.text.split("/").at(-1) ?? "";
    return file !== "" && text.indexOf(file) !== text.lastIndexOf(file);
  });
}

/** The setting with a section or a flag before it: `--setopt=base.sslverify=0`. */
function isValue(word: string | undefined, setting: string): boolean {
  return word !== undefined && word.endsWith(setting) && !/[\s,;]/.test(word);
}

function isOption(text: string): boolean {
  return /^-[neE]+$/.test(text);
}

/** The line with its line end. */
function lineOf({ dockerfile }: Model, { start }: Span): Span {
  const { lineStarts, end } = dockerfile;
  const next = firstIndex(lineStarts, (each) => each > start);
  return { start: lineStarts[next - 1] ?? 0, end: lineStarts[next] ?? end };
}
