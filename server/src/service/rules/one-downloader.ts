import { defineRule } from "../lint/rule.ts";
import { memoize } from "../syntax/memoize.ts";
import type { Model, Stage } from "../syntax/model.ts";
import { runCommands } from "../syntax/runCommands.ts";
import type { ShellWord } from "../syntax/shell.ts";
import type { Instruction } from "../syntax/tree.ts";

export default defineRule({
  name: "one-downloader",
  severity: "hint",
  category: "run",
  aliases: { hadolint: "DL4001", trivy: "DS-0014" },
  stages: "shipped",
  triggers: true,
  options: {
    everyRun: {
      type: "boolean",
      default: false,
      summary:
        "Whether each RUN counts once both are in use, even where the base image brings them.",
    },
  },
  profiles: { hadolint: { options: { everyRun: true } } },
  sources: [
    "https://docs.docker.com/build/building/best-practices/#dont-install-unnecessary-packages",
    "https://github.com/hadolint/hadolint/wiki/DL4001",
  ],
  summary: "One stage uses both curl and wget.",
  why: `Either of them downloads a file, so the second is a package with its libraries that the image need not have. Where the
    base image has both, or the one that was not installed, using it costs nothing.`,
  examples: [
    {
      bad: "FROM debian:12\nRUN apt-get update && apt-get install -y curl wget\nRUN wget -q https://example.com/a\nRUN [|curl|] -fO https://example.com/b && curl -fO https://example.com/c\nRUN wget -q https://example.com/d\n",
    },
    {
      bad: "FROM alpine AS base\nRUN apk add curl\n\nFROM base\nRUN curl -fO https://example.com/a && [|wget|] -q https://example.com/b\n",
    },
    {
      bad: "FROM node AS a\nRUN curl -O a\nRUN [|wget|] -q b\nRUN [|wget|] -q c\n\nFROM alpine\nRUN wget d\n",
      options: { everyRun: true, stages: "all" },
    },
    { bad: 'RUN curl -O a\nRUN [[|"wget"|], "b"]\n', options: { everyRun: true } },
    { good: "FROM node\nRUN curl -fO https://example.com/a && wget -q https://example.com/b\n" },
    { good: "FROM debian:12\nRUN apt-get install -y curl wget && wget -q https://example.com/a\n" },
    {
      good: "FROM debian:12 AS build\nRUN apt-get install -y curl wget && wget -q a && curl -O b\n\nFROM alpine\nCOPY --from=build /a /a\n",
    },
    {
      good: "FROM debian:12 AS a\nRUN apt-get install -y wget && wget -q a\n\nFROM debian:12\nCOPY --from=a /a /a\nRUN apt-get install -y curl && curl -fO b\n",
    },
  ],
  visit: {
    block(block, { model, options, report }) {
      const used = new Set<string>();
      for (const node of block.instructions) {
        const calls = callsIn(node, model);
        for (const { text } of calls) used.add(text);
        const [first] = calls;
        if (used.size < 2 || first === undefined) continue;
        const [earlier] = used;
        const second = calls.find(({ text }) => text !== earlier) ?? first;
        if (!options.everyRun && !(block.stage && installingStages(model).has(block.stage))) return;
        report(second.word, "This stage downloads with both curl and wget; one of them would do.");
        if (!options.everyRun) return;
      }
    },
  },
});

/** The downloaders that an instruction runs, by name, each with the word that does. */
function callsIn(
  node: Instruction,
  model: Model,
): readonly { readonly text: string; readonly word: ShellWord }[] {
  const run = node.name === "ONBUILD" && node.trigger !== undefined ? node.trigger : node;
  return runCommands(model, run).flatMap(({ program, name }) =>
    name !== undefined && (program === "curl" || program === "wget")
      ? [{ text: program, word: name }]
      : [],
  );
}

/** The stages that install curl or wget, or are built FROM one that does. */
const installingStages = memoize((model: Model): ReadonlySet<Stage> => {
  const found = new Set<Stage>();
  for (const stage of model.stages) {
    const isInherited = stage.base.kind === "stage" && found.has(stage.base.stage);
    if (isInherited || stage.instructions.some((node) => installs(node, model))) found.add(stage);
  }
  return found;
});

function installs(node: Instruction, model: Model): boolean {
  return model
    .packages(node)
    .installs.some(({ packages }) =>
      packages.some(({ name }) => name === "curl" || name === "wget"),
    );
}
