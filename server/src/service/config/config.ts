// What a configuration says, in whatever format it is written.
import {
  profiles,
  severities,
  type Profile,
  type Project,
  type Rule,
  type RuleSetting,
  type Severity,
} from "../lint/rule.ts";
import type { Span } from "../syntax/tree.ts";

/** undefined, or empty: nothing is said. */
export interface Config {
  readonly profile?: Profile;
  /** By rule name. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** Dockerfiles that are not linted: lines as in an ignore file, relative to the configuration's folder. */
  readonly ignore: readonly string[];
  /** Pattern of Dockerfiles -> their build context; both relative to the configuration's folder. */
  readonly contexts: Readonly<Record<string, string>>;
  readonly project: Partial<Project>;
  /** `never`: comments that switch rules off do not count. */
  readonly suppressions?: "never";
  /** The severity from which on the command line fails. */
  readonly failOn?: Severity;
  /** Where each of them is said: by its key, `rules.NAME` for a rule. */
  readonly places: ReadonlyMap<string, Span>;
}

export interface ConfigFile {
  readonly path: string;
  readonly text: string;
}

/** Names of configuration files in a folder, the first of which counts. */
export const configNames = [
  "drydock.yaml",
  "drydock.yml",
  "drydock.json",
  "drydock.jsonc",
  ".hadolint.yaml",
  ".hadolint.yml",
] as const;

/** The keys of a configuration, in the order in which they are documented. */
export const configKeys = [
  "profile",
  "rules",
  "ignore",
  "contexts",
  "trustedRegistries",
  "labels",
  "failOn",
] as const;

export const emptyConfig: Config = {
  rules: {},
  ignore: [],
  contexts: {},
  project: {},
  places: new Map(),
};

/** Takes what a format reads: keys with their values, and where they stand. */
export interface ConfigReader {
  readonly rules: readonly Rule[];
  /** The rules that a name or a code of another tool means; none: a mistake, which is reported. */
  readonly rulesNamed: (name: string, where: Span) => readonly Rule[];
  readonly report: (where: Span, message: string) => void;
}

/** YAML 1.1 readers take `off` for false, and so do people who write it. */
export function severityOf(text: string): Severity | undefined {
  return severities.find((each) => each === (text === "false" ? "off" : text));
}

export function profileOf(text: string): Profile | undefined {
  return profiles.find((each) => each === text);
}
