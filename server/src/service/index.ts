import { TextDocument } from "vscode-languageserver-textdocument";
import { createAnalyser, type Analysis } from "./analysis.ts";
import { emptyConfig, type Config, type ConfigFile } from "./config/config.ts";
import { parseConfig, type ConfigProblem, type ConfigResult } from "./config/parseConfig.ts";
import { configuredContext, isIgnored } from "./config/configuredFiles.ts";
import { findConfig } from "./config/findConfig.ts";
import type { Host, Place } from "./host.ts";
import { inOrder, lint, lintIgnoreFile, type Problem } from "./lint/lint.ts";
import type { Fix, Profile, Rule, RuleSetting } from "./lint/rule.ts";
import { shellcheckProblems, type Shellcheck } from "./lint/shellcheck.ts";
import { selectRules, type Selection } from "./lint/select.ts";
import { faultOfFix, fixText, type Find, type FixedText } from "./lint/verify.ts";
import { loadBuildContext } from "./loadBuildContext.ts";
import { rules } from "./rules/index.ts";
import { parseIgnoreFile } from "./syntax/ignoreFile.ts";

export interface LintRequest extends Place {
  /** Over that of the configuration file. */
  readonly profile?: Profile | undefined;
  /** By rule name, over those of the configuration file. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** The build context, where it is known; else the configuration's, the document's folder and the workspace folder. */
  readonly context?: string | undefined;
  /** The program that ShellCheck is, where it is to be asked too. */
  readonly shellcheck?: string | undefined;
  /** The configuration: from the files above the document, from nowhere, or the one given. */
  readonly config?: "search" | "none" | ConfigFile;
}

/** What holds for a document, and the file in which it is said. */
export interface Configuration {
  readonly file: ConfigFile | undefined;
  readonly config: Config;
}

export interface LanguageService {
  /** The document's meaning; each version is analysed once. */
  analyse(document: TextDocument): Analysis;
  /** The document's problems; the same promise for the same version and request until `forgetFiles`. */
  problems(document: TextDocument, request: LintRequest): Promise<readonly Problem[]>;
  /** The problem with those of its fixes that hold what they promise. */
  offered(document: TextDocument, request: LintRequest, problem: Problem): Promise<Problem>;
  /** The text with all fixes made that `choose` names. */
  fixAll(
    document: TextDocument,
    request: LintRequest,
    choose: (problem: Problem) => Fix | undefined,
  ): Promise<FixedText>;
  /** What is configured for a document. */
  configuration(request: LintRequest): Promise<Configuration>;
  /** To be called when files beside a document, or a configuration file, have changed. */
  forgetFiles(): void;
}

const rulesByName: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.name, rule]));

export function ruleNamed(name: string): Rule | undefined {
  return rulesByName.get(name);
}

/** Whether a URI or path names an ignore file of a build context, such as `.dockerignore`. */
export function isIgnoreFile(uri: string): boolean {
  return /\.(?:docker|container)ignore$/.test(uri);
}

/** What the language service is told once. */
export interface ServiceOptions {
  /** Is told of each configuration file that was read, and of the mistakes in it. */
  readonly configRead?: (file: ConfigFile, problems: readonly ConfigProblem[]) => void;
  /** Runs a program as ShellCheck, for requests that ask for it. */
  readonly shellcheck?: (program: string, ...run: Parameters<Shellcheck>) => ReturnType<Shellcheck>;
  /** Is told of each fix that is not offered since it would not hold what it promises, and why. */
  readonly fixRejected?: (problem: Problem, fix: Fix, fault: string) => void;
  /** What builds pass with `--build-arg`. */
  readonly buildArgs?: Readonly<Record<string, string>>;
}

