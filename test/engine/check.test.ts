// `docker build --check` is the oracle of the profile buildkit: it finds the same checks at the same instructions, in every
// example of the rules that stand for one.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";
import { run } from "../../scripts/setup/run.ts";
import { instructionAt, lint } from "../../server/src/service/lint/lint.ts";
import type { Example, Rule } from "../../server/src/service/lint/rule.ts";
import { selectRules } from "../../server/src/service/lint/select.ts";
import { loadBuildContext } from "../../server/src/service/loadBuildContext.ts";
import { rules } from "../../server/src/service/rules/index.ts";
import { checkComments } from "../../server/src/service/syntax/checkComments.ts";
import { parseImageReference } from "../../server/src/service/syntax/imageReference.ts";
import { imageUses } from "../../server/src/service/syntax/imageUses.ts";
import { createModel, type Model } from "../../server/src/service/syntax/model.ts";
import { parseDockerfile } from "../../server/src/service/syntax/parse.ts";
import { runsWindows } from "../../server/src/service/syntax/windows.ts";
import { readMarkers } from "../markers.ts";
import { memoryHost } from "../memoryHost.ts";

/** One of the images of scripts/setup/baseImages.ts. It stands for every base image, none of which is here. */
const localImage = "busybox:1";
/** The image that stands for all has one platform, so nothing can be said about those of others. */
const checks = rules.filter(
  ({ name, aliases }) => aliases.buildkit !== undefined && name !== "base-platform-match",
);
const buildkit = selectRules(rules, "buildkit", {});

describe("docker build --check", { concurrency: 2 }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), "drydock-check-"));
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const rule of checks) {
    it(`agrees with us about the examples of ${rule.name}`, async () => {
      const compared: boolean[] = [];
      for (const [index, example] of rule.examples.entries())
        compared.push(await compare(rule, example, path.join(folder, `${rule.name}-${index}`)));
      assert.ok(compared.includes(true), "some examples can be checked");
    });
  }
});

/** Experimental in the frontend of Docker 28, and no more in younger ones. */
const asked: ReadonlyMap<string, string> = new Map([
  ["ignored-copy-source", "# check=experimental=CopyIgnoredFile\n"],
]);

/** Whether the engine can check the example. */
async function compare(rule: Rule, example: Example, folder: string): Promise<boolean> {
  const { text: plain } = readMarkers("bad" in example ? example.bad : example.good);
  const text = `${asked.get(rule.name) ?? ""}${plain}`;
  // a file that cannot be read is not checked, and a frontend that is named would be downloaded
  const dockerfile = parseDockerfile(text);
  if (dockerfile.problems.length > 0) return false;
  if (dockerfile.directives.some(({ name }) => name === "syntax")) return false;
  // what younger frontends read otherwise than the one in this engine
  if (checkComments(dockerfile).some(({ scope }) => scope !== "file")) return false;
  if (/_(?:FILE|VERSION)\b/.test(text)) return false;
  if (/^!/m.test(example.files?.[".dockerignore"] ?? "")) return false;
  const model = createModel(dockerfile, example.buildArgs);
  // the image that stands for all runs Linux
  if (model.stages.some((stage) => runsWindows(model, stage))) return false;
  const theirs = await engineFindings(example, text, model, folder);
  if (theirs === undefined) return false;
  assert.deepEqual(await ownFindings(example, model), theirs, text);
  return true;
}

async function ownFindings(
  { files = {}, project }: Example,
  model: Model,
): Promise<readonly string[]> {
  const buildContext = await loadBuildContext(memoryHost(files), [""], model);
  const problems = lint(model, buildkit, { buildContext, project });
  const found = problems.flatMap((problem) => {
    const line = instructionAt(model, problem.start)?.startLine ?? 0;
    const rule = checks.find(({ name }) => name === problem.rule);
    return [rule?.aliases.buildkit ?? []].flat().map((check) => `${line + 1} ${check}`);
  });
  return [...new Set(found)].toSorted();
}

interface Warning {
  readonly ruleName: string;
  readonly location?: {
    readonly ranges?: readonly { readonly start: { readonly line: number } }[];
  };
}

interface Checked {
  /** null where there is nothing to warn of. */
  readonly warnings: readonly Warning[] | null;
  readonly buildError?: object;
}

/** undefined where the build cannot be planned: what is checked then stops at that place. */
async function engineFindings(
  { files = {}, buildArgs = {} }: Example,
  text: string,
  model: Model,
  folder: string,
): Promise<readonly string[] | undefined> {
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  writeFileSync(path.join(folder, "a Dockerfile"), text);
  const images = new Set(
    imageUses(model).flatMap(({ text: image = "" }) => (parseImageReference(image) ? [image] : [])),
  );
  const args = [
    ...[...images].flatMap((image) => ["--build-context", `${image}=docker-image://${localImage}`]),
    ...Object.entries(buildArgs).flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]),
  ];
  const { output } = await run("docker", [
    "buildx",
    "build",
    "--progress=quiet",
    "--call=lint,format=json",
    ...args,
    "--file",
    path.join(folder, "a Dockerfile"),
    folder,
  ]);
  const from = output.indexOf("{\n");
  const until = output.lastIndexOf("\n}");
  assert.ok(from >= 0 && until > from, output);
  const { warnings, buildError } = JSON.parse(output.slice(from, until + 2)) as Checked;
  if (buildError !== undefined) return undefined;
  const lines = (warnings ?? []).map(({ ruleName, location }) => {
    return `${instructionLine(model, location?.ranges?.[0]?.start.line ?? 1)} ${ruleName}`;
  });
  return [...new Set(lines)].toSorted();
}

/** Some checks name the last line of an instruction. */
function instructionLine({ dockerfile }: Model, line: number): number {
  const node = dockerfile.instructions.find(
    ({ startLine, endLine }) => startLine < line && line <= endLine + 1,
  );
  return node === undefined ? line : node.startLine + 1;
}
