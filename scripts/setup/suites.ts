// Every suite that `npm test` runs, in this order. Those that need neither an editor nor an engine are the fast ones.
import path from "node:path";
import { chooseEditor } from "../../test/editor/chooseEditor.ts";
import { ensureChromium } from "./chromium.ts";
import { ensureCodeServer } from "./codeServer.ts";
import { acquireEngine, type Engine } from "./engine.ts";
import { readResults, type SuiteReport, type TestResult } from "./results.ts";
import { resultsFile } from "./resultsFile.ts";
import { root, run } from "./run.ts";
import { ensureShellcheck } from "./shellcheck.ts";
import { Unavailable } from "./unavailable.ts";

export interface Suite {
  readonly name: string;
  readonly fast: boolean;
  /** Runs the suite to its end. Throws `Unavailable` where this machine lacks what it needs. */
  run(engine: LazyEngine): Promise<SuiteReport>;
}

/** The engine of this run: acquired when a suite first asks, and shared by all that do. */
export class LazyEngine {
  #engine: Promise<Engine> | undefined;

  acquire(): Promise<Engine> {
    return (this.#engine ??= acquireEngine());
  }

  /** The environment with the engine, or with the reason why there is none in DRYDOCK_NO_ENGINE. */
  async environment(): Promise<NodeJS.ProcessEnv> {
    try {
      return (await this.acquire()).env;
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      return { ...process.env, DRYDOCK_NO_ENGINE: error.message };
    }
  }

  async stop(): Promise<void> {
    const engine = await this.#engine?.catch(() => undefined);
    await engine?.stop();
  }
}

const suiteTimeout = 900_000;

export const suites: readonly Suite[] = [
  check("build", ["--run", "build"]),
  // in one process: starting one for each file would take longer than the tests
  nodeTests("unit", "--test-isolation=none"),
  check("typecheck", ["--run", "typecheck"]),
  check("lint", ["--run", "lint"]),
  check("format", ["--run", "format", "--", "--check"]),
  check("dead code", ["node_modules/knip/bin/knip.js"]),
  check("generated", ["--run", "generate", "--", "--check"]),
  nodeTests("protocol"),
  nodeTests("cli"),
  { name: "grammar", fast: true, run: runGrammarTests },
  {
    name: "shellcheck",
    fast: false,
    async run() {
      await ensureShellcheck();
      return runNodeTests("shellcheck", process.env);
    },
  },
  {
    name: "editor",
    fast: false,
    run: runEditorTests,
  },
  { name: "ui", fast: false, run: runUiTests },
  {
    name: "engine",
    fast: false,
    run: async (engine) => runNodeTests("engine", (await engine.acquire()).env),
  },
];

/** A program that says yes or no: it counts as one test. */
function check(name: string, args: readonly string[]): Suite {
  return {
    name,
    fast: true,
    run: async () => {
      const { code, output } = await run(process.execPath, args);
      const result: TestResult = { name, outcome: code === 0 ? "passed" : "failed" };
      return { results: [result], output, code };
    },
  };
}

/** The tests of one folder below test/ that are written with node:test. */
function nodeTests(name: string, ...options: readonly string[]): Suite {
  return { name, fast: true, run: () => runNodeTests(name, process.env, options) };
}

async function runNodeTests(
  name: string,
  env: NodeJS.ProcessEnv,
  options: readonly string[] = [],
): Promise<SuiteReport> {
  const file = resultsFile(name);
  const args = [
    "--test",
    "--test-concurrency=2",
    ...options,
    "--test-reporter=spec",
    "--test-reporter-destination=stdout",
    `--test-reporter=${path.join(root, "scripts/setup/nodeTestReporter.ts")}`,
    `--test-reporter-destination=${file}`,
    `test/${name}/**/*.test.ts`,
  ];
  const { code, output } = await run(process.execPath, args, { env, timeout: suiteTimeout });
  return { results: readResults(file), output, code };
}

/** The extension inside a VS Code. */
async function runEditorTests(engine: LazyEngine): Promise<SuiteReport> {
  const editor = await chooseEditor();
  const file = resultsFile("editor");
  const environment = await engine.environment();
  const { code, output } = await run(process.execPath, ["test/editor/runEditorSuite.ts"], {
    env: { ...environment, DRYDOCK_VSCODE: editor, DRYDOCK_RESULTS: file },
    timeout: suiteTimeout,
  });
  return { results: readResults(file), output, code };
}

/**
 * vscode-tmgrammar-test prints one line per file: a tick (√ on Windows), or a cross (×) for failed assertions and for a
 * grammar that throws, or ERROR for a file that it cannot read. No other line starts like one of these.
 */
async function runGrammarTests(): Promise<SuiteReport> {
  const env = { ...process.env, FORCE_COLOR: "0" };
  const { code, output } = await run(process.execPath, ["--run", "test:grammar"], { env });
  const results = output.split("\n").flatMap((line): readonly TestResult[] => {
    const name = line.trimEnd();
    if (/^[✓√] /.test(line)) return [{ name, outcome: "passed" }];
    return /^(?:[✖×]|ERROR) /.test(line) ? [{ name, outcome: "failed", detail: output }] : [];
  });
  return { results, output, code };
}

/** The packaged extension in a browser. The tests find the .vsix at out/drydock.vsix. */
async function runUiTests(engine: LazyEngine): Promise<SuiteReport> {
  await ensureChromium();
  await ensureCodeServer();
  const packaged = await run(process.execPath, [
    "--run",
    "package",
    "--",
    "--out",
    "out/drydock.vsix",
  ]);
  if (packaged.code !== 0) return { ...packaged, results: [] };
  return runNodeTests("ui", await engine.environment());
}
