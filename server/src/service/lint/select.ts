// Which rules run, how loud, and with which options: a profile, and over it what was configured.
import {
  aliasCodes,
  tools,
  type OptionSchemas,
  type OptionValues,
  type Profile,
  type Rule,
  type RuleNames,
  type RuleSetting,
  type Severity,
} from "./rule.ts";

/** A rule that runs. */
export interface ActiveRule {
  readonly rule: Rule;
  /** Its place among all rules. */
  readonly index: number;
  /** Whether only the stages are visited whose files go into the image. */
  readonly shippedOnly: boolean;
  readonly aliases: readonly string[];
  readonly severity: Exclude<Severity, "off">;
  readonly options: OptionValues;
}

export interface Selection {
  readonly active: readonly ActiveRule[];
  /** `last`: of what goes by ShellCheck's codes only the last of an instruction is reported, as hadolint does it. */
  readonly shellProblems: "all" | "last";
  /** Whether the triggers of ONBUILD are looked at, which BuildKit does not. */
  readonly triggers: "visited" | "skipped";
  /** Codes of the rules that are switched off by hand. */
  readonly off: ReadonlySet<string>;
  readonly ruleNames: RuleNames;
}

/** What a rule is set to before anything is configured. */
export function settingIn(rule: Rule, profile: Profile): Required<RuleSetting> {
  const own = rule.profiles?.[profile];
  const isTool = profile === "hadolint" || profile === "buildkit";
  const stages = isTool && "stages" in rule.options ? { stages: "all" } : {};
  return {
    severity: own?.severity ?? severityIn(rule, profile),
    options: { ...defaults(rule.options), ...stages, ...own?.options },
  };
}

function severityIn(rule: Rule, profile: Profile): Severity {
  if (profile === "recommended") return rule.severity;
  const strict = rule.strict ?? rule.severity;
  if (profile === "strict") return strict;
  const { hadolint, buildkit, shellcheck } = rule.aliases;
  const code = profile === "buildkit" ? buildkit : (hadolint ?? shellcheck);
  if (code === undefined) return "off";
  return strict === "off" ? "info" : strict;
}

function defaults(schemas: OptionSchemas): OptionValues {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, schema.default]),
  );
}

/**
 * @param configured by rule name, over the profile
 */
export function selectRules(
  rules: readonly Rule[],
  profile: Profile,
  configured: Readonly<Record<string, RuleSetting>>,
): Selection {
  const active = rules.flatMap((rule, index): ActiveRule | readonly [] => {
    const basis = settingIn(rule, profile);
    const own = configured[rule.name];
    const severity = own?.severity ?? basis.severity;
    if (severity === "off") return [];
    const options = { ...basis.options, ...own?.options };
    return withOptions({ rule, index, aliases: aliasCodes(rule), severity }, options);
  });
  const off = rules.filter(({ name }) => configured[name]?.severity === "off").flatMap(aliasCodes);
  return {
    active,
    shellProblems: profile === "hadolint" ? "last" : "all",
    triggers: profile === "buildkit" ? "skipped" : "visited",
    off: new Set(off),
    ruleNames: namesOf(rules),
  };
}

/** The rule with other options. */
export function withOptions(
  active: Omit<ActiveRule, "options" | "shippedOnly">,
  options: OptionValues,
): ActiveRule {
  return { ...active, options, shippedOnly: options["stages"] === "shipped" };
}

function namesOf(rules: readonly Rule[]): RuleNames {
  const codes = new Map(
    tools.map((tool) => [tool, [...new Set(rules.flatMap(({ aliases }) => aliases[tool] ?? []))]]),
  );
  return { own: rules.map(({ name }) => name), codes: (tool) => codes.get(tool) ?? [] };
}
