// The recorded answers, one comparison each: the same code on the same instruction counts as the same finding.
import { readFileSync } from "node:fs";
import path from "node:path";
import { loadBuildContext } from "../../server/src/service/loadBuildContext.ts";
import { instructionAt, lint, type Problem } from "../../server/src/service/lint/lint.ts";
import {
  labelTypes,
  tools,
  type LabelType,
  type Profile,
  type Project,
  type Rule,
} from "../../server/src/service/lint/rule.ts";
import { selectRules, type Selection } from "../../server/src/service/lint/select.ts";
import { createModel, type Model } from "../../server/src/service/syntax/model.ts";
import { parseDockerfile } from "../../server/src/service/syntax/parse.ts";
import { memoryHost } from "../../test/memoryHost.ts";
import { loadRule, ruleFileNames } from "../generate/loadRules.ts";

export interface Row {
  readonly code: string;
  readonly both: number;
  /** Places, for reading. */
  readonly missed: readonly string[];
  readonly extra: readonly string[];
}

export interface Comparison {
  readonly title: string;
  readonly rows: readonly Row[];
}

/** @param only codes; undefined for all */
export async function comparisons(
  folder: string,
  only?: readonly string[],
): Promise<readonly Comparison[]> {
  const rules: Rule[] = [];
  for (const name of ruleFileNames()) {
    try {
      rules.push(await loadRule(name));
    } catch (error) {
      console.error(`${name}.ts cannot be loaded: ${String(error)}`);
    }
  }
  const wanted =
    only === undefined ? rules : rules.filter((rule) => only.some((code) => hasCode(rule, code)));
  const records = recordsIn(folder);
  const models = corpusModels(folder);
  const select = (profile: Profile): Selection => selectRules(wanted, profile, {});
  return [
    hadolintCases(records("hadolint"), select("hadolint")),
    corpus("hadolint on real files", records("hadolint-corpus"), models, select("hadolint")),
    await buildkitCases(records("buildkit-lint"), select("buildkit")),
    corpus("BuildKit on real files", records("buildkit-lint-corpus"), models, select("buildkit")),
    verdicts(records("dockerfile-utils"), selectRules(wanted, "recommended", {})),
  ];
}

function hasCode({ aliases }: Rule, code: string): boolean {
  return tools.some((tool) => [aliases[tool] ?? []].flat().includes(code));
}

type Records = readonly Readonly<Record<string, unknown>>[];

function recordsIn(folder: string): (name: string) => Records {
  return (name) =>
    readFileSync(path.join(folder, "conformance", `${name}.jsonl`), "utf8")
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
}

function corpusModels(folder: string): (file: string) => Model {
  const known = new Map<string, Model>();
  return (file) => {
    const text = (): string => readFileSync(path.join(folder, "corpus/dockerfiles", file), "utf8");
    const model = known.get(file) ?? createModel(parseDockerfile(text()));
    known.set(file, model);
    return model;
  };
}

/** One-based line of the instruction that a problem lies in; of the problem where there is none. */
function lineOf(model: Model, { start }: Problem): number {
  const instruction = instructionAt(model, start);
  if (instruction !== undefined) return instruction.startLine + 1;
  return model.dockerfile.text.slice(0, start).split("\n").length;
}

/** One-based line of the instruction that a line belongs to: BuildKit reports an empty one at the instruction's end. */
function instructionLine(model: Model, line: number): number {
  const { lineStarts, end } = model.dockerfile;
  const instruction = instructionAt(model, (lineStarts[line] ?? end + 1) - 1);
  return instruction === undefined ? line : instruction.startLine + 1;
}

/** Findings by code: places that both name, and those of one alone. */
class Tally {
  private readonly rows = new Map<string, { both: number; missed: string[]; extra: string[] }>();

  add(code: string, kind: "both" | "missed" | "extra", place: string): void {
    const row = this.rows.get(code) ?? { both: 0, missed: [], extra: [] };
    this.rows.set(code, row);
    if (kind === "both") row.both += 1;
    else row[kind].push(place);
  }

  compare(theirs: ReadonlySet<string>, ours: ReadonlySet<string>, place: string): void {
    for (const each of theirs)
      this.add(codeOf(each), ours.has(each) ? "both" : "missed", `${place} ${each}`);
    for (const each of ours)
      if (!theirs.has(each)) this.add(codeOf(each), "extra", `${place} ${each}`);
  }

  get result(): readonly Row[] {
    return [...this.rows]
      .map(([code, row]) => ({ code, ...row }))
      .toSorted((a, b) => (a.code < b.code ? -1 : 1));
  }
}

function codeOf(finding: string): string {
  return finding.split(" ")[0] ?? "";
}

function lineIn(finding: string): number {
  return Number(finding.split(" ")[1]);
}

/** `CODE line` of every code that a problem goes by. */
function findings(
  model: Model,
  problems: readonly Problem[],
  isWanted: (code: string) => boolean,
): ReadonlySet<string> {
  return new Set(
    problems.flatMap((problem) =>
      problem.aliases.filter(isWanted).map((code) => `${code} ${lineOf(model, problem)}`),
    ),
  );
}

