// Writes every file that lists rules, from the rules themselves:
//   node scripts/generate.ts            writes what has changed
//   node scripts/generate.ts --check    writes nothing, and fails where something is not current
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { engineSettings } from "../engine/src/settings.ts";
import { configSchema } from "../server/src/service/config/schema.ts";
import { settingsSchema } from "../server/src/settings.ts";
import { embeddedLanguages, grammarFiles } from "./generate/grammar.ts";
import { loadRule, ruleFileNames } from "./generate/loadRules.ts";
import { aliasPage, registry, rulePage, ruleTable } from "./generate/rules.ts";

const root = path.dirname(import.meta.dirname);
const pagesFolder = path.join(root, "docs/rules");
const check = process.argv.includes("--check");

const names = ruleFileNames();
const rules = await Promise.all(names.map(loadRule));
const files = new Map<string, string>([
  ["server/src/service/rules/index.ts", registry(names)],
  ...(await Promise.all(
    rules.map(async (rule) => [`docs/rules/${rule.name}.md`, await rulePage(rule)] as const),
  )),
  ["docs/aliases.md", aliasPage(rules)],
  ...grammarFiles().map((file) => [file.path, file.text] as const),
  ["README.md", between("README.md", "rules", ruleTable(rules, "docs/rules/"))],
  ["package.json", manifest()],
  ["schemas/drydock.schema.json", `${JSON.stringify(configSchema(rules), undefined, 2)}\n`],
]);
const stale = [...files].filter(([name, text]) => read(name) !== text).map(([name]) => name);
const leftOver = pageNames().filter((name) => !files.has(name));

if (check) {
  for (const name of [...stale, ...leftOver])
    console.log(`${name} is not current: npm run generate`);
  process.exitCode = stale.length + leftOver.length > 0 ? 1 : 0;
} else {
  for (const name of stale) write(name, files.get(name) ?? "");
  for (const name of leftOver) rmSync(path.join(root, name));
}

function read(name: string): string {
  const file = path.join(root, name);
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

function write(name: string, text: string): void {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(`wrote ${name}`);
}

function pageNames(): readonly string[] {
  return existsSync(pagesFolder)
    ? readdirSync(pagesFolder).map((name) => `docs/rules/${name}`)
    : [];
}

/** The file with the text between its two markers replaced. */
function between(name: string, marker: string, text: string): string {
  const [begin, end] = [`<!-- ${marker}: generated -->`, `<!-- /${marker} -->`];
  const whole = read(name);
  const from = whole.indexOf(begin);
  const to = whole.indexOf(end);
  if (from === -1 || to === -1) throw new Error(`${name} lacks the markers ${begin} and ${end}`);
  return `${whole.slice(0, from + begin.length)}\n\n${text}\n\n${whole.slice(to)}`;
}

/** package.json with the settings and the grammar's languages; all else stays as it is. */
function manifest(): string {
  const content = JSON.parse(read("package.json")) as {
    contributes: {
      configuration: { properties: Record<string, object> };
      grammars: { scopeName: string; embeddedLanguages?: object }[];
    };
  };
  const { configuration, grammars } = content.contributes;
  for (const grammar of grammars) {
    if (grammar.scopeName === "source.dockerfile") grammar.embeddedLanguages = embeddedLanguages;
  }
  const engine = Object.entries(engineSettings).map(([key, schema]) => [`drydock.${key}`, schema]);
  configuration.properties = { ...settingsSchema(rules), ...Object.fromEntries(engine) };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}
