import { DiagnosticSeverity, DiagnosticTag, type Diagnostic } from "vscode-languageserver-types";
import { rangeOf, type Analysis } from "../analysis.ts";
import { dockerfileUtilsCodes } from "../data/dockerfileUtilsCodes.ts";
import { instructionAt, type Problem } from "../lint/lint.ts";
import type { Rule } from "../lint/rule.ts";

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

/** Shows the editor an instruction that has no effect as faded, and a deprecated one as struck through. */
const tags: Readonly<Record<string, DiagnosticTag>> = {
  "single-cmd": DiagnosticTag.Unnecessary,
  "no-maintainer": DiagnosticTag.Deprecated,
};

/** What a diagnostic carries as its `data`: by it a client finds the same finding of another extension. */
export interface DiagnosticData {
  /** The codes under which other tools report it. */
  readonly codes: readonly string[];
  /** First and last line of the instruction, zero-based. */
  readonly lines: readonly [number, number];
}

/** The problems of a document in LSP's form. The code is the rule's name and links to the rule's first source. */
export function diagnosticsOf(
  analysis: Analysis,
  problems: readonly Problem[],
  ruleNamed: (name: string) => Rule | undefined,
): Diagnostic[] {
  return problems.map((problem) => {
    const data: DiagnosticData = { codes: codesOf(problem), lines: linesOf(analysis, problem) };
    const source = sourceOf(problem.rule, ruleNamed);
    const tag = tags[problem.rule];
    return {
      range: rangeOf(analysis, problem),
      severity: severities[problem.severity],
      source: "drydock",
      code: problem.rule,
      ...(source === undefined ? {} : { codeDescription: { href: source } }),
      ...(tag === undefined ? {} : { tags: [tag] }),
      message: problem.message,
      data,
    };
  });
}

/** The page of a rule's first source, or of a code of ShellCheck's own. */
function sourceOf(name: string, ruleNamed: (name: string) => Rule | undefined): string | undefined {
  if (/^SC\d+$/.test(name)) return `https://www.shellcheck.net/wiki/${name}`;
  return ruleNamed(name)?.sources[0];
}

/** Numbers of dockerfile-utils included. */
function codesOf({ aliases }: Problem): readonly string[] {
  const numbers = aliases.map((code) => dockerfileUtilsCodes.indexOf(code));
  return [...aliases, ...numbers.filter((number) => number !== -1).map(String)];
}

/** The lines of the instruction that a problem lies in, of the problem itself where it lies in none. */
function linesOf({ document, model }: Analysis, problem: Problem): readonly [number, number] {
  const instruction = instructionAt(model, problem.start);
  if (instruction !== undefined && problem.start <= instruction.end)
    return [instruction.startLine, instruction.endLine];
  return [document.positionAt(problem.start).line, document.positionAt(problem.end).line];
}
