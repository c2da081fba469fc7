import { severityOf, profileOf } from "./service/config/config.ts";
import { profileSchema, ruleSchemas } from "./service/config/schema.ts";
import type { OptionValue, Profile, Rule, RuleSetting } from "./service/lint/rule.ts";

/** The section `drydock` of the editor's settings, as far as the server reads it. */
export interface Settings {
  readonly lint: { readonly enable: boolean };
  /** undefined: what the configuration says. */
  readonly profile: Profile | undefined;
  /** By rule name. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** The program to ask; undefined where ShellCheck is not wanted. */
  readonly shellcheck: string | undefined;
}

export const defaultSettings: Settings = {
  lint: { enable: true },
  profile: undefined,
  rules: {},
  shellcheck: undefined,
};

/** Reads whatever an editor sends; what is missing or wrong keeps its default. */
export function readSettings(value: unknown): Settings {
  const section = recordOf(value);
  const rules = Object.entries(recordOf(section["rules"]));
  return {
    lint: { enable: recordOf(section["lint"])["enable"] !== false },
    profile: profileOf(String(section["profile"])),
    rules: Object.fromEntries(rules.map(([name, setting]) => [name, readRuleSetting(setting)])),
    shellcheck: section["shellcheck"] === true ? programOf(section["shellcheckPath"]) : undefined,
  };
}

function programOf(path: unknown): string {
  return typeof path === "string" && path !== "" ? path : "shellcheck";
}

/** A severity, or an object with options and perhaps a severity. */
function readRuleSetting(value: unknown): RuleSetting {
  const { severity: named, ...options } = isRecord(value) ? value : { severity: value };
  const severity = severityOf(String(named));
  return {
    ...(severity === undefined ? {} : { severity }),
    options: Object.fromEntries(Object.entries(options).filter(isOption)),
  };
}

function isOption(entry: readonly [string, unknown]): entry is [string, OptionValue] {
  const [, value] = entry;
  if (Array.isArray(value)) return value.every((each) => typeof each === "string");
  return ["boolean", "number", "string"].includes(typeof value);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The settings as the manifest declares them: JSON schema by key. */
export function settingsSchema(rules: readonly Rule[]): Readonly<Record<string, object>> {
  return {
    "drydock.lint.enable": {
      type: "boolean",
      default: true,
      scope: "resource",
      markdownDescription: "Show warnings in Dockerfiles as you type.",
    },
    "drydock.profile": {
      ...profileSchema,
      type: ["string", "null"],
      enum: [null, ...profileSchema.enum],
      enumDescriptions: [
        "What the configuration file says, else recommended.",
        ...profileSchema.enumDescriptions,
      ],
      default: null,
      scope: "resource",
      markdownDescription: "Which rules run, over what the configuration file says.",
    },
    "drydock.rules": {
      type: "object",
      default: {},
      scope: "resource",
      additionalProperties: false,
      properties: ruleSchemas(rules),
      markdownDescription:
        "How loud each rule is: `error`, `warning`, `info`, `hint`, or `off`; or an object with `severity` and the rule's options. They count more than the configuration file; rules that are not named keep what the profile says.",
    },
    "drydock.hideDuplicates": {
      type: "boolean",
      default: false,
      scope: "resource",
      markdownDescription:
        "Hide a problem where another extension, such as Docker DX, Container Tools or hadolint, reports the same at the same instruction. Quick fixes stay.",
    },
    "drydock.shellcheck": {
      type: "boolean",
      default: false,
      scope: "resource",
      markdownDescription:
        "Ask an installed [ShellCheck](https://www.shellcheck.net) about shell commands too. It runs in trusted workspaces only.",
    },
    "drydock.shellcheckPath": {
      type: "string",
      default: "",
      scope: "machine",
      markdownDescription: "Where ShellCheck is, when it is not on the `PATH`.",
    },
  };
}
