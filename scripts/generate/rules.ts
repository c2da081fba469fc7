// What is generated from the rule files: the registry, a page for each rule, and their table.
import {
  aliasCodes,
  tools,
  type Example,
  type Rule,
  type Tool,
} from "../../server/src/service/lint/rule.ts";
import { readMarkers } from "../../test/markers.ts";
import { problemsOf } from "../../test/ruleExamples.ts";

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

/** The documentation page of a rule, in Markdown, with what the rule really says of its examples. */
export async function rulePage(rule: Rule): Promise<string> {
  const examples: string[] = [];
  for (const example of rule.examples) examples.push(...(await exampleBlock(rule, example)));
  return [
    `# ${rule.name}`,
    ``,
    rule.summary,
    ``,
    `| severity | in profile strict | about | fix | also known as |`,
    `| --- | --- | --- | --- | --- |`,
    `| ${rule.severity} | ${rule.strict ?? rule.severity} | ${rule.category} | ${fixKind(rule)} | ${codesOf(rule)} |`,
    ``,
    `## Why`,
    ``,
    paragraph(rule.why),
    ``,
    ...optionTable(rule),
    `## Examples`,
    ``,
    ...examples,
    `## Sources`,
    ``,
    ...rule.sources.map((source) => `- <${source}>`),
    ``,
  ].join("\n");
}

const toolNames: Readonly<Record<Tool, string>> = {
  hadolint: "hadolint",
  buildkit: "BuildKit",
  shellcheck: "ShellCheck",
  trivy: "Trivy",
  checkov: "Checkov",
  utils: "dockerfile-utils",
};

function codesOf({ aliases }: Rule): string {
  const names = tools.flatMap((tool) => {
    const codes = [aliases[tool] ?? []].flat();
    return codes.length === 0 ? [] : [`${toolNames[tool]}: ${codes.join(", ")}`];
  });
  return names.join("; ") || "-";
}

function optionTable({ options }: Rule): readonly string[] {
  const rows = Object.entries(options).map(([name, { summary, type, ...option }]) => {
    const values = "choices" in option ? option.choices.join(", ") : type;
    return `| ${name} | ${values} | ${JSON.stringify(option.default)} | ${summary} |`;
  });
  if (rows.length === 0) return [];
  const head = [`| option | values | default | what it does |`, `| --- | --- | --- | --- |`];
  return [`## Options`, ``, ...head, ...rows, ``];
}

function paragraph(text: string): string {
  return text.trim().split(/\s+/).join(" ");
}

/** Whether there is a fix, as the examples show it. */
function fixKind({ examples }: Rule): string {
  return examples.some((example) => "bad" in example && example.fixed !== undefined) ? "yes" : "no";
}

async function exampleBlock(rule: Rule, example: Example): Promise<readonly string[]> {
  const language = example.language === "ignore" ? "ignore" : "dockerfile";
  const setting = settingOf(example);
  if (!("bad" in example))
    return [`Fine${setting}:`, ``, ...block(language, withArrows(example.good))];
  const { text } = readMarkers(example.bad);
  const output = (await problemsOf(rule, text, example)).map(({ start, severity, message }) => {
    const lines = text.slice(0, start).split("\n");
    return `${lines.length}:${(lines.at(-1) ?? "").length + 1}: ${severity}: ${message}`;
  });
  return [
    `Found${setting} (between the arrows):`,
    ``,
    ...block(language, withArrows(example.bad)),
    ...block("text", output.join("\n")),
    ...(example.fixed === undefined
      ? []
      : [`After the fix:`, ``, ...block(language, withArrows(example.fixed))]),
  ];
}

/** What an example depends on. */
function settingOf({ options, project, buildArgs, files, beside }: Example): string {
  const given = [
    ...(options === undefined ? [] : [`with the options ${inline(options)}`]),
    ...(project === undefined ? [] : [`in a project with ${inline(project)}`]),
    ...(buildArgs === undefined ? [] : [`with the build arguments ${inline(buildArgs)}`]),
    ...(files === undefined ? [] : [`beside the files ${inline(files)}`]),
    ...(beside === undefined ? [] : [`while ${beside.join(", ")} runs`]),
  ];
  return given.length === 0 ? "" : `, ${given.join(", ")}`;
}

function inline(value: object): string {
  return `\`${JSON.stringify(value)}\``;
}

function block(language: string, text: string): readonly string[] {
  const lines = text.replace(/\r?\n$/, "").split(/\r?\n/);
  // a fence is longer than any row of backquotes inside
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(Math.max(3, longest + 1));
  return [`${fence}${language}`, ...lines, fence, ""];
}

/** Tokens that look real are shortened: whoever scans the pages would take them for real. */
function withArrows(marked: string): string {
  const shown = marked.replaceAll("[|", "»").replaceAll("|]", "«");
  return shown.replaceAll(/(gh[pousr]_\w{4})\w{20,}/g, "$1…");
}

/** Which rule stands for each code of the other tools. */
export function aliasPage(rules: readonly Rule[]): string {
  const sections = tools.flatMap((tool) => {
    const codes = new Map<string, string[]>();
    for (const { name, aliases } of rules)
      for (const code of [aliases[tool] ?? []].flat())
        codes.set(code, [...(codes.get(code) ?? []), name]);
    const rows = [...codes]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, names]) => {
        const links = names.map((name) => `[${name}](rules/${name}.md)`);
        return `| ${code} | ${links.join(", ")} |`;
      });
    return [`## ${toolNames[tool]}`, ``, `| code | rule |`, `| --- | --- |`, ...rows, ``];
  });
  const intro = "Comments and settings may name a rule by its own name or by any of these codes.";
  return [`# Codes of other tools`, ``, intro, ``, ...sections].join("\n");
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
