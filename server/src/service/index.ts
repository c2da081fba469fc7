import type { TextDocument } from "vscode-languageserver-textdocument";
import { createAnalyser, type Analysis } from "./analysis.ts";
import { emptyConfig, parseConfig, type ConfigFile, type ConfigProblem } from "./config/config.ts";
import { findConfig } from "./config/findConfig.ts";
import type { Host } from "./host.ts";
import { lint, type Problem } from "./lint/lint.ts";
import type { Profile, Rule, RuleSetting } from "./lint/rule.ts";
import { selectRules } from "./lint/select.ts";
import { loadBuildContext } from "./loadBuildContext.ts";
import { rules } from "./rules/index.ts";

/** Where a document lies; all undefined for a text that no file holds. */
export interface Place {
  /** The document's folder. */
  readonly folder: string | undefined;
  /** The workspace folder around it. */
  readonly root: string | undefined;
  /** The file's name in its folder: an ignore file of its own goes by it. */
  readonly name?: string | undefined;
}

export interface LintRequest extends Place {
  /** Over that of the configuration file. */
  readonly profile?: Profile | undefined;
  /** By rule name, over those of the configuration file. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** The build context, where it is known; else the document's folder and the workspace folder are taken for it. */
  readonly context?: string | undefined;
  /** Where to look for the configuration: the files above the document, or nowhere. */
  readonly config?: "search" | "none";
}

export interface LanguageService {
  /** The document's meaning; each version is analysed once. */
  analyse(document: TextDocument): Analysis;
  /** The document's problems; the same promise for the same version and request until `forgetFiles`. */
  problems(document: TextDocument, request: LintRequest): Promise<readonly Problem[]>;
  /** To be called when files beside a document, or a configuration file, have changed. */
  forgetFiles(): void;
}

const rulesByName: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.name, rule]));
export const ruleNames: ReadonlySet<string> = new Set(rulesByName.keys());

export function ruleNamed(name: string): Rule | undefined {
  return rulesByName.get(name);
}

/**
 * The language service: everything that can be said about Dockerfiles, without a connection or a file system of its own.
 *
 * @param configRead is told of each configuration file that was read, and of the mistakes in it
 */
export function createLanguageService(
  host: Host,
  configRead: (file: ConfigFile, problems: readonly ConfigProblem[]) => void = () => undefined,
): LanguageService {
  const analyse = createAnalyser();
  let known = new WeakMap<
    Analysis,
    { readonly key: string; readonly problems: Promise<readonly Problem[]> }
  >();

  async function findProblems(
    { model }: Analysis,
    request: LintRequest,
  ): Promise<readonly Problem[]> {
    const buildContext = await loadContext(model, request);
    const config = await loadConfig(request);
    const selection = selectRules(rules, request.profile ?? "recommended", {
      ...config.rules,
      ...request.rules,
    });
    return lint(model, selection, { buildContext });
  }

  function loadContext(model: Analysis["model"], { folder, root, name, context }: LintRequest) {
    const candidates = context === undefined ? [folder, root] : [context];
    const folders = candidates.filter((each) => each !== undefined);
    const dockerfile = folder === undefined || name === undefined ? undefined : { folder, name };
    return folders.length === 0 ? undefined : loadBuildContext(host, folders, model, dockerfile);
  }

  async function loadConfig({ folder, root, config = "search" }: LintRequest) {
    if (folder === undefined || config === "none") return emptyConfig;
    const file = await findConfig(host, folder, root);
    if (file === undefined) return emptyConfig;
    const result = parseConfig(file, ruleNames);
    configRead(file, result.problems);
    return result.config;
  }

  return {
    analyse,
    problems(document, request) {
      const analysis = analyse(document);
      const key = JSON.stringify(request);
      const last = known.get(analysis);
      if (last?.key === key) return last.problems;
      const problems = findProblems(analysis, request);
      known.set(analysis, { key, problems });
      return problems;
    },
    forgetFiles() {
      known = new WeakMap();
    },
  };
}
