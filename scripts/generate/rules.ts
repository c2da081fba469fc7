// What is generated from the rule files: the registry, a page for each rule, and their table.
import type { Example, Rule } from "../../server/src/service/lint/rule.ts";
import { aliasCodes } from "../../server/src/service/lint/rule.ts";

/** The registry: imports in the order of the names. */
export function registry(names: readonly string[]): string {
  const imports = names.map((name) => `import ${identifier(name)} from "./${name}.ts";`);
  return [
    `// Generated from the files of this folder: npm run generate`,
    `import type { Rule } from "../lint/rule.ts";`,
    ...imports,
    ``,
    `export const rules: readonly Rule[] = [`,
    ...names.map((name) => `  ${identifier(name)},`),
    `];`,
    ``,
  ].join("\n");
}

function identifier(name: string): string {
  return name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** The documentation page of a rule, in Markdown. */
export function rulePage(rule: Rule): string {
  const codes = aliasCodes(rule);
  return [
    `# ${rule.name}`,
    ``,
    rule.summary,
    ``,
    `| severity | about | fix | also known as |`,
    `| --- | --- | --- | --- |`,
    `| ${rule.severity} | ${rule.category} | ${fixKind(rule)} | ${codes.join(", ") || "-"} |`,
    ``,
    `## Why`,
    ``,
    paragraph(rule.why),
    ``,
    `## Examples`,
    ``,
    ...rule.examples.flatMap(exampleBlock),
    `## Sources`,
    ``,
    ...rule.sources.map((source) => `- <${source}>`),
    ``,
  ].join("\n");
}

function paragraph(text: string): string {
  return text.trim().split(/\s+/).join(" ");
}

/** Whether there is a fix, as the examples show it. */
function fixKind({ examples }: Rule): string {
  return examples.some((example) => "bad" in example && example.fixed !== undefined) ? "yes" : "no";
}

function exampleBlock(example: Example): readonly string[] {
  if (!("bad" in example)) return [`Fine:`, ``, ...dockerfile(example.good)];
  const found = [`Found (between the arrows):`, ``, ...dockerfile(withArrows(example.bad))];
  if (example.fixed === undefined) return found;
  return [...found, `After the fix:`, ``, ...dockerfile(example.fixed)];
}

function dockerfile(text: string): readonly string[] {
  return ["```dockerfile", ...text.replace(/\r?\n$/, "").split(/\r?\n/), "```", ""];
}

function withArrows(marked: string): string {
  return marked.replaceAll("[|", "»").replaceAll("|]", "«");
}

/** All rules in one table, with links to their pages. */
export function ruleTable(rules: readonly Rule[], pages: string): string {
  const rows = rules.map((rule) => {
    const codes = aliasCodes(rule).join(", ") || "-";
    return `| [${rule.name}](${pages}${rule.name}.md) | ${rule.severity} | ${fixKind(rule)} | ${rule.summary} | ${codes} |`;
  });
  return [
    `| rule | severity | fix | what it finds | also known as |`,
    `| --- | --- | --- | --- | --- |`,
    ...rows,
  ].join("\n");
}
