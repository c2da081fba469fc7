// Whether the shipped image starts something that returns at once.
import {
  backgroundArguments,
  briefCommands,
  daemons,
  serviceCommands,
  startVerbs,
  type Daemon,
} from "../data/daemons.ts";
import type { Model } from "./model.ts";
import { parseShell, type ShellCommand, type ShellScript, type ShellWord } from "./shell.ts";
import { verbatim } from "./sourceText.ts";
import { startCommand, type StartCommand } from "./startCommand.ts";
import type { Span } from "./tree.ts";

/** What starts in the background; the span is that of its words. */
export interface BackgroundStart extends Span {
  readonly kind: "daemon" | "service" | "ampersand";
  /** The program as messages name it. */
  readonly what: string;
  /** What makes it stay in the foreground, where that is known. */
  readonly edit: (Span & { readonly text: string }) | undefined;
}

/** The command that keeps the container of the shipped image from running on, if there is one. */
export function backgroundStart(model: Model): BackgroundStart | undefined {
  const start = startCommand(model);
  if (start === undefined) return undefined;
  const { script, program } = start;
  if (script === undefined) return program && commandStart(model, start, program);
  return scriptStart(model, start, script);
}

function scriptStart(
  model: Model,
  start: StartCommand,
  script: ShellScript,
): BackgroundStart | undefined {
  if (script.errors.length > 0) return undefined;
  const last = lastPart(script);
  const command = last?.kind === "command" ? commandIn(script, last) : undefined;
  const found = command && commandStart(model, start, command);
  if (last?.background !== true) return found;
  const withSign = ampersand(model, script, last);
  // without the "&" a daemon would still return
  return withSign && found !== undefined ? { ...withSign, edit: undefined } : withSign;
}

/** The part that the shell's life depends on: the last, brief ones and those behind `||` left out. */
function lastPart(script: ShellScript): ShellScript["parts"][number] | undefined {
  const { parts } = script;
  for (let index = parts.length - 1; index >= 0; index -= 1) {
    const part = parts[index];
    const command = part && commandIn(script, part);
    const isBrief = command !== undefined && briefCommands.includes(command.program);
    if (part?.operator !== "||" && !isBrief) return part;
    if (part?.background === true) return undefined;
  }
  return undefined;
}

/** The command that a part is; those in its substitutions are not meant. */
function commandIn({ commands }: ShellScript, part: Span): ShellCommand | undefined {
  return commands.find(({ start, end }) => start === part.start && end === part.end);
}

function ampersand(model: Model, script: ShellScript, part: Span): BackgroundStart | undefined {
  const { text } = model.dockerfile;
  const at = text.indexOf("&", part.end);
  if (at === -1 || at >= script.end) return undefined;
  const isPlain = /^[ \t]*$/.test(text.slice(part.end, at)) && at + 1 === script.end;
  const edit = isPlain ? { start: part.end, end: at + 1, text: "" } : undefined;
  return { start: at, end: at + 1, kind: "ampersand", what: "&", edit };
}

function commandStart(
  model: Model,
  start: StartCommand,
  command: ShellCommand,
): BackgroundStart | undefined {
  const inner = start.script && innerScript(model, command);
  if (inner === undefined)
    return (
      serviceStart(start, command) ??
      daemonStart(model, start, command) ??
      forkingStart(start, command)
    );
  const found = scriptStart(model, { ...start, script: inner }, inner);
  // an edit would have to mind the quotes around it
  return found && { ...found, edit: undefined };
}

/** The script of `sh -c "…"`. */
export function innerScript(
  model: Model,
  { program, args }: ShellCommand,
): ShellScript | undefined {
  const [flag, word] = args;
  if (!/^(?:ba|da|a)?sh$/.test(program) || !/^-[a-z]*c$/.test(flag?.text ?? "")) return undefined;
  if (word?.literal === undefined) return undefined;
  const inside = { start: word.start + 1, end: word.end - 1 };
  if (model.dockerfile.text.slice(inside.start, inside.end) !== word.literal) return undefined;
  return parseShell(verbatim(model.dockerfile.text, inside));
}

/** `service x start`, `/etc/init.d/x start`, `systemctl start x`. */
function serviceStart(start: StartCommand, command: ShellCommand): BackgroundStart | undefined {
  const { name, program, args } = command;
  const [first = "", second = ""] = args.map(({ literal }) => literal ?? "");
  const isInitScript = /\/init\.d\//.test(name?.literal ?? "");
  const isService = ["service", "rc-service", "invoke-rc.d"].includes(program);
  const verb = isInitScript || program === "systemctl" ? first : isService ? second : "";
  if (name === undefined || !startVerbs.includes(verb)) return undefined;
  if (args.some(({ text }) => /daemon\s+off|FOREGROUND/.test(text))) return undefined;
  const service = (isInitScript ? program : isService ? first : second).replace(/\.service$/, "");
  const words = Object.hasOwn(serviceCommands, service) ? serviceCommands[service] : undefined;
  const { isAll, ...where } = placeIn(start, name, args);
  const isWhole =
    start.instruction.body.start === where.start && start.instruction.body.end === where.end;
  const text =
    words && (start.script !== undefined && isWhole ? `[${asJson(words)}]` : render(start, words));
  const edit =
    isAll && text !== undefined && start.script?.source.isVerbatim(where) !== false
      ? { ...where, text }
      : undefined;
  return { ...where, kind: "service", what: isInitScript ? (name.literal ?? "") : program, edit };
}

