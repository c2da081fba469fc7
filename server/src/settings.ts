import { severities, type Rule, type RuleSetting, type Severity } from "./service/lint/rule.ts";

/** The section `drydock` of the editor's settings, as far as the server reads it. */
export interface Settings {
  readonly lint: { readonly enable: boolean };
  /** By rule name. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
}

export const defaultSettings: Settings = { lint: { enable: true }, rules: {} };

/** Reads whatever an editor sends; what is missing or wrong keeps its default. */
export function readSettings(value: unknown): Settings {
  const section = isRecord(value) ? value : {};
  const lint = isRecord(section["lint"]) ? section["lint"] : {};
  const rules = isRecord(section["rules"]) ? section["rules"] : {};
  return {
    lint: { enable: lint["enable"] !== false },
    rules: Object.fromEntries(
      Object.entries(rules).flatMap(([name, severity]) =>
        isSeverity(severity) ? [[name, { severity }] as const] : [],
      ),
    ),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSeverity(value: unknown): value is Severity {
  return severities.some((severity) => severity === value);
}

/** The settings as the manifest declares them: JSON schema by key. */
export function settingsSchema(rules: readonly Rule[]): Readonly<Record<string, object>> {
  const severityOf = ({ severity, summary }: Rule): object => ({
    type: "string",
    enum: severities,
    default: severity,
    markdownDescription: summary,
  });
  return {
    "drydock.lint.enable": {
      type: "boolean",
      default: true,
      scope: "resource",
      markdownDescription: "Show warnings in Dockerfiles as you type.",
    },
    "drydock.rules": {
      type: "object",
      default: {},
      scope: "resource",
      additionalProperties: false,
      properties: Object.fromEntries(rules.map((rule) => [rule.name, severityOf(rule)])),
      markdownDescription:
        "How loud each rule is: `error`, `warning`, `info`, `hint`, or `off`. Rules that are not named keep their own severity.",
    },
  };
}
