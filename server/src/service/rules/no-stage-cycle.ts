import { defineRule } from "../lint/rule.ts";
import type { Model, Stage } from "../syntax/model.ts";

/** Further circles are named without their path: looking for it takes a walk through the file. */
const mostPaths = 10;

export default defineRule({
  name: "no-stage-cycle",
  severity: "error",
  category: "stages",
  aliases: {},
  sources: [
    "https://docs.docker.com/reference/dockerfile/#copy---from",
    "https://docs.docker.com/build/building/multi-stage/",
  ],
  summary: "Stages depend on each other in a circle, or on a later stage.",
  why: `The builder runs a stage when everything that it needs is there. Where two stages need each other none can begin, and
the build stops even if the target needs neither. A stage can also only copy from and mount stages above itself: move the
needed stage up. A later stage that nothing builds yet costs only those who build the stage that names it.`,
  examples: [
    {
      bad: "FROM a:1 AS x\nCOPY --from=[|y|] /a /b\nFROM b:1 AS y\nCOPY --from=x /a /b\n",
      says: "x needs y, which needs x",
    },
    {
      bad: "FROM a:1 AS x\nRUN --mount=from=[|Z|],target=/z ls\nFROM x AS y\nFROM y AS z\nFROM z\nCOPY --from=x /a /b\n",
      says: "x needs z, which needs y, which needs x",
    },
    {
      bad: "FROM a:1 AS x\nCOPY --from=[|y|] /a /b\nFROM b:1 AS y\nCOPY --from=x /a /b\nCOPY --from=[|z|] /a /b\nFROM y AS z\n",
    },
    { bad: "FROM a:1 AS x\nCOPY --from=[|y|] /a /b\nFROM b:1 AS y\nFROM x\n", says: "above" },
    {
      bad: "FROM a:1 AS unused\nCOPY --from=[|y|] /a /b\nFROM b:1 AS y\n",
      severity: "warning",
    },
    { good: "FROM a:1 AS x\nFROM x AS y\nCOPY --from=x /a /b\nRUN --mount=from=x,target=/x ls\n" },
    { good: "FROM nginx AS base\nFROM debian:13 AS nginx\nCOPY --from=base /a /b\n" },
    { good: "FROM a:1 AS x\nCOPY --from=x /a /b\nCOPY --from=1 /a /b\nFROM b:1\n" },
  ],
  visit: {
    document(model, { report, reportAs }) {
      const { references, reachable } = model;
      const circular = new Set(model.circular);
      const pathOf = pathFinder(model);
      const known = new Set<Stage>();
      for (const reference of references) {
        const { kind, text, stage, instruction } = reference;
        const user = model.stageOf(instruction);
        if (kind === "FROM" || stage === undefined || user === undefined) continue;
        if (stage.index <= user.index || /^\d+$/.test(text)) continue;
        if (!circular.has(reference)) {
          const message = `The stage ${text} stands further down: only stages above can be read here.`;
          if (reachable.has(user)) report(reference, message);
          else reportAs("warning", reference, message);
        } else if (!known.has(stage) || !known.has(user)) {
          const path = pathOf(stage, user);
          for (const each of path) known.add(each);
          const names = path.map(nameOf).join(", which needs ");
          report(reference, `Stages need each other: ${nameOf(user)} needs ${names}.`);
        }
      }
    },
  },
});

function nameOf({ name, index }: Stage): string {
  return name ?? `stage ${index}`;
}

/** Finds the shortest way from a stage to one that it needs, by what else they need. */
function pathFinder(model: Model): (from: Stage, to: Stage) => readonly Stage[] {
  let searches = 0;
  let needs: Map<Stage, Stage[]> | undefined;
  return (from, to) => {
    searches += 1;
    if (searches > mostPaths) return [from, to];
    needs ??= needsOf();
    const before = new Map<Stage, Stage | undefined>([[from, undefined]]);
    for (const [stage] of before) {
      if (stage === to) break;
      for (const need of needs.get(stage) ?? []) if (!before.has(need)) before.set(need, stage);
    }
    const path: Stage[] = [];
    for (let each: Stage | undefined = to; each !== undefined; each = before.get(each))
      path.unshift(each);
    return path;
  };

  function needsOf(): Map<Stage, Stage[]> {
    const found = new Map<Stage, Stage[]>();
    for (const { instruction, stage } of model.references) {
      const user = model.stageOf(instruction);
      if (user === undefined || stage === undefined) continue;
      const known = found.get(user);
      if (known === undefined) found.set(user, [stage]);
      else known.push(stage);
    }
    return found;
  }
}
