// What fix-all makes of many Dockerfiles: npm run fixes [-- --unsafe] [FOLDER]
// Prints how many were changed, and every one that no longer parses, has a new error, or changes on a second run.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { lint, type Problem } from "../server/src/service/lint/lint.ts";
import type { Fix } from "../server/src/service/lint/rule.ts";
import { selectRules } from "../server/src/service/lint/select.ts";
import { fixText } from "../server/src/service/lint/verify.ts";
import { rules } from "../server/src/service/rules/index.ts";
import { createModel } from "../server/src/service/syntax/model.ts";
import { parseDockerfile } from "../server/src/service/syntax/parse.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { unsafe: { type: "boolean" }, profile: { type: "string", default: "recommended" } },
});
const root = path.dirname(import.meta.dirname);
const [folder = path.join(root, "../shared/corpus/dockerfiles")] = positionals;
const selection = selectRules(rules, values.profile === "strict" ? "strict" : "recommended", {});

const find = async (text: string): Promise<readonly Problem[]> =>
  lint(createModel(parseDockerfile(text)), selection);
const choose = ({ fixes }: Problem): Fix | undefined =>
  fixes.find(({ safety, otherFile }) => !otherFile && (values.unsafe || safety === "safe"));

const tally = { files: 0, changed: 0, fixes: 0, unparsable: 0, "new errors": 0, unstable: 0 };
for (const [name, text] of dockerfiles()) {
  const { text: fixed, count } = await fixText(text, find, choose);
  tally.files += 1;
  if (fixed === text) continue;
  tally.changed += 1;
  tally.fixes += count;
  if (parseErrors(fixed) > parseErrors(text)) report("unparsable", name);
  if ((await errors(fixed)) > (await errors(text))) report("new errors", name);
  if ((await fixText(fixed, find, choose)).text !== fixed) report("unstable", name);
}
console.log(JSON.stringify(tally));
process.exitCode = tally.unparsable + tally["new errors"] + tally.unstable === 0 ? 0 : 1;

function dockerfiles(): readonly (readonly [string, string])[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /(^|[./\\])Dockerfile$/.test(name))
    .map((name) => [name, readFileSync(path.join(folder, name), "utf8")]);
}

function report(what: "unparsable" | "new errors" | "unstable", name: string): void {
  tally[what] += 1;
  console.log(`${what}: ${name}`);
}

function parseErrors(text: string): number {
  return parseDockerfile(text).problems.length;
}

async function errors(text: string): Promise<number> {
  return (await find(text)).filter(({ severity }) => severity === "error").length;
}
