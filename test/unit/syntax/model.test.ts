import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseImageReference } from "../../../server/src/service/syntax/imageReference.ts";
import { createModel, type Model } from "../../../server/src/service/syntax/model.ts";
import { parseDockerfile } from "../../../server/src/service/syntax/parse.ts";
import type { Instruction } from "../../../server/src/service/syntax/tree.ts";

function modelOf(text: string): Model {
  return createModel(parseDockerfile(text));
}

function last(model: Model): Instruction {
  const node = model.dockerfile.instructions.at(-1);
  assert.ok(node);
  return node;
}

describe("stages", () => {
  const model = modelOf(
    "ARG V=3.20\nFROM golang:1.27 AS Build\nRUN x\nFROM alpine:${V} AS base\nUSER a\n" +
      "FROM base\nCOPY --from=build /a /b\nCOPY --from=0 /a /c\nRUN --mount=type=bind,from=build,target=/d y\n",
  );

  it("know their names, bases and instructions", () => {
    assert.deepEqual(
      model.stages.map(({ name, instructions }) => [name, instructions.map((node) => node.name)]),
      [
        ["Build", ["RUN"]],
        ["base", ["USER"]],
        [undefined, ["COPY", "COPY", "RUN"]],
      ],
    );
    const [, second, third] = model.stages;
    assert.deepEqual(second?.base.kind === "image" && second.base.text, "alpine:3.20");
    assert.ok(third?.base.kind === "stage" && third.base.stage === second);
  });

  it("are shipped where the target is built from them", () => {
    assert.deepEqual(
      [...model.shipped].map(({ index }) => index),
      [2, 1],
    );
  });

  it("are found by name in any case and by number, with places", () => {
    const { text } = model.dockerfile;
    assert.deepEqual(
      model.references.map(({ kind, stage, start, end }) => [
        kind,
        stage?.index,
        text.slice(start, end),
      ]),
      [
        ["FROM", undefined, "golang:1.27"],
        ["FROM", undefined, "alpine:${V}"],
        ["FROM", 1, "base"],
        ["--from", 0, "build"],
        ["--from", 0, "0"],
        ["mount", 0, "build"],
      ],
    );
  });

  it("may follow each other a thousand times", () => {
    const chain = Array.from(
      { length: 5000 },
      (_, index) => `FROM s${index} AS s${index + 1}\nENV A${index}=1\n`,
    );
    assert.equal(modelOf(`FROM a AS s0\n${chain.join("")}`).shipped.size, 5001);
  });
});

describe("variables", () => {
  const valueIn = (text: string, name: string): string => {
    const model = modelOf(`${text}\nRUN x`);
    const value = model.scope(last(model)).lookup(name);
    return value.kind === "text" ? value.text : value.kind;
  };

  it("come from ARG and ENV of the stage and of the stages it is built from", () => {
    assert.equal(valueIn("FROM a AS b\nENV X=1\nFROM b\nENV Y=$X-2", "Y"), "1-2");
    assert.equal(valueIn("FROM a\nARG X=1\nENV X=2\nARG X=3", "X"), "2");
    assert.equal(valueIn("FROM a\nENV X=1 Y=$X", "Y"), "unknown");
  });

  it("come from global ARGs only once declared", () => {
    assert.equal(valueIn("ARG X=1\nFROM scratch", "X"), "unset");
    assert.equal(valueIn("ARG X=1\nFROM a\nARG X", "X"), "1");
    assert.equal(valueIn("FROM a\nARG X", "X"), "unset");
    assert.equal(valueIn("FROM a\nARG TARGETARCH", "TARGETARCH"), "unknown");
  });

  it("are expanded with their modifiers", () => {
    const expand = (word: string): string | undefined => {
      const model = modelOf(`FROM scratch\nENV A=x E=\nUSER ${word}`);
      const node = last(model);
      const [first] = node.words;
      return first && model.expand(first, node);
    };
    const words = [
      "$A",
      "${A}y",
      "${B:-d}",
      "${E-d}",
      "${E:-$A}",
      "${A:+s}",
      "${B+s}",
      "\\$A",
      "'$A'",
      "${B:?m}",
      "${A#p}",
    ];
    assert.deepEqual(words.map(expand), [
      "x",
      "xy",
      "d",
      "",
      "x",
      "s",
      "",
      "$A",
      "$A",
      undefined,
      "x",
    ]);
  });
});

describe("WORKDIR", () => {
  const workdirIn = (text: string): string | undefined => {
    const model = modelOf(`${text}\nRUN x`);
    return model.workdir(last(model));
  };

  it("is followed from the last absolute one, through stages", () => {
    assert.equal(workdirIn("FROM a\nWORKDIR /x\nWORKDIR y/../z"), "/x/z");
    assert.equal(workdirIn("FROM a AS b\nWORKDIR /x\nFROM b\nWORKDIR y"), "/x/y");
    assert.equal(workdirIn("FROM scratch\nWORKDIR y"), "/y");
    assert.equal(workdirIn("FROM a\nWORKDIR y"), undefined);
    assert.equal(workdirIn("FROM a\nWORKDIR $UNKNOWN/y"), undefined);
  });
});

describe("image references", () => {
  const partsOf = (text: string) => {
    const reference = parseImageReference(text);
    return (
      reference && [
        reference.domain,
        reference.path,
        reference.tag?.text,
        reference.digest?.text.slice(0, 9),
      ]
    );
  };

  it("have registry, path, tag and digest", () => {
    assert.deepEqual(partsOf("alpine"), ["docker.io", "library/alpine", undefined, undefined]);
    assert.deepEqual(partsOf("ghcr.io/a/b:1"), ["ghcr.io", "a/b", "1", undefined]);
    assert.deepEqual(partsOf("localhost:5000/a"), ["localhost:5000", "a", undefined, undefined]);
    assert.deepEqual(partsOf("[::1]:5000/a:1"), ["[::1]:5000", "a", "1", undefined]);
    assert.deepEqual(partsOf(`a:1@sha256:${"0".repeat(64)}`), [
      "docker.io",
      "library/a",
      "1",
      "sha256:00",
    ]);
  });

  it("are none where a registry would refuse them", () => {
    for (const text of [
      "",
      "Alpine",
      "a:b:c",
      "a b",
      "a//b",
      "a:",
      "a@sha256:12",
      "-a",
      "f".repeat(256),
    ]) {
      assert.equal(parseImageReference(text), undefined, text);
    }
  });
});
