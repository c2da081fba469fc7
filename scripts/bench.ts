// Speed and memory, beside a peer in the same run: npm run bench
// Figures are medians of several runs; times are milliseconds of this machine, ratios travel.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { DockerfileLanguageServiceFactory } from "dockerfile-language-service";
import { lint } from "../server/src/service/lint/lint.ts";
import { rules } from "../server/src/service/rules/index.ts";
import { selectRules, type Selection } from "../server/src/service/lint/select.ts";
import { createModel } from "../server/src/service/syntax/model.ts";
import { parseDockerfile } from "../server/src/service/syntax/parse.ts";

const recommended = selectRules(rules, "recommended", {});
const strict = selectRules(rules, "strict", {});

const root = path.dirname(import.meta.dirname);
const sizes = [300, 3_000, 30_000] as const;

/** The peer: to fold a text it parses it with dockerfile-ast, to validate it asks dockerfile-utils. */
const peer = DockerfileLanguageServiceFactory.createLanguageService();
const parsePeer = (text: string): unknown => peer.computeFoldingRanges(text);
const lintPeer = (text: string): unknown => peer.validate(text);

/** Dockerfiles of about `lines` lines, each shape extreme in its own way. */
const shapes: Readonly<Record<string, (lines: number) => string>> = {
  "many stages": (lines) =>
    Array.from(
      { length: lines / 4 },
      (_, index) =>
        `FROM alpine:3.20 AS s${index}\nENV A=b C="d e"\nRUN echo hi && ls -la\nCOPY --from=s0 /a /b\n`,
    ).join(""),
  "one RUN": (lines) =>
    `FROM alpine:3.20\nRUN true \\\n${"  && echo something here \\\n".repeat(lines)}  && true\n`,
  "one heredoc": (lines) =>
    `FROM alpine:3.20\nRUN <<EOF\n${"echo something here\n".repeat(lines)}EOF\n`,
  "one ENV": (lines) =>
    `FROM alpine:3.20\nENV A=b \\\n${Array.from({ length: lines }, (_, index) => `  K${index}=v \\\n`).join("")}  Z=z\n`,
};

/** Milliseconds of runs that do not count: by then the engine has compiled what is hot. */
const warmUp = 500;

/** Median time of `runs` runs in milliseconds, when warm. */
function time(runs: number, work: () => unknown): number {
  const start = performance.now();
  do work();
  while (performance.now() - start < warmUp);
  const times = Array.from({ length: runs }, () => {
    const begin = performance.now();
    work();
    return performance.now() - begin;
  });
  return times.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? NaN;
}

function row(cells: readonly (string | number)[]): void {
  console.log(
    `| ${cells.map((cell) => (typeof cell === "number" ? format(cell) : cell)).join(" | ")} |`,
  );
}

function format(milliseconds: number): string {
  return milliseconds < 10 ? milliseconds.toFixed(2) : milliseconds.toFixed(0);
}

function header(cells: readonly string[]): void {
  console.log("");
  row(cells);
  row(cells.map(() => "---"));
}

/** How the time grows with the size: 1 is linear. */
function exponent(small: number, large: number): string {
  return (Math.log(large / small) / Math.log(10)).toFixed(2);
}

header(["parse, ms", "300 lines", "3,000", "30,000", "exponent", "peer, 3,000 lines", "ratio"]);
for (const [name, shape] of Object.entries(shapes)) {
  const [small, middle, large] = sizes.map((lines) => {
    const text = shape(lines);
    return time(15, () => parseDockerfile(text));
  }) as [number, number, number];
  const text = shape(3000);
  const other = time(5, () => parsePeer(text));
  row([name, small, middle, large, exponent(middle, large), other, (other / middle).toFixed(0)]);
}

header([
  "parse, model and all rules, ms",
  "30 lines",
  "300 lines",
  "3,000",
  "peer, 3,000 lines",
  "ratio",
]);
for (const [name, shape] of Object.entries(shapes)) {
  const times = [30, 300, 3000].map((lines) => {
    const text = shape(lines);
    return time(5, () => lint(createModel(parseDockerfile(text)), recommended));
  });
  const text = shape(3000);
  const other = time(3, () => lintPeer(text));
  row([name, ...times, other, (other / (times[2] ?? NaN)).toFixed(1)]);
}

