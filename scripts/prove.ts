// Proves by builds that safe fixes keep the image: every fixture of test/prove is built, fixed and built again.
//   npm run prove                             all fixtures
//   npm run prove -- --only merge-runs        those of the rules or fixtures named
import { parseArgs } from "node:util";
import { createBuilder } from "./prove/build.ts";
import { readFixtures } from "./prove/fixtures.ts";
import { prove, type Proof } from "./prove/proof.ts";
import { reportByRule, summary } from "./prove/report.ts";
import { acquireEngine } from "./setup/engine.ts";

const { values } = parseArgs({ options: { only: { type: "string" } } });
const only = values.only?.split(",");
const fixtures = readFixtures().filter(
  ({ name, rule }) => only === undefined || only.includes(rule) || only.includes(name),
);
if (fixtures.length === 0) {
  console.error("There is no such fixture: name a rule, or a folder in test/prove/fixtures.");
  process.exit(2);
}

const engine = await acquireEngine();
const builder = createBuilder(engine);
let interrupted = false;
// what is under way ends by itself, so that nothing of it is left behind; a second signal ends at once
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.once(signal, () => (interrupted = true));

const proofs: Proof[] = [];
// both take the next one from the same list
const waiting = fixtures.values();
async function work(): Promise<void> {
  for (const fixture of waiting) {
    if (interrupted) return;
    const proof = await prove(engine, builder, fixture);
    proofs.push(proof);
    tell(proof);
  }
}

const ends = await Promise.allSettled([work(), work()]);
await builder.close();
await engine.stop();
console.log(`\n${reportByRule(proofs)}\n\n${summary(proofs)}`);
for (const end of ends) if (end.status === "rejected") throw end.reason;
const isRefuted = proofs.some(({ verdict }) => verdict === "differs");
process.exitCode = interrupted ? 130 : Number(isRefuted);

function tell({ fixture, verdict, made, differences }: Proof): void {
  const fixes = [...made].map(([rule, count]) => (count === 1 ? rule : `${count} x ${rule}`));
  console.log(`${verdict.padEnd(11)} ${fixture.name}: ${fixes.join(", ") || "no safe fix"}`);
  for (const difference of differences) console.log(`            ${difference}`);
}
