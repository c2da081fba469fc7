// Which commands of package managers would wait for an answer that nobody gives in a build.
import { answeringPrograms, type PackageQuestions } from "../data/packageQuestions.ts";
import { flagAmong, timesGiven } from "./commandFlags.ts";
import { isConfigured } from "./fileSettings.ts";
import type { Model } from "./model.ts";
import { isPlainCall, verbLength } from "./packageCalls.ts";
import type { PackageCall } from "./packageWork.ts";
import { plainText } from "./runCommands.ts";
import { hasErrexit } from "./runScripts.ts";
import type { ShellWord } from "./shell.ts";
import { placeOf } from "./shellStructure.ts";
import type { Instruction } from "./tree.ts";

/** A command that asks. */
export interface Question {
  readonly call: PackageCall;
  /** The word that says what it does. */
  readonly verb: ShellWord;
  /** The last word that does: `install` of `group install`. */
  readonly verbEnd: ShellWord;
  /** `safe` where the build fails without an answer: with one, nothing is done that the image was built without. */
  readonly answer: "safe" | "unsafe";
}

/**
 * `plain`: only installs that begin with the bare name of a program, whatever settings, answers and harmless flags there
 * are.
 */
export type QuestionReading = "all" | "plain";

export function openQuestions(
  model: Model,
  node: Instruction,
  questions: PackageQuestions,
  reading: QuestionReading,
): readonly Question[] {
  const programs = reading === "all" ? questions.programs : questions.plainPrograms;
  return model.packages(node).calls.flatMap((call) => {
    if (!programs.includes(call.manager)) return [];
    const length = verbLength(call, reading === "all" ? questions.verbs : questions.installVerbs);
    const [verb] = call.operands;
    const verbEnd = call.operands[(length ?? 0) - 1];
    if (verb === undefined || verbEnd === undefined || hasYes(call, questions, reading)) return [];
    const isOpen =
      reading === "plain"
        ? isPlainCall(call)
        : hasWork(call, verbEnd) && isLeftOpen(model, node, call, questions);
    return isOpen ? [{ call, verb, verbEnd, answer: answerSafety(model, node, call) }] : [];
  });
}

/** Where the build goes on without it, perhaps in another way, an answer changes the image. */
function answerSafety(
  model: Model,
  node: Instruction,
  { command }: PackageCall,
): Question["answer"] {
  const script = model.script(node);
  if (script === undefined) return "unsafe";
  const { failure, errexit } = placeOf(script, command);
  const isFatal =
    failure === "script" || (failure === "errexit" && (errexit || hasErrexit(model, node)));
  return isFatal ? "safe" : "unsafe";
}

/** Upgrades need no names; without them there is nothing to install or remove. */
function hasWork({ operands }: PackageCall, verbEnd: ShellWord): boolean {
  return operands.at(-1) !== verbEnd || /up|patch|sync/.test(plainText(verbEnd));
}

function hasYes(
  { args, operands }: PackageCall,
  questions: PackageQuestions,
  reading: QuestionReading,
) {
  const verb = operands[0];
  const before = reading === "all" && verb ? args.slice(0, args.indexOf(verb)) : args;
  return (
    flagAmong(args, questions.yes) !== undefined ||
    flagAmong(before, questions.globalYes) !== undefined ||
    (questions.quietAnswers && timesGiven(args, "q", "--quiet") > 1)
  );
}

function isLeftOpen(
  model: Model,
  node: Instruction,
  call: PackageCall,
  questions: PackageQuestions,
): boolean {
  const { args } = call;
  const { harmless, setting } = questions;
  if (flagAmong(args, harmless) !== undefined || isAnswered(model, call)) return false;
  // flags held in a variable may say yes
  if (args.some(({ text }) => /^["']?\$/.test(text) && /opt|flag|arg|yes/i.test(text)))
    return false;
  if (args.some((word) => setting.test(plainText(word)))) return false;
  return !isConfigured(model, node, questions);
}

/** Something else writes into its input. */
function isAnswered({ dockerfile }: Model, { command, before }: PackageCall): boolean {
  if (command.redirects.some(({ operator }) => operator.startsWith("<"))) return true;
  if (before === undefined || !answeringPrograms.includes(before.program)) return false;
  return /^[\s\\`]*\|[\s\\`]*$/.test(dockerfile.text.slice(before.end, command.start));
}