/** The language service: everything that can be said about Dockerfiles, without a connection or a file system of its own. */
export function createLanguageService(
  host: Host,
  { configRead, buildArgs, shellcheck, fixRejected }: ServiceOptions = {},
): LanguageService {
  const analyse = createAnalyser(buildArgs);
  let known = new WeakMap<
    Analysis,
    { readonly key: string; readonly problems: Promise<readonly Problem[]> }
  >();
  let selections = new Map<string, Selection>();
  /** By path: many Dockerfiles share a configuration. */
  let configs = new Map<string, { readonly text: string; readonly result: ConfigResult }>();

  async function findProblems(
    { model, document }: Analysis,
    request: LintRequest,
  ): Promise<readonly Problem[]> {
    const { file, config } = await loadConfig(request);
    if (isIgnored(file, config, request)) return [];
    if (isIgnoreFile(document.uri))
      return lintIgnoreFile(parseIgnoreFile(document.getText()), selectionFor(config, request));
    const context = request.context ?? configuredContext(file, config, request);
    const buildContext = await loadContext(model, { ...request, context });
    const { project, suppressions } = config;
    const selection = selectionFor(config, request);
    const problems = lint(model, selection, { buildContext, project, suppressions });
    const { shellcheck: program } = request;
    if (program === undefined || shellcheck === undefined) return problems;
    const run: Shellcheck = (inputs) => shellcheck(program, inputs);
    const more = await shellcheckProblems(model, run, problems, selection.off);
    return inOrder([...problems, ...more]);
  }

  function selectionFor(config: Config, request: LintRequest): Selection {
    const profile = request.profile ?? config.profile ?? "recommended";
    const settings = { ...config.rules, ...request.rules };
    const key = JSON.stringify([profile, settings]);
    const selection = selections.get(key) ?? selectRules(rules, profile, settings);
    selections.set(key, selection);
    return selection;
  }

  function loadContext(model: Analysis["model"], { folder, root, name, context }: LintRequest) {
    const candidates = context === undefined ? [folder, root] : [context];
    const folders = candidates.filter((each) => each !== undefined);
    const dockerfile = folder === undefined || name === undefined ? undefined : { folder, name };
    return folders.length === 0 ? undefined : loadBuildContext(host, folders, model, dockerfile);
  }

  async function loadConfig({ folder, root, config = "search" }: LintRequest) {
    if (config === "none") return { file: undefined, config: emptyConfig };
    const file = config === "search" ? folder && (await findConfig(host, folder, root)) : config;
    if (file === undefined || file === "") return { file: undefined, config: emptyConfig };
    const last = configs.get(file.path);
    const result = last?.text === file.text ? last.result : parseConfig(file, rules);
    configs.set(file.path, { text: file.text, result });
    configRead?.(file, result.problems);
    return { file, config: result.config };
  }

  function problemsOf(document: TextDocument, request: LintRequest): Promise<readonly Problem[]> {
    const analysis = analyse(document);
    const key = JSON.stringify(request);
    const last = known.get(analysis);
    if (last?.key === key) return last.problems;
    const problems = findProblems(analysis, request);
    known.set(analysis, { key, problems });
    return problems;
  }

  /** Finds the problems of other texts of a document; ShellCheck, which has no fixes, is not asked. */
  function finderFor({ uri, languageId }: TextDocument, request: LintRequest): Find {
    const quiet = { ...request, shellcheck: undefined };
    return (text) => problemsOf(TextDocument.create(uri, languageId, 0, text), quiet);
  }

  return {
    analyse,
    problems: problemsOf,
    async offered(document, request, problem) {
      if (problem.fixes.length === 0) return problem;
      const { model } = analyse(document);
      const problems = await problemsOf(document, request);
      const find = finderFor(document, request);
      const fixes: Fix[] = [];
      for (const fix of problem.fixes) {
        const fault = await faultOfFix(model, problem, fix, problems, find);
        if (fault === undefined) fixes.push(fix);
        else fixRejected?.(problem, fix, fault);
      }
      return { ...problem, fixes };
    },
    fixAll: (document, request, choose) =>
      fixText(document.getText(), finderFor(document, request), choose),
    configuration: loadConfig,
    forgetFiles() {
      known = new WeakMap();
      selections = new Map();
      configs = new Map();
    },
  };
}
