import { severities, type Severity } from "../../server/src/service/lint/rule.ts";
import { instructionAt, type Problem } from "../../server/src/service/lint/lint.ts";
import { firstIndex } from "../../server/src/service/syntax/firstIndex.ts";
import type { Model } from "../../server/src/service/syntax/model.ts";
import { createLinter, inputOptions, readInputs, type Input } from "./inputs.ts";
import { parseArguments, UsageError } from "./usage.ts";

/** A problem as `--format json` prints it. Lines and columns count from 1, columns in UTF-16 units. */
interface Finding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  /** Behind the last character. */
  readonly endColumn: number;
  /** Where the instruction starts that the problem lies in. */
  readonly instructionLine: number;
  readonly rule: string;
  readonly aliases: readonly string[];
  readonly severity: string;
  readonly message: string;
  readonly fixable: boolean;
}

const options = {
  ...inputOptions,
  format: { type: "string", default: "text" },
  "fail-on": { type: "string" },
} as const;

/** `drydock lint`: gives the exit code. */
export async function lintCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArguments(args, options);
  const { format } = values;
  if (format !== "text" && format !== "json")
    throw new UsageError(`There is no format ${format}: text or json.`);
  const given = values["fail-on"] === undefined ? undefined : severityNamed(values["fail-on"]);
  const linter = await createLinter(values);
  const inputs = await readInputs(positionals);
  const findings: Finding[] = [];
  let fails = false;
  for (const input of inputs.filter((each) => each !== undefined)) {
    const { model, problems, config } = await linter.lint(input);
    const threshold = severities.indexOf(given ?? config.failOn ?? "warning");
    for (const problem of problems) {
      findings.push(findingOf(input, model, problem));
      if (threshold > 0 && severities.indexOf(problem.severity) >= threshold) fails = true;
    }
  }
  process.stdout.write(
    format === "json" ? `${JSON.stringify(findings, undefined, 2)}\n` : textOf(findings),
  );
  if (inputs.includes(undefined) || linter.hasConfigMistakes) return 2;
  return fails ? 1 : 0;
}

/** `off`: nothing fails. */
function severityNamed(name: string): Severity {
  const severity = severities.find((each) => each === name);
  if (severity === undefined)
    throw new UsageError(`There is no severity ${name}: ${severities.join(", ")}.`);
  return severity;
}

function findingOf({ file }: Input, model: Model, problem: Problem): Finding {
  const start = positionAt(model, problem.start);
  const end = positionAt(model, problem.end);
  const instruction = instructionAt(model, problem.start);
  return {
    file,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    instructionLine: instruction === undefined ? start.line : instruction.startLine + 1,
    rule: problem.rule,
    aliases: problem.aliases,
    severity: problem.severity,
    message: problem.message,
    fixable: problem.fixes.length > 0,
  };
}

/** Lines end at line feeds, as BuildKit counts them; a byte order mark is no column. */
function positionAt({ dockerfile: { lineStarts, text } }: Model, offset: number) {
  const line = firstIndex(lineStarts, (start) => start > offset);
  const mark = line === 1 && text.startsWith("\ufeff") ? 1 : 0;
  return { line, column: Math.max(0, offset - (lineStarts[line - 1] ?? 0) - mark) + 1 };
}

function textOf(findings: readonly Finding[]): string {
  const lines = findings.map(
    ({ file, line, column, severity, rule, message }) =>
      `${file}:${line}:${column}: ${severity}: ${message} [${rule}]\n`,
  );
  return lines.join("");
}
