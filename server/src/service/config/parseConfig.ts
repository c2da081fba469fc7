import { tools, type Rule } from "../lint/rule.ts";
import { nearestName } from "../syntax/editDistance.ts";
import type { Span } from "../syntax/tree.ts";
import type { Config, ConfigFile, ConfigReader } from "./config.ts";
import { readDrydockConfig } from "./drydockConfig.ts";
import { readHadolintConfig } from "./hadolintConfig.ts";
import { readYaml, type ConfigProblem, type YamlValue } from "./yamlTree.ts";

export type { ConfigProblem } from "./yamlTree.ts";

export interface ConfigResult {
  /** What could be read; a mistake costs only itself. */
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
}

/** Reads a configuration file: hadolint's format by its name, ours for every other. */
export function parseConfig({ path, text }: ConfigFile, rules: readonly Rule[]): ConfigResult {
  const { root, problems } = readYaml(text, /\.jsonc?$/.test(path) ? "json" : "yaml");
  const found: ConfigProblem[] = [...problems];
  const report: ConfigReader["report"] = ({ start, end }, message) =>
    found.push({ start, end, message });
  const reader: ConfigReader = {
    rules,
    report,
    rulesNamed: (name, where) => rulesNamed(name, where, rules, report),
  };
  const isHadolint =
    /(?:^|[/\\])\.?hadolint\.(?:ya?ml|jsonc?)$/.test(path) || hasHadolintKeys(root);
  const config = isHadolint ? readHadolintConfig(root, reader) : readDrydockConfig(root, reader);
  return { config, problems: found };
}

/** A file that is named by hand may have any name. */
function hasHadolintKeys({ entries }: YamlValue): boolean {
  return entries.some(({ name }) =>
    ["ignored", "override", "label-schema", "failure-threshold"].includes(name),
  );
}

function rulesNamed(
  name: string,
  where: Span,
  rules: readonly Rule[],
  report: ConfigReader["report"],
): readonly Rule[] {
  const found = rules.filter(
    (rule) =>
      rule.name === name || tools.some((tool) => [rule.aliases[tool] ?? []].flat().includes(name)),
  );
  if (found.length === 0 && !isForeignCode(name)) {
    const nearest = nearestName(
      name,
      rules.map((rule) => rule.name),
    );
    const advice =
      nearest === undefined
        ? "the rules are listed in the documentation"
        : `did you mean ${nearest}?`;
    report(where, `${name} is no rule; ${advice}${advice.endsWith("?") ? "" : "."}`);
  }
  return found;
}

/** Codes of hadolint and ShellCheck that no rule of ours stands for, such as retired ones. */
function isForeignCode(name: string): boolean {
  return /^(?:DL|SC)\d{4}$/.test(name);
}