/** A program that needs an argument to stay in the foreground. */
function daemonStart(
  model: Model,
  start: StartCommand,
  command: ShellCommand,
): BackgroundStart | undefined {
  const { name, program, args } = command;
  const daemon = daemonNamed(program);
  if (daemon === undefined || name === undefined) return undefined;
  if (args.some(({ literal }) => literal === undefined || isForeground(daemon, literal)))
    return undefined;
  if (isConfigured(model, daemon)) return undefined;
  const { isAll, ...where } = placeIn(start, name, args);
  const edit =
    isAll && start.script?.source.isVerbatim(where) !== false
      ? daemonEdit(start, daemon, where, args)
      : undefined;
  return { ...where, kind: "daemon", what: program, edit };
}

/** A program that an argument sends into the background. */
function forkingStart(
  start: StartCommand,
  { name, program, args }: ShellCommand,
): BackgroundStart | undefined {
  if (name === undefined || !Object.hasOwn(backgroundArguments, program)) return undefined;
  for (const words of backgroundArguments[program] ?? []) {
    const at = args.findIndex((_, index) =>
      words.every((word, offset) => args[index + offset]?.literal === word),
    );
    const last = args[at + words.length - 1];
    if (at === -1 || last === undefined) continue;
    const { isAll, ...where } = placeIn(start, name, args);
    // with the blank or comma before it
    const cut = { start: (args[at - 1] ?? name).end, end: last.end };
    const edit =
      isAll && start.script?.source.isVerbatim(cut) !== false ? { ...cut, text: "" } : undefined;
    return { ...where, kind: "daemon", what: program, edit };
  }
  return undefined;
}

/** The words of a command in the instruction that begins it; `isAll`: CMD adds none to those of ENTRYPOINT. */
function placeIn(
  { instruction }: StartCommand,
  name: ShellWord,
  args: readonly ShellWord[],
): Span & { readonly isAll: boolean } {
  const own = args.filter(({ start, end }) => start >= name.end && end <= instruction.end);
  return {
    start: name.start,
    end: own.at(-1)?.end ?? name.end,
    isAll: own.length === args.length,
  };
}

function isForeground({ foreground, other }: Daemon, argument: string): boolean {
  return foreground.test(argument) || other.test(argument);
}

/** `php-fpm8.4` and `php-fpm83` are php-fpm. */
export function daemonNamed(program: string): Daemon | undefined {
  const name = program.replace(/^php-?fpm[\d.]*$|^php[\d.]*-fpm$/, "php-fpm");
  return Object.hasOwn(daemons, name) ? daemons[name] : undefined;
}

/** Whether the base image, a file that is copied or a text in the Dockerfile may say what the arguments do not. */
function isConfigured(model: Model, daemon: Daemon): boolean {
  if (model.target === undefined) return true;
  const lineage = model.lineage(model.target);
  const base = lineage.at(-1)?.base;
  if (base?.kind === "image" && daemon.images.test(base.reference?.path ?? base.text ?? ""))
    return true;
  return lineage.some(({ instructions }) =>
    instructions.some((node) => {
      const text = model.dockerfile.text.slice(node.start, node.end);
      if (node.name === "RUN" || node.heredocs.length > 0) return daemon.configuration.test(text);
      if (node.name !== "COPY" && node.name !== "ADD") return false;
      return daemon.configurationFiles.test(node.destination?.value ?? "");
    }),
  );
}

function daemonEdit(
  start: StartCommand,
  { add }: Daemon,
  { end }: Span,
  args: readonly ShellWord[],
): BackgroundStart["edit"] {
  const [only, second] = args;
  // `apachectl start` takes the flag in the place of the word
  const isVerb = only !== undefined && second === undefined && startVerbs.includes(only.text);
  if (isVerb) return { start: only.start, end: only.end, text: render(start, add) };
  if (args.some(({ text }) => text === add[0])) return undefined;
  const blank = start.script === undefined ? ", " : " ";
  return { start: end, end, text: blank + render(start, add) };
}

/** Words as the instruction's form spells them. */
function render({ script }: StartCommand, words: readonly string[]): string {
  if (script === undefined) return asJson(words);
  return words.map((word) => (/[\s;]/.test(word) ? `'${word}'` : word)).join(" ");
}

function asJson(words: readonly string[]): string {
  return words.map((word) => JSON.stringify(word)).join(", ");
}
