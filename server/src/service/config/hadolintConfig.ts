// .hadolint.yaml, hadolint's own configuration (github.com/hadolint/hadolint#configure).
import type { RuleSetting, Severity } from "../lint/rule.ts";
import type { Span } from "../syntax/tree.ts";
import { emptyConfig, type Config, type ConfigReader } from "./config.ts";
import { readLabelSchema, words } from "./drydockConfig.ts";
import type { YamlEntry, YamlValue } from "./yamlTree.ts";

const severityNames: Readonly<Record<string, Severity>> = {
  error: "error",
  warning: "warning",
  info: "info",
  style: "hint",
};

/** hadolint's thresholds: `ignore` fails on everything, `none` on nothing. */
const thresholds: Readonly<Record<string, Severity>> = {
  ...severityNames,
  ignore: "hint",
  none: "off",
};

/** Keys about hadolint's own output and its command line, which mean nothing here. */
const withoutMeaning: ReadonlySet<string> = new Set(["format", "no-color", "verbose"]);

export function readHadolintConfig(root: YamlValue, reader: ConfigReader): Config {
  const { report } = reader;
  const places = new Map<string, Span>();
  if (root.kind !== "map" && root.kind !== "nothing")
    report(root, "Write a map with hadolint's keys, such as ignored.");
  let config: Config = { ...emptyConfig, places };
  // what is ignored stays so, whatever severity it is given
  const entries = root.entries.toSorted(
    (a, b) => Number(a.name === "ignored") - Number(b.name === "ignored"),
  );
  for (const entry of entries) {
    const { name, key, value } = entry;
    const add = (part: Partial<Config>, place: string): void => {
      config = { ...config, ...part, project: { ...config.project, ...part.project } };
      places.set(place, key);
    };
    const addRules = (rules: Readonly<Record<string, RuleSetting>>, where: Span): void => {
      config = { ...config, rules: { ...config.rules, ...rules } };
      for (const rule of Object.keys(rules)) places.set(`rules.${rule}`, where);
    };
    if (withoutMeaning.has(name) || value.kind === "nothing") continue;
    switch (name) {
      case "ignored":
        addRules(rulesIn(entry, "off", reader), key);
        break;
      case "override":
        for (const level of value.entries) {
          const severity = severityNames[level.name];
          if (severity === undefined)
            report(level.key, "override has the keys error, warning, info and style.");
          else addRules(rulesIn(level, severity, reader), level.key);
        }
        break;
      case "trustedRegistries":
        add(
          { project: { trustedRegistries: words(value, key, "List registries here.", report) } },
          name,
        );
        break;
      case "label-schema":
        add({ project: { labelSchema: readLabelSchema(entry, report) } }, "labels");
        break;
      case "strict-labels":
        add({ project: { strictLabels: value.text === "true" } }, "labels");
        break;
      case "disable-ignore-pragma":
        if (value.text === "true") add({ suppressions: "never" }, name);
        break;
      case "failure-threshold": {
        const failOn = thresholds[value.text];
        if (failOn === undefined)
          report(value, `${value.text} is none of ${Object.keys(thresholds).join(", ")}.`);
        else add({ failOn }, "failOn");
        break;
      }
      case "no-fail":
        if (value.text === "true") add({ failOn: "off" }, "failOn");
        break;
      default:
        report(key, `${name} is no setting of hadolint.`);
    }
  }
  return config;
}

function rulesIn(
  { key, value }: YamlEntry,
  severity: Severity,
  { rulesNamed, report }: ConfigReader,
): Readonly<Record<string, RuleSetting>> {
  if (value.kind !== "list") report(key, "List codes here, such as DL3008.");
  const found = value.items.flatMap((item) => rulesNamed(item.text, item));
  return Object.fromEntries(found.map((rule) => [rule.name, { severity }]));
}
