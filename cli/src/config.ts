// What holds for a Dockerfile, as a configuration that says it all, and where each value comes from.
import { stringify } from "yaml";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Config } from "../../server/src/service/config/config.ts";
import type { Configuration } from "../../server/src/service/index.ts";
import type { Profile, Rule } from "../../server/src/service/lint/rule.ts";
import { settingIn } from "../../server/src/service/lint/select.ts";
import { rules } from "../../server/src/service/rules/index.ts";
import { createLinter, inputOptions } from "./inputs.ts";
import { parseArguments, UsageError } from "./usage.ts";

/** `drydock config`: gives the exit code. */
export async function configCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArguments(args, inputOptions);
  const [file, more] = positionals;
  if (file === undefined || more !== undefined) throw new UsageError("Which Dockerfile? Name one.");
  const linter = await createLinter(values);
  const configuration = await linter.configuration(file);
  process.stdout.write(describe(configuration, linter.profile, values.context));
  return linter.hasConfigMistakes ? 2 : 0;
}

function describe(
  { file, config }: Configuration,
  chosen: Profile | undefined,
  context: string | undefined,
): string {
  const profile = chosen ?? config.profile ?? "recommended";
  const document = TextDocument.create("", "yaml", 0, file?.text ?? "");
  const origin = (key: string, otherwise = "default"): string => {
    const place = config.places.get(key);
    return place === undefined
      ? otherwise
      : `${file?.path ?? ""}:${document.positionAt(place.start).line + 1}`;
  };
  const { trustedRegistries = [], labelSchema = {}, strictLabels = false } = config.project;
  const lines = [
    `# ${file === undefined ? "There is no configuration file." : file.path}`,
    entry("profile", profile, chosen === undefined ? origin("profile") : "command line"),
    entry("ignore", config.ignore, origin("ignore")),
    entry("contexts", config.contexts, origin("contexts")),
    ...(context === undefined ? [] : [`# build context: ${context} (command line)`]),
    entry("trustedRegistries", trustedRegistries, origin("trustedRegistries")),
    entry("labels", { schema: labelSchema, strict: strictLabels }, origin("labels")),
    entry("failOn", config.failOn ?? "warning", origin("failOn")),
    ...(config.suppressions === "never" ? ["# comments that switch rules off do not count"] : []),
    "rules:",
    ...rules.map((rule) => `  ${ruleEntry(rule, profile, config, origin)}`),
  ];
  return `${lines.join("\n")}\n`;
}

function ruleEntry(
  rule: Rule,
  profile: Profile,
  config: Config,
  origin: (key: string, otherwise: string) => string,
): string {
  const basis = settingIn(rule, profile);
  const own = config.rules[rule.name];
  const severity = own?.severity ?? basis.severity;
  const options = { ...basis.options, ...own?.options };
  const value = Object.keys(options).length === 0 ? severity : { severity, ...options };
  return entry(rule.name, value, origin(`rules.${rule.name}`, `profile ${profile}`));
}

/** One line of YAML in the flow style, with the origin as its comment. */
function entry(name: string, value: unknown, origin: string): string {
  const text = stringify(value, { collectionStyle: "flow", lineWidth: 0 }).trim();
  return `${name}: ${text} # ${origin}`;
}
