// What the end of a RUN takes away, though no command says so: the places of programs that its shell remembers, the
// links between files, the working folder as it was entered, and shared memory. Reasons as the rest of a sentence.
import {
  shellOnlyCommands,
  shellReplacers,
  shellStateCommands,
  shellVariants,
} from "../data/shellBuiltins.ts";
import { baseImage } from "./baseImage.ts";
import type { Model } from "./model.ts";
import { cleanPath } from "./paths.ts";
import { plainText, runCommands } from "./runCommands.ts";
import type { ShellCommand, ShellWord } from "./shell.ts";
import type { Instruction } from "./tree.ts";

/** Why RUN instructions cannot share a shell and its container, though their commands could be one list. */
export function refuseTraces(model: Model, runs: readonly Instruction[]): string | undefined {
  for (const [index, run] of runs.entries()) {
    const commands = runCommands(model, run);
    if (namesSharedMemory(model, run, commands))
      return "/dev/shm is emptied at the end of each RUN";
    const linker = commands.find((command) => eachStart(command).some(makesHardLink));
    if (linker !== undefined)
      return `the hard links of \`${linker.program}\` would still be ones in the next command`;
    const isLast = index === runs.length - 1;
    const remover = isLast
      ? undefined
      : commands.find((command) => removesWorkdir(model, run, command, commands));
    if (remover !== undefined)
      return `\`${remover.program}\` may remove the working folder, which each RUN makes again`;
    const special = index > 0 ? shellMemory(model, run) : undefined;
    if (special !== undefined) return `${special} would tell of the command before it`;
  }
  const program = movedProgram(model, runs);
  return program && `the shell would remember where \`${program}\` was before`;
}

/** A program with its words. */
interface Start {
  readonly program: string;
  readonly words: readonly string[];
}

const carriers: ReadonlySet<string> = new Set(["busybox", "find", "parallel", "toybox", "xargs"]);

/** The command, and each program that `find -exec` and the like may start. */
function eachStart({ program, args }: ShellCommand): readonly Start[] {
  const words = args.map(plainText);
  const inner = carriers.has(program)
    ? words.map((word, index) => ({
        program: word.slice(word.lastIndexOf("/") + 1),
        words: words.slice(index + 1),
      }))
    : [];
  return [{ program, words }, ...inner];
}

function makesHardLink({ program, words }: Start): boolean {
  if (program === "ln")
    return !words.some((word) => /^(?:-[bdfFiLnPrTv]*s|--symbolic$)/.test(word));
  if (program === "cp") return words.some((word) => /^(?:-[A-Za-z]*l|--li?n?k?$)/.test(word));
  return program === "link";
}

function namesSharedMemory(
  model: Model,
  run: Instruction,
  commands: readonly ShellCommand[],
): boolean {
  const texts = commands.flatMap((command) =>
    wordsOf(command).map((word) => model.expand(word, run) ?? word.text),
  );
  const written = model.script(run)?.source.text ?? "";
  return [written, model.workdir(run) ?? "", ...texts].some((text) => sharedMemory.test(text));
}

const sharedMemory = /\/dev\/+shm(?![\w.-])/;

/** All words of a command but the program itself. */
function wordsOf({ args, redirects }: ShellCommand): readonly ShellWord[] {
  return [...args, ...redirects.flatMap(({ target }) => target ?? [])];
}

function removesWorkdir(
  model: Model,
  run: Instruction,
  command: ShellCommand,
  all: readonly ShellCommand[],
): boolean {
  if (!eachStart(command).some(removesFolder)) return false;
  // xargs and the like read the names from elsewhere
  if (carriers.has(command.program) && command.program !== "find") return true;
  const workdir = workdirOf(model, run);
  const moves = all.some(({ program }) => /^(?:cd|pushd|popd)$/.test(program));
  // mv leaves its destination where it is
  const isInto =
    command.program === "mv" && !command.args.some(({ text }) => /^-\w*t|^--t/.test(text));
  return command.args.slice(0, isInto ? -1 : undefined).some((word) => {
    const text = plainText(word);
    if (text.startsWith("-")) return false;
    const path = model.expand({ text: word.text }, run) ?? text;
    return mayHold(path, workdir, moves);
  });
}

/** What lies in these folders is no base image's working folder. */
const neverWorkdir = /^\/(?:etc|tmp|var\/(?:cache|lib\/(?:apt|dpkg)|log|tmp))\/|^\/root\/\./;

/** Images of systems alone: they start in `/`. */
const systemImage =
  /^(?:docker\.io\/)?(?:library\/)?(?:almalinux|alpine|amazonlinux|archlinux|busybox|centos|debian|fedora|rockylinux|ubuntu)(?:[:@]|$)/;

