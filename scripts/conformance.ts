// Compares our findings with the recorded answers of other tools, where those lie beside the project:
//   npm run conformance                      the table
//   npm run conformance -- --only DL3008     what differs, for the codes named
import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { comparisons, type Comparison } from "./conformance/comparisons.ts";

const folder = path.resolve(import.meta.dirname, "../../shared");
const { values } = parseArgs({
  options: { only: { type: "string" }, limit: { type: "string", default: "20" } },
});

if (!existsSync(path.join(folder, "conformance"))) {
  console.log("There is nothing to compare with: put recorded answers into ../shared/conformance.");
} else if (values.only === undefined) {
  for (const comparison of await comparisons(folder)) printTable(comparison);
} else {
  const codes = values.only.split(",");
  for (const comparison of await comparisons(folder, codes))
    printDifferences(comparison, codes, Number(values.limit));
}

function printTable({ title, rows }: Comparison): void {
  console.log(`\n${title}\n`);
  console.log("| code | both | only theirs | only ours | precision | recall |");
  console.log("| --- | --- | --- | --- | --- | --- |");
  for (const { code, both, missed, extra } of rows) {
    const precision = ratio(both, both + extra.length);
    const recall = ratio(both, both + missed.length);
    console.log(
      `| ${code} | ${both} | ${missed.length} | ${extra.length} | ${precision} | ${recall} |`,
    );
  }
}

function ratio(part: number, whole: number): string {
  return whole === 0 ? "-" : (part / whole).toFixed(3);
}

function printDifferences(
  { title, rows }: Comparison,
  codes: readonly string[],
  limit: number,
): void {
  console.log(`\n== ${title}`);
  for (const { code, both, missed, extra } of rows.filter((row) => codes.includes(row.code))) {
    console.log(`${code}: both ${both}, only theirs ${missed.length}, only ours ${extra.length}`);
    for (const place of missed.slice(0, limit)) console.log(`  only theirs: ${place}`);
    for (const place of extra.slice(0, limit)) console.log(`  only ours:   ${place}`);
  }
}
