// Several RUN instructions as one: `RUN a` and `RUN b` become `RUN a && b`, wherever that means the same.
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
import type { Dockerfile, Instruction, Span } from "./tree.ts";

/** How to merge, or why it is not done, as the rest of a sentence. */
export type RunMerge =
  | { readonly edits: readonly (Span & { readonly text: string })[]; readonly refusal: undefined }
  | { readonly refusal: string };

/**
 * Joins RUN instructions that follow each other. Only what stands between their commands is replaced; the commands
 * stay as they are written.
 */
export function mergeRuns(model: Model, runs: readonly Instruction[]): RunMerge {
  const refusal = refuseBetween(model, runs) ?? refuseAny(model, runs);
  if (refusal !== undefined) return { refusal };
  const joint = jointOf(model.dockerfile, runs);
  const edits = runs.flatMap((run, index) => {
    const next = runs[index + 1];
    return next === undefined ? [] : [{ start: run.end, end: next.body.start, text: joint }];
  });
  return { edits, refusal: undefined };
}

/** The flags of an instruction as one text, to compare. */
export function flagsOf({ flags }: Instruction): string {
  return flags.map(({ text }) => text).join(" ");
}

/** What parts one command from the next, in the style of the first RUN that has several lines. */
function jointOf({ text, escape, eol }: Dockerfile, runs: readonly Instruction[]): string {
  const broken = runs
    .map((run) => text.slice(run.start, run.end))
    .find((run) => run.includes("\n"));
  const lines = broken?.split(/\r?\n/).filter((line) => line.trim() !== "") ?? [];
  const [, ...more] = lines;
  const endsWithAnd = (line: string): boolean => /&&[ \t]*[\\`][ \t]*$/.test(line);
  const leading = more.find((line) => /^[ \t]*&&/.test(line));
  const afterAnd = more.find((_, index) => endsWithAnd(lines[index] ?? ""));
  const sample = leading ?? afterAnd ?? more[0] ?? "    ";
  const indentation = /^[ \t]*/.exec(sample)?.[0] ?? "";
  const isTrailing = leading === undefined && afterAnd !== undefined;
  return isTrailing ? ` && ${escape}${eol}${indentation}` : ` ${escape}${eol}${indentation}&& `;
}

/** Why the instructions cannot be one: what differs, and what stands between them. */
function refuseBetween(model: Model, runs: readonly Instruction[]): string | undefined {
  const { text } = model.dockerfile;
  const flags = runs.map(flagsOf);
  if (flags.some((each) => each !== flags[0])) return "their flags differ";
  const isBroken = runs.some((run, index) => {
    const next = runs[index + 1];
    return next !== undefined && text.slice(run.end, next.start).trim() !== "";
  });
  return isBroken ? "the comment between them would have to move" : undefined;
}

/** Why one of the instructions cannot be part of a longer one. */
function refuseAny(model: Model, runs: readonly Instruction[]): string | undefined {
  const last = runs.length - 1;
  for (const [index, run] of runs.entries()) {
    const script = model.script(run);
    const refusal =
      refuseForm(model, run, script) ??
      (script && index > 0 ? refuseBehind(script) : undefined) ??
      (script && index < last ? refuseBefore(model, run, script) : undefined);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** Reasons wherever the instruction stands. */
function refuseForm(
  model: Model,
  run: Instruction,
  script: ShellScript | undefined,
): string | undefined {
  if (run.json !== undefined) return "one of them is in exec form";
  if (run.heredocs.length > 0) return "a heredoc ends its instruction";
  if (script === undefined) return `their shell (${model.dialect(run)}) is none that Drydock reads`;
  if (script.errors.length > 0) return "the shell would not understand one of them";
  if (script.hasComment || hasCommentInside(model.dockerfile, run)) {
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
function refuseBehind({ parts }: ShellScript): string | undefined {
  const operator = parts.find((part) => part.operator !== "" && part.operator !== "&&")?.operator;
  return operator && `behind another command \`${operator}\` would mean something else`;
}

/** Reasons where another command follows in the same shell. */
function refuseBefore(model: Model, run: Instruction, script: ShellScript): string | undefined {
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
