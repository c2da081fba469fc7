// drydock.yaml (or .yml, .json, .jsonc):
//   profile: strict
//   rules:
//     merge-runs: off
//     workdir-over-cd: { severity: info, anywhere: true }
import {
  labelTypes,
  profiles,
  severities,
  type LabelType,
  type OptionSchema,
  type OptionValue,
  type Rule,
  type RuleSetting,
  type Severity,
} from "../lint/rule.ts";
import { nearestName } from "../syntax/editDistance.ts";
import type { Span } from "../syntax/tree.ts";
import {
  configKeys,
  emptyConfig,
  profileOf,
  severityOf,
  type Config,
  type ConfigReader,
} from "./config.ts";
import type { YamlEntry, YamlValue } from "./yamlTree.ts";

type Key = (typeof configKeys)[number];

type Part = Partial<Omit<Config, "places">>;

export function readDrydockConfig(root: YamlValue, reader: ConfigReader): Config {
  const places = new Map<string, Span>();
  let config: Config = { ...emptyConfig, places };
  if (root.kind !== "map") {
    if (root.kind !== "nothing")
      reader.report(root, `Write a map with the keys ${configKeys.join(", ")}.`);
    return config;
  }
  for (const entry of root.entries) {
    const key = configKeys.find((each) => each === entry.name);
    if (key === undefined) {
      const advice = nearestName(entry.name, configKeys);
      reader.report(
        entry.key,
        `${entry.name} is no setting; ${advice === undefined ? `there are: ${configKeys.join(", ")}.` : `did you mean ${advice}?`}`,
      );
    } else if (entry.value.kind !== "nothing") {
      const part = readers[key](entry, reader, places);
      places.set(key, entry.key);
      config = { ...config, ...part, project: { ...config.project, ...part.project } };
    }
  }
  return config;
}

const readers: Readonly<
  Record<Key, (entry: YamlEntry, reader: ConfigReader, places: Map<string, Span>) => Part>
> = {
  profile({ value }, { report }) {
    const profile = profileOf(value.text);
    if (profile !== undefined) return { profile };
    report(value, `${shown(value)} is no profile; there are: ${profiles.join(", ")}.`);
    return {};
  },
  rules({ key, value }, reader, places) {
    if (value.kind !== "map") {
      reader.report(key, "rules is a map: a rule's name, and its severity or its options.");
      return {};
    }
    return { rules: readRules(value.entries, reader, places) };
  },
  ignore: ({ key, value }, { report }) => ({
    ignore: words(value, key, "ignore is a list of patterns, as in an ignore file.", report),
  }),
  contexts({ key, value }, { report }) {
    if (value.kind !== "map")
      report(
        key,
        "contexts is a map: a pattern of Dockerfiles, and the folder of their build context.",
      );
    const entries = value.entries.flatMap(({ name, value: folder, key: where }) => {
      if (folder.kind === "text") return [[name, folder.text] as const];
      report(where, `Behind ${name} comes the folder of the build context.`);
      return [];
    });
    return { contexts: Object.fromEntries(entries) };
  },
  trustedRegistries({ key, value }, { report }) {
    const message = "trustedRegistries is a list of registries such as docker.io or *.example.com.";
    return { project: { trustedRegistries: words(value, key, message, report) } };
  },
  labels: ({ key, value }, reader) => ({ project: readLabels(key, value, reader) }),
  failOn({ value }, { report }): Part {
    const failOn = severityOf(value.text);
    if (failOn !== undefined) return { failOn };
    report(value, `${shown(value)} is no severity; there are: ${severities.join(", ")}.`);
    return {};
  },
};

function readRules(
  entries: readonly YamlEntry[],
  reader: ConfigReader,
  places: Map<string, Span>,
): Readonly<Record<string, RuleSetting>> {
  const settings: Record<string, RuleSetting> = {};
  const ownNames = new Set(entries.map(({ name }) => name));
  for (const entry of entries) {
    for (const rule of reader.rulesNamed(entry.name, entry.key)) {
      // a rule's own name says more than a code that several rules share
      if (rule.name !== entry.name && ownNames.has(rule.name)) continue;
      const setting = readSetting(rule, entry, reader);
      if (setting === undefined) continue;
      settings[rule.name] = setting;
      places.set(`rules.${rule.name}`, entry.key);
    }
  }
  return settings;
}

