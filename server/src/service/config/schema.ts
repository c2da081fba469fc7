// The JSON schema of a configuration, from the rules; the editor's settings share parts of it.
import {
  labelTypes,
  profiles,
  severities,
  type OptionSchema,
  type Profile,
  type Rule,
} from "../lint/rule.ts";
import type { configKeys } from "./config.ts";

const profileDescriptions: Readonly<Record<Profile, string>> = {
  recommended: "Real defects, and advice with a gain; quiet about taste.",
  strict: "Nearly every rule; left out are those that contradict others.",
  hadolint: "The rules of hadolint and its ShellCheck, as hadolint reads them.",
  buildkit: "The rules of docker build --check, as BuildKit reads them.",
};

export const profileSchema = {
  enum: [...profiles],
  enumDescriptions: profiles.map((profile) => profileDescriptions[profile]),
};

const severitySchema = { enum: [...severities] };

/** By rule name: a severity, or an object with options. */
export function ruleSchemas(rules: readonly Rule[]): Readonly<Record<string, object>> {
  return Object.fromEntries(rules.map((rule) => [rule.name, ruleSchema(rule)]));
}

function ruleSchema({ severity, summary, options }: Rule): object {
  const properties = Object.entries(options).map(([name, option]) => [name, optionSchema(option)]);
  return {
    markdownDescription: summary,
    default: severity,
    anyOf: [
      severitySchema,
      {
        type: "object",
        additionalProperties: false,
        properties: { severity: severitySchema, ...Object.fromEntries(properties) },
      },
    ],
  };
}

function optionSchema(option: OptionSchema): object {
  const texts = { description: option.summary, default: option.default };
  if (option.type === "choice") return { ...texts, enum: option.choices };
  if (option.type === "words") return { ...texts, ...wordList };
  return { ...texts, type: option.type };
}

const wordList = { type: "array", items: { type: "string" } };

/** The schema of drydock.yaml and drydock.json. */
export function configSchema(rules: readonly Rule[]): object {
  const properties: Readonly<Record<(typeof configKeys)[number], object>> = {
    profile: { ...profileSchema, description: "Which rules run.", default: "recommended" },
    rules: {
      type: "object",
      description: "By a rule's name, or another tool's code: its severity, or its options.",
      properties: ruleSchemas(rules),
      patternProperties: { "^[A-Z]": { anyOf: [severitySchema, { type: "object" }] } },
      additionalProperties: false,
    },
    ignore: {
      ...wordList,
      description:
        "Dockerfiles that are not linted: patterns as in an ignore file, relative to this file.",
    },
    contexts: {
      type: "object",
      description:
        "A pattern of Dockerfiles, and the folder of their build context; both relative to this file.",
      additionalProperties: { type: "string" },
    },
    trustedRegistries: {
      ...wordList,
      description:
        "The registries that images may come from; *.example.com means all below a name.",
    },
    labels: {
      type: "object",
      description: "The labels that images have.",
      properties: {
        schema: {
          type: "object",
          description: "A label's key, and what its value is.",
          additionalProperties: { enum: [...labelTypes] },
        },
        strict: { type: "boolean", description: "Whether other labels are wrong.", default: false },
      },
      additionalProperties: false,
    },
    failOn: {
      ...severitySchema,
      description: "The severity from which on drydock lint fails.",
      default: "warning",
    },
  };
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Configuration of Drydock",
    type: "object",
    properties,
    additionalProperties: false,
  };
}
