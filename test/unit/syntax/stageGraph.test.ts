import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createModel } from "../../../server/src/service/syntax/model.ts";
import { parseDockerfile } from "../../../server/src/service/syntax/parse.ts";

function modelOf(...lines: readonly string[]) {
  return createModel(parseDockerfile(lines.join("\n")));
}

describe("the role of a stage", () => {
  const model = modelOf(
    "FROM golang:1.27 AS deps",
    "FROM deps AS build",
    "FROM build AS unit-test",
    "FROM node:24 AS Dev",
    "FROM alpine:3.24 AS tools",
    "FROM scratch AS data",
    "FROM alpine:3.24 AS runtime",
    "FROM old AS attic",
    "FROM old AS e2e_2",
    "FROM runtime",
    "COPY --from=build /app /app",
    "RUN --mount=from=tools,target=/t --mount=type=cache,target=/c,from=5 /t/x",
  );

  it("follows from what the target takes, else from its name", () => {
    assert.deepEqual(
      model.stages.map((stage) => [stage.name, model.role(stage)]),
      [
        ["deps", "build"],
        ["build", "build"],
        ["unit-test", "test"],
        ["Dev", "dev"],
        ["tools", "build"],
        ["data", "build"],
        ["runtime", "shipped"],
        ["attic", "unreachable"],
        ["e2e_2", "test"],
        [undefined, "shipped"],
      ],
    );
  });

  it("decides what a build runs", () => {
    const names = new Set([...model.reachable].map(({ index }) => index));
    assert.deepEqual(names, new Set([9, 6, 1, 0, 4, 5]));
  });
});

describe("references in circles", () => {
  const circlesIn = (...lines: readonly string[]) => {
    const { dockerfile, circular } = modelOf(...lines);
    return circular.map(({ start, end, instruction, stage }) => [
      dockerfile.text.slice(start, end),
      instruction.startLine,
      stage?.index,
    ]);
  };

  it("are found where a stage takes from itself or from one that needs it", () => {
    assert.deepEqual(circlesIn("FROM a AS b", "COPY --from=b /x /y"), [["b", 1, 0]]);
    assert.deepEqual(circlesIn("FROM a", "RUN --mount=from=0,target=/x y"), [["0", 1, 0]]);
    assert.deepEqual(
      circlesIn(
        "FROM a AS one",
        "COPY --from=three /x /y",
        "FROM one AS two",
        "FROM a AS three",
        "COPY --from=two /x /y",
      ),
      [["three", 1, 2]],
    );
  });

  it("are none where a later stage does without", () => {
    assert.deepEqual(circlesIn("FROM a AS one", "COPY --from=two /x /y", "FROM a AS two"), []);
  });
});

describe("the platform of a stage", () => {
  it("has its word, and its value where the file says it", () => {
    const { stages } = modelOf(
      "ARG OS=linux",
      "FROM --platform=$OS/arm64 a AS b",
      "FROM --platform=$BUILDPLATFORM a",
      "FROM b",
    );
    assert.deepEqual(
      stages.map(({ platform }) => platform && [platform.word.text, platform.text]),
      [["$OS/arm64", "linux/arm64"], ["$BUILDPLATFORM", undefined], undefined],
    );
  });
});
