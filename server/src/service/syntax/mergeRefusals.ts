// Why RUN instructions cannot be one, each time as the rest of a sentence.
import {
  backgroundFlags,
  inspectionFlags,
  serviceStarters,
  shellReplacers,
  shellStateCommands,
} from "../data/shellBuiltins.ts";
import { daemonNamed } from "./backgroundStart.ts";
import { hasCommentInside } from "./commentInside.ts";
import type { Model } from "./model.ts";
import { mountsOf, optionNamed } from "./mounts.ts";
import { plainText, runCommands } from "./runCommands.ts";
import type { ShellCommand, ShellScript } from "./shell.ts";
import type { Instruction } from "./tree.ts";

/** The flags of an instruction as one text, to compare. */
export function flagsOf({ flags }: Instruction): string {
  return flags.map(({ text }) => text).join(" ");
}

/** Why the instructions cannot be one: what differs, and what stands between them. */
export function refuseBetween(model: Model, runs: readonly Instruction[]): string | undefined {
  const { text } = model.dockerfile;
  const flags = runs.map(flagsOf);
  if (flags.some((each) => each !== flags[0])) return "their flags differ";
  const isBroken = runs.some((run, index) => {
    const next = runs[index + 1];
    return next !== undefined && text.slice(run.end, next.start).trim() !== "";
  });
  return isBroken ? "the comment between them would have to move" : undefined;
}

/** Reasons wherever the instruction stands. */
export function refuseForm(
  model: Model,
  run: Instruction,
  script: ShellScript | undefined,
): string | undefined {
  if (run.json !== undefined) return "one of them is in exec form";
  if (script === undefined) return `their shell (${model.dialect(run)}) is none that Drydock reads`;
  if (script.errors.length > 0) return "the shell would not understand one of them";
  const isOneLine = run.heredocs.length === 0;
  if (isOneLine && (script.hasComment || hasCommentInside(model.dockerfile, run))) {
    return "the comment in one of them would have to move";
  }
  if (script.parts.length === 0) return "one of them has no command";
  if (runCommands(model, run).some(({ background }) => background)) {
    return "`&` leaves a process running";
  }
  const mount = mountsOf(run).find(
    (each) =>
      each.type === "tmpfs" || (each.type === "bind" && optionNamed(each, "rw", "readwrite")),
  );
  return mount && `what is written to the ${mount.type} mount is gone at the end of each RUN`;
}

/** Reasons where another command stands before it: only `&&` binds as tightly as the joint. */
export function refuseBehind({ parts }: ShellScript): string | undefined {
  const operator = parts.find((part) => part.operator !== "" && part.operator !== "&&")?.operator;
  return operator && `behind another command \`${operator}\` would mean something else`;
}

/** Reasons where another command follows in the same shell. */
export function refuseBefore(
  model: Model,
  run: Instruction,
  script: ShellScript,
): string | undefined {
  const { text } = script.source;
  const startFile = startFileOf(model, run);
  if (startFile !== undefined) {
    return `each starts a shell that reads ${startFile}, which an earlier one may have changed`;
  }
  const started = runCommands(model, run);
  const replacer = started.find(replacesShell);
  if (replacer !== undefined) {
    return `\`${nameOf(replacer)}\` may change the shell that runs the next command`;
  }
  const leak = script.commands.find(changesShell);
  if (leak !== undefined) return `\`${nameOf(leak)}\` would act on the next command too`;
  const service = started.find(startsService)?.program ?? (coprocInText.test(text) && "coproc");
  if (service) return `\`${service}\` leaves a process running`;
  if (variableInText.test(text)) return "a variable would keep its value for the next command";
  if (functionInText.test(text)) return "a function would be known to the next command";
  if (openEnd.test(text.trimEnd())) return `\`${text.trim().at(-1)}\` ends one of them`;
  const isSimple = script.parts.every(({ kind }) => kind === "command");
  if (!isSimple && stopsAtErrors(model, run)) {
    return "the option -e of SHELL does not reach into a group, a loop or a pipe before `&&`";
  }
  return undefined;
}

/** Loop variables, arithmetic and `${name:=value}`: assignments that are no commands. */
const variableInText = /\b(?:for|select)\s+[A-Za-z_]\w*|\(\(|\$\{\w+:?=/;
/** An operator without its right side, or an escape without a character; `\;` is neither. */
const openEnd = /(?<!\\)(?:\\\\)*[;&|\\]$/;
const coprocInText = /(?:^|[\s;&|{(])coproc\s/;
const functionInText = /(?:^|[\s;&|{(])(?:function\s+\S+|[\w.:-]+\s*\(\s*\))/;

function changesShell(command: ShellCommand): boolean {
  const { child, name, program, wrappers, args, assignments } = command;
  if (child) return false;
  return (
    (name === undefined && assignments.length > 0) ||
    wrappers.includes("exec") ||
    shellStateCommands.has(program) ||
    (program === "printf" && args[0]?.text === "-v") ||
    args[0]?.text === "activate"
  );
}

function nameOf({ wrappers, program, assignments }: ShellCommand): string {
  if (wrappers.includes("exec")) return "exec";
  return program || (assignments[0]?.name ?? "");
}

function startsService({ name, program, args }: ShellCommand): boolean {
  const words = args.map(plainText);
  const isDaemon = daemonNamed(program) !== undefined;
  return (
    serviceStarters.has(program) ||
    (isDaemon && !words.some((word) => inspectionFlags.test(word))) ||
    words.some((word) => backgroundFlags.test(word)) ||
    (name?.text.includes("/init.d/") ?? false)
  );
}

/** `/bin/sh` and `bash`, as a word or behind one. */
const shellPath = /(?:^|[\s/={,"'])(?:ba|da|a|k)?sh["'}]?$/;

/** `ln -sf bash /bin/sh`, `echo > /bin/sh`, `dpkg-reconfigure dash`. */
function replacesShell({ program, args, redirects }: ShellCommand): boolean {
  return (
    (shellReplacers.has(program) && args.some(({ text }) => shellPath.test(text))) ||
    redirects.some(
      ({ operator, target }) => operator.includes(">") && shellPath.test(target?.text ?? ""),
    )
  );
}

/** What the shell of an instruction reads when it starts, as the rest of a sentence; undefined for none. */
function startFileOf(model: Model, run: Instruction): string | undefined {
  const options = (model.shell(run)?.words ?? []).slice(1);
  if (options.some((word) => /^-[a-zA-Z]*[il]|^--login$/.test(word))) return "start files";
  return model.scope(run).get("BASH_ENV") === undefined ? undefined : "the file in BASH_ENV";
}

/** Whether SHELL has the option `-e`. */
function stopsAtErrors(model: Model, run: Instruction): boolean {
  const words = model.shell(run)?.words ?? [];
  return words.some((word) => /^-[a-z]*e/.test(word) || word === "errexit");
}
