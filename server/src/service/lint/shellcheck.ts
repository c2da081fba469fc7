// ShellCheck's findings, where it is installed and switched on: which texts it gets, and where its findings belong.
import { ignoreComments, ignoredSpan } from "../syntax/ignoreComments.ts";
import type { Model } from "../syntax/model.ts";
import type { ShellScript } from "../syntax/shell.ts";
import type { Instruction, Span } from "../syntax/tree.ts";
import type { Problem } from "./lint.ts";

/** A text for ShellCheck, in one of the dialects that it knows. */
export interface ShellcheckInput {
  readonly text: string;
  readonly dialect: "sh" | "bash";
}

/** A finding as `shellcheck --format=json1` gives it: lines and columns count from 1, columns in code points. */
export interface ShellcheckFinding {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly level: string;
  readonly code: number;
  readonly message: string;
}

/** Runs ShellCheck over texts; one list of findings for each, in their order. */
export type Shellcheck = (
  inputs: readonly ShellcheckInput[],
) => Promise<readonly (readonly ShellcheckFinding[])[]>;

interface Body {
  readonly script: ShellScript;
  readonly input: ShellcheckInput;
}

/** About the file as a whole, or about other files, which a Dockerfile has not. */
const meaningless: ReadonlySet<number> = new Set([1090, 1091, 2148, 2187]);

const severities: Readonly<Record<string, Problem["severity"]>> = {
  error: "error",
  warning: "warning",
  info: "info",
  style: "hint",
};

/**
 * @param known what has been found already: the same code at the same place is not said twice
 * @param off codes of rules that are switched off by hand: ShellCheck does not say them either
 */
export async function shellcheckProblems(
  model: Model,
  run: Shellcheck,
  known: readonly Problem[],
  off: ReadonlySet<string>,
): Promise<readonly Problem[]> {
  const bodies = bodiesOf(model);
  if (bodies.length === 0) return [];
  const found = await run(bodies.map(({ input }) => input));
  return bodies
    .flatMap(({ script }, index) =>
      (found[index] ?? []).flatMap((finding) => problemOf(script, finding) ?? []),
    )
    .filter(
      (problem) =>
        !off.has(problem.rule) && !isSaid(problem, known) && !isSuppressed(model, problem),
    );
}

function bodiesOf(model: Model): readonly Body[] {
  return model.dockerfile.instructions.flatMap((node) => {
    const script = model.script(node);
    const dialect = model.dialect(node);
    if (script === undefined || (dialect !== "sh" && dialect !== "bash")) return [];
    return { script, input: { text: `${variables(model, node)}\n${script.source.text}`, dialect } };
  });
}

/** ARG and ENV are variables of the shell that may hold anything; without this line they would count as never set. */
function variables(model: Model, node: Instruction): string {
  const names = model
    .scope(node)
    .all()
    .filter(({ kind, name }) => kind !== "global" && /^[A-Za-z_]\w*$/.test(name));
  return names.length === 0 ? "" : `read -r ${names.map(({ name }) => name).join(" ")}`;
}

function problemOf(script: ShellScript, finding: ShellcheckFinding): Problem | undefined {
  if (meaningless.has(finding.code)) return undefined;
  const { text } = script.source;
  const lines = text.split("\n");
  const start = offsetOf(lines, finding.line, finding.column);
  const end = offsetOf(lines, finding.endLine, finding.endColumn);
  if (start === undefined || end === undefined) return undefined;
  const code = `SC${finding.code}`;
  return {
    ...script.source.spanOf(start, Math.max(start, end)),
    rule: code,
    aliases: [code],
    severity: severities[finding.level] ?? "info",
    message: `ShellCheck: ${finding.message}`,
    fixes: [],
  };
}

/** undefined for the line of variables, and for places that are not in the text. */
function offsetOf(lines: readonly string[], line: number, column: number): number | undefined {
  const index = line - 2;
  const own = lines[index];
  if (own === undefined) return undefined;
  const before = lines.slice(0, index).reduce((sum, each) => sum + each.length + 1, 0);
  return (
    before +
    Array.from(own)
      .slice(0, column - 1)
      .join("").length
  );
}

function isSaid({ rule, start, end }: Problem, known: readonly Problem[]): boolean {
  return known.some(
    (each) => each.aliases.includes(rule) && each.start <= end && start <= each.end,
  );
}

function isSuppressed({ dockerfile }: Model, { rule, start, end }: Problem): boolean {
  return ignoreComments(dockerfile).some((ignore) => {
    if (ignore.tool === "buildkit" || !ignore.rules.some(({ name }) => name.toUpperCase() === rule))
      return false;
    const span: Span | undefined = ignoredSpan(dockerfile, ignore);
    return span !== undefined && span.start <= start && end <= span.end;
  });
}
