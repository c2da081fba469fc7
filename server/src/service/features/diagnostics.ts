import { DiagnosticSeverity, DiagnosticTag, type Diagnostic } from "vscode-languageserver-types";
import { rangeOf, type Analysis } from "../analysis.ts";
import type { Problem } from "../lint/lint.ts";
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

/** The problems of a document in LSP's form. The code is the rule's name and links to the rule's first source. */
export function diagnosticsOf(
  analysis: Pick<Analysis, "document">,
  problems: readonly Problem[],
  ruleNamed: (name: string) => Rule | undefined,
): Diagnostic[] {
  return problems.map((problem) => {
    const [source] = ruleNamed(problem.rule)?.sources ?? [];
    const tag = tags[problem.rule];
    return {
      range: rangeOf(analysis, problem),
      severity: severities[problem.severity],
      source: "drydock",
      code: problem.rule,
      ...(source === undefined ? {} : { codeDescription: { href: source } }),
      ...(tag === undefined ? {} : { tags: [tag] }),
      message: problem.message,
    };
  });
}
