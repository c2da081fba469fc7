// What must hold for any text: no exception, every place inside the text, and nothing of the text lost.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import { createModel } from "../../../server/src/service/syntax/model.ts";
import { parseDockerfile } from "../../../server/src/service/syntax/parse.ts";
import { tokensOf } from "../../../server/src/service/syntax/tokens.ts";
import type { Instruction, Span } from "../../../server/src/service/syntax/tree.ts";

const pieces = [
  "FROM",
  "RUN ",
  "COPY ",
  "ADD ",
  "ENV ",
  "LABEL ",
  "ARG ",
  "CMD ",
  "ONBUILD ",
  "HEALTHCHECK ",
  "SHELL ",
  "USER ",
  "# ",
  "# escape=`\n",
  "# syntax=docker/dockerfile:1\n",
  "# check=skip=all\n",
  "\\\n",
  "`\r\n",
  "\n",
  "\r\n",
  "\r",
  " ",
  "\t",
  "\ufeff",
  "<<EOF",
  "<<-'E F'",
  "3<< X",
  "EOF\n",
  "X\n",
  "--from=a ",
  "--mount=type=cache,target=/x ",
  "--",
  "=",
  '"',
  "'",
  "\\",
  "`",
  "$A",
  "${A:-b}",
  "${",
  "}",
  '["a", "b\\n"]',
  "[",
  "]",
  ",",
  "a",
  "AS ",
  "é",
  "😀",
  "\u0085",
  "\u00a0",
  "\u2028",
  "\0",
  "&&",
  "|",
  "#",
  "CMD",
];
const dockerfiles = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .array(fc.constantFrom(...pieces), { maxLength: 60 })
      .map((parts) => parts.join("")),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 200 }) },
);

function spansOf(node: Instruction): readonly Span[] {
  const own: readonly Span[] = [
    node,
    node.keyword,
    node.body,
    ...node.flags.flatMap(({ start, end, nameSpan, value }) => [
      { start, end },
      nameSpan,
      ...(value ? [value] : []),
    ]),
    ...node.words,
    ...(node.json === undefined ? [] : [node.json, ...node.json.strings]),
    ...node.heredocs.flatMap(({ operator, body, terminator }) => [
      operator,
      body,
      ...(terminator ? [terminator] : []),
    ]),
    node.logical.spanOf(0, node.logical.text.length),
    node.logical.slice(node.bodyStart).spanOf(0, node.logical.text.length - node.bodyStart),
  ];
  const trigger = node.name === "ONBUILD" ? node.trigger : undefined;
  return trigger === undefined ? own : [...own, ...spansOf(trigger)];
}

function assertSound(text: string): void {
  const dockerfile = parseDockerfile(text);
  const model = createModel(dockerfile);
  const inside = ({ start, end }: Span): boolean =>
    start >= 0 && start <= end && end <= text.length;
  for (const node of dockerfile.instructions) {
    for (const span of spansOf(node)) assert.ok(inside(span), JSON.stringify(span));
    const commands = model.script(node)?.commands ?? [];
    assert.ok(commands.every((command) => [command, ...command.args].every(inside)));
    model.scope(node);
    model.workdir(node);
    const packages = model.packages(node).installs.flatMap((install) => install.packages);
    assert.ok(packages.every(({ word }) => inside(word)));
  }
  for (const stage of model.stages) {
    model.role(stage);
    const { ports, volumes } = model.config(stage);
    assert.ok([...ports, ...volumes].every(inside));
  }
  assert.ok(model.circular.every(inside));
  assert.ok(dockerfile.problems.every(inside));
  assert.ok(dockerfile.comments.every(inside));
  assert.ok(dockerfile.directives.every(inside));
  const tokens = tokensOf(dockerfile);
  assert.equal(tokens.map(({ start, end }) => text.slice(start, end)).join(""), text);
}

describe("any text", () => {
  it("is parsed into places inside it, and tokens that give it back", () => {
    fc.assert(fc.property(dockerfiles, assertSound), { numRuns: 1000, seed: 20261124 });
  });

  it("of a shape that could exhaust the stack or the patience", () => {
    const long = 20_000;
    for (const text of [
      "ONBUILD ".repeat(long),
      `RUN <<${"${a:-".repeat(long)}`,
      `RUN ${"(".repeat(long)}`,
      `RUN ${"$(".repeat(long)}`,
      `RUN ${"a && ".repeat(long)}a`,
      `ENV A=${"${B:-".repeat(long)}`,
      `# ${"a".repeat(long)}=${" ".repeat(long)}b\nFROM a`,
      `FROM a\nCMD [${'"a",'.repeat(long)}"b"]`,
      `FROM a\n${"\\\n".repeat(long)}`,
      `RUN \\\n${"# c\n".repeat(long)}x`,
      `FROM a\nRUN ${"<<a ".repeat(200)}\n`,
    ]) {
      assertSound(text);
    }
  });
});