function readSetting(
  rule: Rule,
  { key, value }: YamlEntry,
  { report }: ConfigReader,
): RuleSetting | undefined {
  if (value.kind !== "map") {
    const severity = readSeverity(value.kind === "nothing" ? { ...value, ...key } : value, report);
    return severity === undefined ? undefined : { severity };
  }
  let severity: Severity | undefined;
  const options: Record<string, OptionValue> = {};
  for (const entry of value.entries) {
    const schema = Object.hasOwn(rule.options, entry.name) ? rule.options[entry.name] : undefined;
    if (entry.name === "severity") severity = readSeverity(entry.value, report);
    else if (schema === undefined) {
      const known = ["severity", ...Object.keys(rule.options)].join(", ");
      report(entry.key, `${rule.name} has no option ${entry.name}; there are: ${known}.`);
    } else {
      const option = readOption(schema, entry, report);
      if (option !== undefined) options[entry.name] = option;
    }
  }
  return { ...(severity === undefined ? {} : { severity }), options };
}

function readSeverity(value: YamlValue, report: ConfigReader["report"]): Severity | undefined {
  const severity = severityOf(value.text);
  if (severity === undefined)
    report(value, `${shown(value)} is no severity; there are: ${severities.join(", ")}.`);
  return severity;
}

function readOption(
  schema: OptionSchema,
  { name, value, key }: YamlEntry,
  report: ConfigReader["report"],
): OptionValue | undefined {
  if (schema.type === "words") return words(value, key, `${name} is a list of words.`, report);
  if (schema.type === "boolean" && value.kind === "boolean") return value.text === "true";
  if (schema.type === "number" && value.kind === "number") return Number(value.text);
  if (schema.type === "choice" && schema.choices.includes(value.text)) return value.text;
  const wanted =
    schema.type === "choice" ? `one of ${schema.choices.join(", ")}` : `a ${schema.type}`;
  report(value, `${name} is ${wanted}, not ${shown(value)}.`);
  return undefined;
}

function readLabels(
  key: Span,
  value: YamlValue,
  { report }: ConfigReader,
): Part["project"] & object {
  if (value.kind !== "map") report(key, "labels is a map with the keys schema and strict.");
  let labels: { labelSchema?: Record<string, LabelType>; strictLabels?: boolean } = {};
  for (const entry of value.entries) {
    if (entry.name === "schema")
      labels = { ...labels, labelSchema: readLabelSchema(entry, report) };
    else if (entry.name === "strict" && entry.value.kind === "boolean")
      labels = { ...labels, strictLabels: entry.value.text === "true" };
    else report(entry.key, "labels has the keys schema, a map, and strict, true or false.");
  }
  return labels;
}

/** Label key -> type of its value. */
export function readLabelSchema(
  { key, value }: YamlEntry,
  report: ConfigReader["report"],
): Record<string, LabelType> {
  if (value.kind !== "map")
    report(key, `This is a map: a label's key, and one of ${labelTypes.join(", ")}.`);
  const entries = value.entries.flatMap(({ name, value: type }) => {
    const known = labelTypes.find((each) => each === type.text.toLowerCase());
    if (known !== undefined) return [[name, known] as const];
    report(type, `${shown(type)} is no type of a label; there are: ${labelTypes.join(", ")}.`);
    return [];
  });
  return Object.fromEntries(entries);
}

/** A list of texts; what is none is reported and left out. */
export function words(
  value: YamlValue,
  key: Span,
  message: string,
  report: ConfigReader["report"],
): readonly string[] {
  if (value.kind !== "list") report(key, message);
  return value.items.flatMap((item) => {
    if (item.kind === "text" || item.kind === "number") return [item.text];
    report(item, message);
    return [];
  });
}

function shown({ kind, text }: YamlValue): string {
  return text === "" ? `a ${kind === "nothing" || kind === "text" ? "missing value" : kind}` : text;
}
