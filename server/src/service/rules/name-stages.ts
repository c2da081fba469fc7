import { defineRule, type Edit, type Fix } from "../lint/rule.ts";
import type { Model, StageReference } from "../syntax/model.ts";
import type { Stage } from "../syntax/stage.ts";

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
with --target.`,
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
    { good: "FROM a:1 AS build\nFROM scratch\nCOPY --from=build /a /b\n" },
    { good: "FROM a:1\nFROM scratch\nCOPY --from=7 /a /b\nCOPY --from=1 /a /b\n" },
    {
      good: "FROM a:1\nFROM scratch\nCOPY --from=nginx:1 /a /b\nRUN --mount=type=cache,target=/0 ls\n",
    },
  ],
  visit: {
    document(model, { report }) {
      const fixes = stageFixes(model);
      for (const reference of model.references) {
        const { stage, text } = reference;
        const isMeant = isNumber(reference) && !model.circular.includes(reference);
        if (stage === undefined || !isMeant) continue;
        const fix = fixes.get(stage);
        report(reference, messageFor(text, stage, fix), fix);
      }
    },
  },
});

function isNumber({ kind, text }: StageReference): boolean {
  return kind !== "FROM" && /^\d+$/.test(text);
}

function messageFor(number: string, { from }: Stage, fix: Fix | undefined): string {
  const meaning = `${number} means the stage FROM ${from.image?.text ?? ""} only until a FROM before it comes or goes.`;
  return `${meaning} ${fix === undefined ? "Give the stage a name of its own." : "Use a name."}`;
}

/** The fix of each stage that is referred to by its number; names are given out in the order of the stages. */
function stageFixes(model: Model): ReadonlyMap<Stage, Fix | undefined> {
  const taken = takenNames(model);
  const fixes = new Map<Stage, Fix | undefined>();
  for (const stage of model.stages) {
    const numbers = model.references.filter((each) => each.stage === stage && isNumber(each));
    if (numbers.length === 0) continue;
    const name = stage.name ?? freeName(taken);
    taken.add(name.toLowerCase());
    fixes.set(stage, nameFix(model, stage, numbers, name));
  }
  return fixes;
}

/** Names that mean something already: stages, base images, and images that files are copied from. */
function takenNames({ stages, references }: Model): Set<string> {
  const names = [...stages.map(({ name }) => name ?? ""), ...references.map(({ text }) => text)];
  return new Set(names.map((name) => name.toLowerCase()));
}

function freeName(taken: ReadonlySet<string>): string {
  let name = "builder";
  for (let count = 2; taken.has(name); count += 1) name = `builder${count}`;
  return name;
}

/** Names the stage, unless it has a name, and puts the name wherever its number stands. */
function nameFix(
  { stages }: Model,
  stage: Stage,
  numbers: readonly StageReference[],
  name: string,
): Fix | undefined {
  const { image, words, keyword } = stage.from;
  const isShared = stages.some(
    (other) => other !== stage && other.name?.toLowerCase() === name.toLowerCase(),
  );
  const isWritten = numbers.every(({ start, end, text }) => end - start === text.length);
  const canBeNamed = stage.name !== undefined || words.length === 1;
  if (isShared || !isWritten || !canBeNamed || image === undefined) return undefined;
  const as = keyword.text === keyword.text.toLowerCase() ? "as" : "AS";
  const edits: Edit[] = numbers.map(({ start, end }) => ({ start, end, text: name }));
  if (stage.name === undefined) {
    edits.unshift({ start: image.end, end: image.end, text: ` ${as} ${name}` });
  }
  return { title: `Name the stage ${name}`, edits, safety: "safe" };
}
