// `docker build --check` is the oracle of the profile buildkit: it finds the same checks at the same instructions, in every
// example of the rules that stand for one.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";
import { run } from "../../scripts/setup/run.ts";
import { instructionAt, lint } from "../../server/src/service/lint/lint.ts";
import type { Example } from "../../server/src/service/lint/rule.ts";
import { selectRules } from "../../server/src/service/lint/select.ts";
import { loadBuildContext } from "../../server/src/service/loadBuildContext.ts";
import { rules } from "../../server/src/service/rules/index.ts";
import { imageUses } from "../../server/src/service/syntax/imageUses.ts";
import { createModel, type Model } from "../../server/src/service/syntax/model.ts";
import { parseDockerfile } from "../../server/src/service/syntax/parse.ts";
import { readMarkers } from "../markers.ts";
import { memoryHost } from "../memoryHost.ts";

/** One of the images of scripts/setup/baseImages.ts. It stands for every base image, none of which is here. */
const localImage = "busybox:1";
const checks = rules.filter(({ aliases }) => aliases.buildkit !== undefined);
const buildkit = selectRules(rules, "buildkit", {});

describe("docker build --check", { concurrency: 2 }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), "drydock-check-"));
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const rule of checks) {
    it(`agrees with us about the examples of ${rule.name}`, async () => {
      const compared: boolean[] = [];
      for (const [index, example] of rule.examples.entries())
        compared.push(await compare(example, path.join(folder, `${rule.name}-${index}`)));
      assert.ok(compared.includes(true), "some examples can be checked");
    });
  }
});

/** Whether the engine can check the example. */
async function compare(example: Example, folder: string): Promise<boolean> {
  const { text } = readMarkers("bad" in example ? example.bad : example.good);
  // a file that cannot be read is not checked, and a frontend that is named would be downloaded
  const dockerfile = parseDockerfile(text);
  if (dockerfile.problems.length > 0) return false;
  if (dockerfile.directives.some(({ name }) => name === "syntax")) return false;
  const model = createModel(dockerfile, example.buildArgs);
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

interface Checked {
  readonly warnings?: readonly {
    readonly ruleName: string;
    readonly location?: {
      readonly ranges?: readonly { readonly start: { readonly line: number } }[];
    };
  }[];
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
  const images = new Set(imageUses(model).flatMap(({ text: image }) => image ?? []));
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
  const { warnings = [], buildError } = JSON.parse(output.slice(from, until + 2)) as Checked;
  if (buildError !== undefined) return undefined;
  const lines = warnings.map(({ ruleName, location }) => {
    const line = location?.ranges?.[0]?.start.line ?? 1;
    return `${line} ${ruleName}`;
  });
  return [...new Set(lines)].toSorted();
}
