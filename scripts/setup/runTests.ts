// Runs the suites in their order, two fast ones at a time, and ends with one line that counts all tests.
//   npm test                          everything; what this machine cannot offer is skipped and says why
//   npm test -- --fast                what needs neither an editor nor an engine
//   npm test -- --only editor,ui      these suites, after a build
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { formatTally, judge, tally, type SuiteReport, type TestResult } from "./results.ts";
import { root } from "./run.ts";
import { LazyEngine, suites, type Suite } from "./suites.ts";
import { Unavailable } from "./unavailable.ts";

const logLines = 200;
const logs = path.join(root, "out", "logs");

// programs that are started again and again, such as the command line, are compiled once
process.env["NODE_COMPILE_CACHE"] ??= path.join(root, "out", "compile-cache");

const engine = new LazyEngine();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  // what else is running ends with this process, see run.ts
  process.once(signal, () => {
    void Promise.race([engine.stop(), pause(10_000)]).finally(() => process.exit(130));
  });
}

const all: TestResult[] = [];
mkdirSync(logs, { recursive: true });
try {
  const chosen = chosenSuites();
  // everything else needs what the build makes, and editor and engine want the machine for themselves
  const inPairs = chosen.filter(({ name, fast }) => fast && name !== "build");
  for (const suite of chosen.filter(({ name }) => name === "build")) await runAlone(suite);
  await runInPairs(inPairs);
  for (const suite of chosen.filter(({ fast }) => !fast)) await runAlone(suite);
} finally {
  await engine.stop();
}
const total = tally(all);
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(`\n${formatTally(total)}`);

function chosenSuites(): readonly Suite[] {
  const { values } = parseArgs({
    options: { fast: { type: "boolean" }, only: { type: "string" } },
  });
  if (values.only === undefined) return suites.filter(({ fast }) => fast || values.fast !== true);
  const names = values.only.split(",");
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    console.error(
      `No suite is called ${unknown.join(", ")}. There are: ${suites.map(({ name }) => name).join(", ")}`,
    );
    process.exit(2);
  }
  return suites.filter(({ name }) => name === "build" || names.includes(name));
}

interface TimedReport extends SuiteReport {
  readonly seconds: number;
}

async function runAlone(suite: Suite): Promise<void> {
  all.push(...showSuite(suite, await timedReportOf(suite)));
}

/** Runs two suites at a time and shows them in their order. */
async function runInPairs(pairs: readonly Suite[]): Promise<void> {
  const reports = new Map<Suite, TimedReport>();
  const waiting = pairs.values();
  let shown = 0;
  const work = async (): Promise<void> => {
    for (const suite of waiting) {
      reports.set(suite, await timedReportOf(suite));
      for (let next = pairs[shown]; next !== undefined; next = pairs[shown]) {
        const report = reports.get(next);
        if (report === undefined) break;
        all.push(...showSuite(next, report));
        shown += 1;
      }
    }
  };
  await Promise.all([work(), work()]);
}

async function timedReportOf(suite: Suite): Promise<TimedReport> {
  const begin = performance.now();
  const report = await reportOf(suite);
  return { ...report, seconds: (performance.now() - begin) / 1000 };
}

/** Prints what a suite has found. */
function showSuite(suite: Suite, report: TimedReport): readonly TestResult[] {
  console.log(`\n== ${suite.name}`);
  const results = judge(report);
  const log = path.join(logs, `${suite.name.replaceAll(" ", "-")}.log`);
  writeFileSync(log, report.output);
  for (const result of results) describe(result);
  if (tally(results).failed > 0) {
    console.log(`   last lines of ${path.relative(root, log)}:`);
    console.log(report.output.trimEnd().split("\n").slice(-logLines).join("\n"));
  }
  console.log(`   ${formatTally(tally(results))} in ${report.seconds.toFixed(1)} s`);
  return results;
}

async function reportOf(suite: Suite): Promise<SuiteReport> {
  try {
    if (!suite.fast && buildFailed()) throw new Unavailable("mend the build");
    return await suite.run(engine);
  } catch (error) {
    const name = `the whole suite ${suite.name}`;
    if (error instanceof Unavailable) {
      return {
        results: [{ name, outcome: "skipped", detail: `to run it, ${error.message}` }],
        output: "",
        code: 0,
      };
    }
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { results: [{ name, outcome: "failed", detail }], output: "", code: 1 };
  }
}

function buildFailed(): boolean {
  return all.some(({ name, outcome }) => name === "build" && outcome === "failed");
}

function describe({ name, outcome, detail = "" }: TestResult): void {
  if (outcome === "passed") return;
  console.log(`   ${outcome}: ${name}${detail && `\n${detail.replace(/^/gm, "      ")}`}`);
}