/** The working folder; undefined where only the base image knows it. */
function workdirOf(model: Model, run: Instruction): string | undefined {
  const stage = model.stageOf(run);
  const workdir = model.workdir(run);
  if (workdir !== undefined || stage === undefined) return workdir;
  const isSet = model
    .lineage(stage)
    .some(({ instructions }) => instructions.some(({ name }) => name === "WORKDIR"));
  return !isSet && systemImage.test(baseImage(model, stage) ?? "") ? "/" : undefined;
}

function removesFolder({ program, words }: Start): boolean {
  if (program === "rm") return words.some((word) => /^(?:-[A-Za-z]*[rRd]|--r|--dir)/.test(word));
  if (program === "find") return words.includes("-delete");
  return program === "rmdir" || program === "mv";
}

/** Whether a path may be the working folder or one above it; `moves`: the command may be run in another folder. */
function mayHold(path: string, workdir: string | undefined, moves: boolean): boolean {
  if (/^["']?[$`~]/.test(path)) return isAmong(path, workdir);
  const isAbsolute = path.startsWith("/");
  const isOutward = /^(?:\.$|\.\.)/.test(cleanPath(path));
  if (workdir === undefined)
    return isAbsolute ? !neverWorkdir.test(cleanPath(path)) : isOutward || moves;
  const folders = segments(workdir);
  if (!isAbsolute && moves) return isOutward || folders.includes(segments(path)[0] ?? "");
  const wanted = segments(isAbsolute ? path : `${workdir}/${path}`);
  return (
    wanted.length <= folders.length &&
    wanted.every((segment, index) => isSegment(segment, folders[index]))
  );
}

/** Whether a path whose beginning is not known may end in one of the folders: `$HOME/.cache` does not end in /app. */
function isAmong(path: string, workdir: string | undefined): boolean {
  const [, ...rest] = path
    .replace(/["']/g, "")
    .split("/")
    .filter((segment) => segment !== "");
  const last = rest.at(-1);
  if (last === undefined || rest.includes("..") || last === ".") return true;
  const folders = segments(workdir ?? "/");
  return folders.some((folder) => isSegment(last, folder));
}

function isSegment(written: string, folder: string | undefined): boolean {
  return folder !== undefined && (/[$`*?[{\\]/.test(written) || written === folder);
}

function segments(path: string): readonly string[] {
  return cleanPath(path)
    .split("/")
    .filter((segment) => segment !== "");
}

/** What a shell knows of the command before, where it is read. */
function shellMemory(model: Model, run: Instruction): string | undefined {
  const script = model.script(run);
  const named = /\b(?:PIPESTATUS|BASH_REMATCH)\b/.exec(script?.source.text ?? "")?.[0];
  if (named !== undefined) return named;
  // behind the `set` of a heredoc the command before it is the one of the other script
  const first = script?.parts[run.heredocs.length > 0 ? 1 : 0];
  const text = first && model.dockerfile.text.slice(first.start, first.end);
  const variable = /\$(?:([?!_])(?!\w)|\{([?!_])\W)/.exec(text ?? "");
  return variable === null ? undefined : `\`$${variable[1] ?? variable[2]}\``;
}

/** A program that ran, and lies elsewhere when it is run again or may do so. */
function movedProgram(model: Model, runs: readonly Instruction[]): string | undefined {
  const parts = runs.map((run) => {
    const commands = runCommands(model, run);
    return { ran: new Set(commands.flatMap(lookedUp)), named: new Set(commands.flatMap(placed)) };
  });
  for (const [index, { ran, named }] of parts.entries()) {
    const before = parts.slice(0, index);
    const behind = parts.slice(index + 1);
    for (const program of named) {
      const isKnown = before.some((part) => part.ran.has(program));
      if (isKnown || (ran.has(program) && behind.some((part) => part.ran.has(program)))) {
        return program;
      }
    }
  }
  return undefined;
}

/** The programs that the shell looks for in PATH. */
function lookedUp({ name, program, wrappers }: ShellCommand): readonly string[] {
  const own = name?.text.includes("/") ? [] : [program];
  return [...wrappers, ...own].filter(
    (each) =>
      each !== "" &&
      ![shellOnlyCommands, shellStateCommands, shellVariants].some((names) => names.has(each)),
  );
}

/** The last segments of the paths that a command names; for `cp` and the like a word is a path without a slash too. */
function placed(command: ShellCommand): readonly string[] {
  return wordsOf(command).flatMap((word) => {
    const text = plainText(word).replace(/["']|\/+$/g, "");
    const isPath = text.includes("/") || shellReplacers.has(command.program);
    return isPath && !text.includes("://") ? [text.slice(text.lastIndexOf("/") + 1)] : [];
  });
}