interface HadolintConfig {
  readonly trustedRegistries?: readonly string[];
  readonly labelSchema?: Readonly<Record<string, string>>;
  readonly strictLabels?: boolean;
}

function projectOf({
  trustedRegistries = [],
  labelSchema = {},
  strictLabels = false,
}: HadolintConfig): Project {
  const schema = Object.entries(labelSchema).map(([key, type]) => {
    const name = type === "GitHash" ? "hash" : type.toLowerCase();
    return [key, labelTypes.find((each) => each === name) ?? "text"] as const;
  });
  const labels: Readonly<Record<string, LabelType>> = Object.fromEntries(schema);
  return { trustedRegistries, labelSchema: labels, strictLabels };
}

/** Small cases: whether one code is found. */
function hadolintCases(records: Records, selection: Selection): Comparison {
  const tally = new Tally();
  for (const record of records) {
    const { rule, dockerfile, expect, lines, config } = record as {
      rule: string;
      dockerfile: string;
      expect: boolean;
      lines: readonly number[];
      config?: HadolintConfig;
    };
    const model = createModel(parseDockerfile(dockerfile));
    const problems = lint(model, selection, { project: projectOf(config ?? {}) });
    const found = problems.filter(({ aliases }) => aliases.includes(rule));
    const isHere = found.some((problem) => lines.includes(lineOf(model, problem)));
    const place = JSON.stringify(dockerfile);
    if (expect) tally.add(rule, isHere ? "both" : "missed", place);
    else if (found.length > 0) tally.add(rule, "extra", place);
  }
  return { title: "hadolint's cases", rows: tally.result };
}

function corpus(
  title: string,
  records: Records,
  models: (file: string) => Model,
  selection: Selection,
): Comparison {
  const tally = new Tally();
  for (const record of records) {
    const { file, errorLine, problems, warnings } = record as {
      file: string;
      errorLine?: number;
      problems?: readonly [string, number][];
      warnings?: readonly { rule: string; line: number }[];
    };
    // hadolint gives up there, and finds nothing else
    if (problems?.some(([code]) => code === "DL1000")) continue;
    const model = models(file);
    const theirs = new Set(
      problems?.map(([code, line]) => `${code} ${line}`) ??
        warnings?.map(({ rule, line }) => `${rule} ${instructionLine(model, line)}`),
    );
    const isWanted = problems ? isHadolintCode : isBuildkitCode;
    const ours = findings(model, lint(model, selection), isWanted);
    // an image that cannot be named ends BuildKit's reading: most checks do not see what stands behind it
    const counted = [...ours].filter(
      (each) => errorLine === undefined || theirs.has(each) || lineIn(each) <= errorLine,
    );
    tally.compare(theirs, new Set(counted), file);
  }
  return { title, rows: tally.result };
}

function isHadolintCode(code: string): boolean {
  return /^(?:DL|SC)\d{4}$/.test(code);
}

function isBuildkitCode(code: string): boolean {
  return /^[A-Z]+[a-z][A-Za-z]+$/.test(code);
}

async function buildkitCases(records: Records, selection: Selection): Promise<Comparison> {
  const tally = new Tally();
  for (const record of records) {
    const { dockerfile, warnings, dockerignore, frontendAttrs } = record as {
      dockerfile: string;
      warnings: readonly { ruleName: string; line: number }[];
      dockerignore?: string;
      frontendAttrs?: Readonly<Record<string, string>>;
    };
    const model = createModel(parseDockerfile(dockerfile), buildArgsOf(frontendAttrs ?? {}));
    const files = dockerignore === undefined ? {} : { ".dockerignore": dockerignore };
    const buildContext = await loadBuildContext(memoryHost(files), [""], model);
    const problems = lint(model, selection, { buildContext });
    const theirs = new Set(
      warnings.map(({ ruleName, line }) => `${ruleName} ${instructionLine(model, line)}`),
    );
    tally.compare(
      theirs,
      findings(model, problems, isBuildkitCode),
      JSON.stringify([dockerfile, dockerignore, frontendAttrs]),
    );
  }
  return { title: "BuildKit's cases", rows: tally.result };
}

function buildArgsOf(
  attributes: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([key, value]) =>
      key.startsWith("build-arg:") ? [[key.slice("build-arg:".length), value] as const] : [],
    ),
  );
}

/** Whether a file is wrong: an error of theirs, and one of ours. */
function verdicts(records: Records, selection: Selection): Comparison {
  const tally = new Tally();
  for (const record of records) {
    const { dockerfile, diagnostics } = record as {
      dockerfile: string;
      diagnostics: readonly { code: string; severity: number }[];
    };
    const model = createModel(parseDockerfile(dockerfile));
    const errors = lint(model, selection).filter(({ severity }) => severity === "error");
    const [theirs] = diagnostics.filter(({ severity }) => severity === 1);
    const [ours] = errors;
    const place = JSON.stringify(dockerfile);
    if (theirs !== undefined) tally.add(theirs.code, ours === undefined ? "missed" : "both", place);
    else if (ours !== undefined)
      for (const code of ours.aliases.length > 0 ? ours.aliases : [ours.rule])
        tally.add(code, "extra", place);
    else tally.add("(valid)", "both", place);
  }
  return { title: "dockerfile-utils' verdicts", rows: tally.result };
}
