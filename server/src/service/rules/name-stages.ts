import { defineRule, type Edit, type Fix } from "../lint/rule.ts";
import type { Model, StageReference } from "../syntax/model.ts";
import type { Stage } from "../syntax/stage.ts";
import { freeNames } from "../syntax/stageNames.ts";

export default defineRule({
  name: "name-stages",
  severity: "info",
  category: "stages",
  aliases: {},
  sources: [
    "https://docs.docker.com/build/building/multi-stage/#name-your-build-stages",
    "https://docs.docker.com/reference/dockerfile/#from",
  ],
  summary: "A stage is referred to by its number.",
  why: `Numbers count the FROM lines from the top, so a stage that is added, removed or moved silently changes what each
number means. A name goes on meaning the same stage, tells the reader what comes from it, and can be built on its own
with --target. In a mount, BuildKit takes a number for the name of an image; a fix there mends a build that fails and is
not counted as safe.`,
  examples: [
    {
      bad: "FROM golang:1.27\nRUN go build -o /app .\nFROM scratch\nCOPY --from=[|0|] /app /app\n",
      fixed:
        "FROM golang:1.27 AS builder\nRUN go build -o /app .\nFROM scratch\nCOPY --from=builder /app /app\n",
    },
    {
      bad: "FROM a:1 as Build\nFROM b:1\nCOPY --from=[|0|] /a /a\nRUN --mount=type=bind,from=[|0|],target=/m ls /m\n",
      fixed:
        "FROM a:1 as Build\nFROM b:1\nCOPY --from=Build /a /a\nRUN --mount=type=bind,from=Build,target=/m ls /m\n",
    },
    {
      bad: "from a:1\r\nfrom b:1 \r\nCOPY --from=[|0|] --chown=1 /a \\\r\n  /b\r\nCOPY --from=[|0|] /a /c\r\n",
      fixed:
        "from a:1 as builder\r\nfrom b:1 \r\nCOPY --from=builder --chown=1 /a \\\r\n  /b\r\nCOPY --from=builder /a /c\r\n",
    },
    {
      bad: "FROM a:1\nFROM b:1 AS Builder\nFROM c:1\nFROM scratch\nCOPY --from=[|0|] /a /a\nCOPY --from=[|1|] /a /b\nCOPY --from=[|2|] /a /c\n",
      fixed:
        "FROM a:1 AS builder2\nFROM b:1 AS Builder\nFROM c:1 AS builder3\nFROM scratch\nCOPY --from=builder2 /a /a\nCOPY --from=Builder /a /b\nCOPY --from=builder3 /a /c\n",
    },
    {
      bad: "FROM a:1 AS build\nFROM b:1 AS build\nFROM scratch\nCOPY --from=[|0|] /a /b\n",
      refused: "name",
    },
    {
      bad: 'FROM a:1\nFROM scratch\nCOPY --from="[|0|]" /a /b\nRUN --mount=type=bind,"from=[|0|]",target=/x ls\n',
      fixed:
        'FROM a:1 AS builder\nFROM scratch\nCOPY --from="builder" /a /b\nRUN --mount=type=bind,"from=builder",target=/x ls\n',
    },
    {
      bad: 'FROM a:1 AS b\nFROM scratch\nCOPY --from=[|0""|] /a /b\n',
      refused: "quotes or a continuation",
    },
    { good: "FROM a:1 AS build\nFROM scratch\nCOPY --from=build /a /b\n" },
    { good: "FROM a:1\nFROM scratch\nCOPY --from=7 /a /b\nCOPY --from=1 /a /b\n" },
    {
      good: "FROM a:1\nFROM scratch\nCOPY --from=nginx:1 /a /b\nRUN --mount=type=cache,target=/0 ls\n",
    },
  ],
  visit: {
    document(model, { report }) {
      const numbers = numbersByStage(model);
      const remedies = stageRemedies(model, numbers);
      for (const reference of [...numbers.values()].flat()) {
        const remedy = reference.stage && remedies.get(reference.stage);
        if (reference.stage === undefined || remedy === undefined) continue;
        const message = messageFor(reference, reference.stage);
        if (typeof remedy === "string") report(reference, `${message} ${remedy}`);
        else report(reference, `${message} Use a name.`, remedy);
      }
    },
  },
});

/** How to name a stage, or what to do where that is not for a fix. */
type Remedy = Fix | string;

function messageFor({ kind, text }: StageReference, { from }: Stage): string {
  if (kind === "mount")
    return `Mounts know stages by name only: ${text} is looked up as an image, and the build fails.`;
  return `${text} means the stage FROM ${from.image?.text ?? ""} only until a FROM before it comes or goes.`;
}

/** The references by number, by the stage that they mean, in the order of the stages. */
function numbersByStage({
  stages,
  references,
  circular,
}: Model): ReadonlyMap<Stage, readonly StageReference[]> {
  const impossible = new Set(circular);
  const numbers = new Map<Stage, StageReference[]>(stages.map((stage) => [stage, []]));
  for (const reference of references) {
    const { kind, text, stage } = reference;
    if (kind === "FROM" || stage === undefined || !/^\d+$/.test(text)) continue;
    if (!impossible.has(reference)) numbers.get(stage)?.push(reference);
  }
  return numbers;
}

/** How each stage that is referred to by its number gets a name; names are given out in the order of the stages. */
function stageRemedies(
  model: Model,
  numbers: ReadonlyMap<Stage, readonly StageReference[]>,
): ReadonlyMap<Stage, Remedy> {
  const freeName = freeNames(model);
  const uses = useCounts(model);
  const remedies = new Map<Stage, Remedy>();
  for (const [stage, references] of numbers) {
    if (references.length === 0) continue;
    const name = stage.name ?? freeName("builder");
    const isShared = (uses.get(name.toLowerCase()) ?? 0) > 1;
    remedies.set(
      stage,
      isShared ? "Give the stage a name of its own." : nameFix(model, stage, references, name),
    );
  }
  return remedies;
}

/** How many stages have each name, in lower case. */
function useCounts({ stages }: Model): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { name } of stages) {
    const key = name?.toLowerCase();
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Names the stage, unless it has a name, and puts the name wherever its number stands. */
function nameFix(
  { dockerfile }: Model,
  stage: Stage,
  numbers: readonly StageReference[],
  name: string,
): Remedy {
  const { image, words, keyword } = stage.from;
  if (!numbers.every(({ start, end, text }) => dockerfile.text.slice(start, end) === text))
    return "No fix: quotes or a continuation are in the middle of a number. Use a name.";
  if (image === undefined || (stage.name === undefined && words.length !== 1))
    return "Give the stage a name of its own.";
  const as = keyword.text === keyword.text.toLowerCase() ? "as" : "AS";
  const edits: Edit[] = numbers.map(({ start, end }) => ({ start, end, text: name }));
  if (stage.name === undefined) {
    edits.unshift({ start: image.end, end: image.end, text: ` ${as} ${name}` });
  }
  // BuildKit looks a number in a mount up as an image: a build that fails there would succeed
  const safety = numbers.some(({ kind }) => kind === "mount") ? "unsafe" : "safe";
  return { title: `Name the stage ${name}`, edits, safety };
}
