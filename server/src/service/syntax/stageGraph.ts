// What becomes of each stage when the last one is built.
import type { Stage } from "./stage.ts";
import type { StageReference } from "./stageReferences.ts";

/**
 * `shipped`: the target, or built into it by FROM. `build`: something is taken from it on the way to the target. `test`
 * and `dev`: not needed for the target, and named so. `unreachable`: not needed for any reason that shows.
 */
export type StageRole = "shipped" | "build" | "test" | "dev" | "unreachable";

export interface StageGraph {
  /** The stages that a build of the target runs. */
  readonly reachable: ReadonlySet<Stage>;
  /** References to a stage itself or a later one that needs this one in turn: no build can begin. */
  readonly circular: readonly StageReference[];
  role(stage: Stage): StageRole;
}

export function stageGraph(
  stages: readonly Stage[],
  shipped: ReadonlySet<Stage>,
  references: readonly StageReference[],
): StageGraph {
  const needs = new Map<Stage, Stage[]>(stages.map((stage) => [stage, []]));
  for (const { instruction, stage } of references) {
    const user = stages[instruction.stage];
    if (user !== undefined && stage !== undefined) needs.get(user)?.push(stage);
  }
  const target = stages.at(-1);
  const reachable = new Set<Stage>(target === undefined ? [] : [target]);
  // what is added while the loop runs is visited too
  for (const stage of reachable) for (const need of needs.get(stage) ?? []) reachable.add(need);
  const late = references.filter(
    ({ instruction, stage }) => stage !== undefined && stage.index >= instruction.stage,
  );
  const loops = late.length === 0 ? new Map<Stage, number>() : loopNumbers(stages, needs);
  return {
    reachable,
    circular: late.filter(({ instruction, stage }) => {
      const user = stages[instruction.stage];
      return (
        stage !== undefined &&
        user !== undefined &&
        (stage === user || loops.get(stage) === loops.get(user))
      );
    }),
    role(stage) {
      if (shipped.has(stage)) return "shipped";
      if (reachable.has(stage)) return "build";
      return roleByName(stage.name ?? "");
    },
  };
}

const testWords =
  /^(?:tests?|testing|tester|unit|e2e|integration|lint|linter|check|checks|checker|validate|verify|coverage|ci)$/;
const devWords =
  /^(?:dev|develop|development|developer|devel|devcontainer|debug|debugger|local|watch)$/;

function roleByName(name: string): StageRole {
  // `test2` is a test
  const words = name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map((word) => word.replace(/\d+$/, ""));
  if (words.some((word) => testWords.test(word))) return "test";
  return words.some((word) => devWords.test(word)) ? "dev" : "unreachable";
}

/**
 * Numbers the stages so that those that need each other share one: Tarjan's strongly connected components, without
 * recursion, since a file may have thousands of stages.
 */
function loopNumbers(
  stages: readonly Stage[],
  needs: ReadonlyMap<Stage, readonly Stage[]>,
): ReadonlyMap<Stage, number> {
  const order = new Map<Stage, number>();
  const lowest = new Map<Stage, number>();
  const numbers = new Map<Stage, number>();
  const open: Stage[] = [];
  const reach = (stage: Stage, place: number): void => {
    lowest.set(stage, Math.min(lowest.get(stage) ?? place, place));
  };
  for (const root of stages) {
    const path = order.has(root) ? [] : [{ stage: root, next: 0 }];
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const { stage } = step;
      if (!order.has(stage)) {
        order.set(stage, order.size);
        reach(stage, order.size - 1);
        open.push(stage);
      }
      const need = needs.get(stage)?.[step.next];
      step.next += 1;
      if (need !== undefined) {
        if (!order.has(need)) path.push({ stage: need, next: 0 });
        else if (!numbers.has(need)) reach(stage, order.get(need) ?? 0);
        continue;
      }
      path.pop();
      const parent = path.at(-1)?.stage;
      if (parent !== undefined) reach(parent, lowest.get(stage) ?? 0);
      if (lowest.get(stage) === order.get(stage)) close(stage);
    }
  }
  return numbers;

  function close(stage: Stage): void {
    const number = order.get(stage) ?? 0;
    for (let last = open.pop(); last !== undefined; last = last === stage ? undefined : open.pop())
      numbers.set(last, number);
  }
}
