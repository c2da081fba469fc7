import type { Proof, Verdict } from "./proof.ts";

const verdicts: readonly Verdict[] = ["same", "differs", "fails alike", "now builds"];

/** A table with a line for each rule that made fixes. A fixture counts for each of them. */
export function reportByRule(proofs: readonly Proof[]): string {
  const rules = [...new Set(proofs.flatMap(({ made }) => [...made.keys()]))].toSorted();
  const rows = rules.map((rule) =>
    row(
      rule,
      proofs.filter(({ made }) => made.has(rule)),
      rule,
    ),
  );
  return [
    `| rule | fixtures | fixes made | image ${verdicts.join(" | ")} |`,
    `| --- |${" ---: |".repeat(verdicts.length + 2)}`,
    ...rows,
    row(
      "all",
      proofs.filter(({ made }) => made.size > 0),
    ),
  ].join("\n");
}

/** One line: how many fixtures there were, and what became of them. */
export function summary(proofs: readonly Proof[]): string {
  const counts = [...verdicts, "idle" as const].map(
    (verdict) => `${count(proofs, verdict)} ${verdict}`,
  );
  return `${proofs.length} fixtures: ${counts.join(", ")}`;
}

function count(proofs: readonly Proof[], verdict: Verdict): number {
  return proofs.filter((proof) => proof.verdict === verdict).length;
}

/** @param rule whose fixes count; all where nothing is said */
function row(title: string, proofs: readonly Proof[], rule?: string): string {
  const fixes = proofs.flatMap(({ made }) =>
    [...made].flatMap(([name, number]) => (rule === undefined || name === rule ? number : [])),
  );
  const counts = verdicts.map((verdict) => count(proofs, verdict));
  const sum = fixes.reduce((total, made) => total + made, 0);
  return `| ${[title, proofs.length, sum, ...counts].join(" | ")} |`;
}