/** Files that take the square of their size where a rule looks at everything for everything. */
const crowds: Readonly<Record<string, (count: number) => string>> = {
  "stages built FROM each other": (count) =>
    `FROM alpine:3.20 AS s0\n${Array.from({ length: count }, (_, index) => `FROM s${index} AS s${index + 1}\n`).join("")}`,
  "stages referred to by number": (count) =>
    Array.from(
      { length: count },
      (_, index) => `FROM alpine:3.20\nCOPY --from=${index} /a /b\n`,
    ).join(""),
  "RUN in one stage": (count) =>
    `FROM alpine:3.20\n${"RUN echo x && apt-get update\n".repeat(count)}`,
  "CMD in one stage": (count) => `FROM alpine:3.20\n${"CMD a\n".repeat(count)}`,
  "ENV in one stage": (count) =>
    `FROM alpine:3.20\n${Array.from({ length: count }, (_, index) => `ENV K${index}=$K${index - 1}\n`).join("")}`,
};

header(["parse, model and all rules, ms", "1,000 instructions", "10,000", "exponent"]);
for (const [name, crowd] of Object.entries(crowds)) {
  const [small = NaN, large = NaN] = [1000, 10_000].map((count) => {
    const text = crowd(count);
    return time(3, () => lint(createModel(parseDockerfile(text)), recommended));
  });
  row([name, small, large, exponent(small, large)]);
}

const files = collect(path.join(root, "test/fixtures")).concat(
  collect(path.join(root, "../shared/corpus/dockerfiles")),
);
const samples = files.map((file) => readFileSync(file, "utf8"));
const total = samples.reduce((sum, text) => sum + text.length, 0);
const parsing = time(5, readAll);
header([
  `${samples.length} Dockerfiles, ${(total / 1e6).toFixed(1)} MB`,
  "ms",
  "of the parse",
  "peer, ms",
]);
row(["read as a tree, every instruction", parsing, "1", time(3, () => samples.map(parsePeer))]);
for (const [name, work] of [
  ["with the shell trees", readShells],
  ["all rules of recommended, parse included", () => lintAll(recommended)],
  ["all rules of strict, parse included", () => lintAll(strict)],
] as const) {
  const spent = time(3, work);
  row([name, spent, (spent / parsing).toFixed(1), "-"]);
}
row(["the peer's checks", time(3, () => samples.map(lintPeer)), "-", "-"]);

header(["one process, start included", "CPU s", "limit", "peak MB", "limit"]);
const { cpu, memory } = measure(["lint", "--profile", "strict", "--format", "json", "--no-config"]);
row([
  `drydock lint --profile strict, ${files.length} files`,
  cpu.toFixed(2),
  "3",
  memory.toFixed(0),
  "150",
]);

/** CPU seconds and peak memory in MB of the command line over all samples; the median of three runs. */
function measure(args: readonly string[]): { readonly cpu: number; readonly memory: number } {
  const report =
    "process.on('exit',()=>{const{userCPUTime:u,systemCPUTime:s,maxRSS:m}=process.resourceUsage();process.stderr.write('\\n'+JSON.stringify({cpu:(u+s)/1e6,memory:m/1e3}))})";
  const runs = Array.from({ length: 3 }, () => {
    const { stderr } = spawnSync(
      process.execPath,
      [
        `--import=data:text/javascript,${report}`,
        path.join(root, "dist/cli.cjs"),
        ...args,
        ...files,
      ],
      { encoding: "utf8", maxBuffer: 1e9 },
    );
    return JSON.parse(stderr.split("\n").at(-1) ?? "") as { cpu: number; memory: number };
  });
  return runs.toSorted((a, b) => a.cpu - b.cpu)[1] ?? { cpu: NaN, memory: NaN };
}

function collect(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /(^|[./\\])Dockerfile$/.test(name))
    .map((name) => path.join(folder, name));
}

function readAll(): number {
  return samples.reduce(
    (sum, text) => sum + parseDockerfile(text).instructions.map(({ words }) => words).length,
    0,
  );
}

function readShells(): void {
  for (const text of samples) {
    const model = createModel(parseDockerfile(text));
    for (const node of model.dockerfile.instructions) model.script(node);
  }
}

function lintAll(selection: Selection): void {
  for (const text of samples) lint(createModel(parseDockerfile(text)), selection);
}
