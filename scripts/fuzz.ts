// Random texts through everything that reads them: npm run fuzz [-- --runs 200000] [--seed N]
// Fails on exceptions, on places outside the text, and on texts that take longer than `slowest` milliseconds.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { rules } from "../server/src/service/rules/index.ts";
import { readMarkers } from "../test/markers.ts";
import { asDockerfile, dockerfileSnippets } from "../test/snippets.ts";
import { analyse, checkPlaces, useFeatures } from "./fuzz/exercise.ts";
import { below, minimise, mutate, pick, randomFrom } from "./fuzz/mutate.ts";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "20000" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});
const runs = Number(values.runs);
const seed = Number(values.seed);
if (!(runs > 0) || !Number.isInteger(seed)) {
  console.error("Usage: npm run fuzz [-- --runs N] [--seed N], with whole numbers");
  process.exit(2);
}

/** Milliseconds for parse, model and all rules. */
const slowest = 100;
/** Features and fixes take many times as long as the rules; they see one text of so many. */
const featuresEvery = 20;
/** As many failures are minimised and shown; the others are only counted. */
const mostShown = 10;

const samples = collectSamples();
const random = randomFrom(seed);
const failures = new Map<string, number>();
const worst = { time: 0, text: "" };
const began = performance.now();

console.log(`seed ${seed}, ${runs} texts out of ${samples.length} samples`);
for (let run = 0; run < runs; run += 1) {
  const text = mutate(random, pick(random, samples), samples);
  const offsets =
    run % featuresEvery === 0 ? [0, text.length, ...randomOffsets(text.length)] : undefined;
  const failure = await failureOf(text, offsets);
  if (failure !== undefined) await show(failure, text, offsets);
}

const seconds = ((performance.now() - began) / 1000).toFixed(0);
const total = [...failures.values()].reduce((sum, count) => sum + count, 0);
console.log(`${runs} texts in ${seconds} s, ${total} failures, seed ${seed}`);
console.log(`slowest: ${worst.time.toFixed(1)} ms for ${worst.text.length} characters`);
process.exitCode = total > 0 ? 1 : 0;

function randomOffsets(length: number): readonly number[] {
  return Array.from({ length: 4 }, () => below(random, length + 1));
}

/** What went wrong, in one line that is the same for the same fault. */
async function failureOf(
  text: string,
  offsets: readonly number[] | undefined,
): Promise<string | undefined> {
  try {
    const time = timeOf(text);
    if (time > slowest) return "it takes too long";
    checkPlaces(text, analyse(text));
    if (offsets !== undefined) await useFeatures(text, offsets);
    return undefined;
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const [first = "", second = ""] = stack.split("\n").filter((line) => line.trim() !== "");
    return `${first} ${second.trim()}`;
  }
}

/** The best of a few times where the first is long: another process may have had the processor. */
function timeOf(text: string): number {
  let best = Infinity;
  for (let left = 4; left > 0 && best > slowest / 4; left -= 1) {
    const start = performance.now();
    analyse(text);
    best = Math.min(best, performance.now() - start);
  }
  if (best > worst.time) Object.assign(worst, { time: best, text });
  return best;
}

async function show(
  failure: string,
  text: string,
  offsets: readonly number[] | undefined,
): Promise<void> {
  const before = failures.get(failure) ?? 0;
  failures.set(failure, before + 1);
  if (before > 0 || failures.size > mostShown) return;
  const places = (length: number) => offsets?.map((offset) => Math.min(offset, length));
  const small = await minimise(
    text,
    async (shorter) => (await failureOf(shorter, places(shorter.length))) === failure,
  );
  console.log(`\n${failure}\n  ${JSON.stringify(small)}`);
}

/** Our own Dockerfiles: fixtures, snippets, and the examples of all rules. */
function collectSamples(): readonly string[] {
  const folder = path.join(path.dirname(import.meta.dirname), "test/fixtures");
  const fixtures = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => path.basename(name) === "Dockerfile")
    .map((name) => readFileSync(path.join(folder, name), "utf8"));
  const examples = rules
    .flatMap((rule) => rule.examples)
    .map((example) => readMarkers("bad" in example ? example.bad : example.good).text);
  return [...fixtures, ...dockerfileSnippets.map(asDockerfile), ...examples];
}
