import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { definition } from "../../../server/src/service/features/definition.ts";
import { documentHighlight } from "../../../server/src/service/features/documentHighlight.ts";
import { references } from "../../../server/src/service/features/references.ts";
import { atCursor, rangeText } from "../../cursor.ts";

function definitionAt(marked: string): string | undefined {
  const { analysis, position } = atCursor(marked);
  const location = definition(analysis, position);
  return location && rangeText(location.range);
}

describe("definition", () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ["FROM a AS b\nFROM b|", "0:10-0:11"],
    ["FROM a AS b\nFROM c\nCOPY --from=|b / /", "0:10-0:11"],
    ["FROM a\nFROM c\nCOPY --from=|0 / /", "0:0-0:4"],
    ["FROM a AS b\nFROM c\nRUN --mount=from=b|,target=/x y", "0:10-0:11"],
    ["ARG V=1\nFROM a:$|V", "0:4-0:5"],
    ["FROM a\nENV V=1\nENV V=2\nRUN echo $|V", "2:4-2:5"],
    ["FROM a AS b\nENV V=1\nFROM b\nRUN echo $|V", "1:4-1:5"],
    ["FROM a\nARG V=1\nENV V=2\nARG V=3\nRUN echo $|V", "2:4-2:5"],
    ["FROM a\nENV V|=1", "1:4-1:5"],
    ["FROM a\nRUN <<EOF\nx\nEO|F", "1:4-1:9"],
    ["FROM nod|e", undefined],
    ["FROM a\nRUN echo $|UNKNOWN", undefined],
  ];
  for (const [marked, expected] of cases) {
    it(`at ${JSON.stringify(marked)}`, () => assert.equal(definitionAt(marked), expected));
  }
});

describe("references", () => {
  function referencesAt(marked: string, includeDeclaration: "with" | "without") {
    const { analysis, position } = atCursor(marked);
    const context = { includeDeclaration: includeDeclaration === "with" };
    return references(analysis, position, context).map(({ range }) => rangeText(range));
  }

  it("finds a stage everywhere", () => {
    const text =
      "FROM a AS b|\nFROM b\nCOPY --from=0 / /\nRUN --mount=from=B,target=/x y\nCOPY --from=c / /";
    assert.deepEqual(referencesAt(text, "with"), [
      "0:10-0:11",
      "1:5-1:6",
      "2:12-2:13",
      "3:17-3:18",
    ]);
    assert.deepEqual(referencesAt(text, "without"), ["1:5-1:6", "2:12-2:13", "3:17-3:18"]);
  });

  it("finds a variable from each of its places", () => {
    for (const text of [
      "ARG V|=1\nFROM a:$V\nARG V\nRUN echo ${V:-x}",
      "ARG V=1\nFROM a:$V|\nARG V\nRUN echo ${V:-x}",
      "ARG V=1\nFROM a:$V\nARG V\nRUN echo ${V|:-x}",
    ]) {
      assert.deepEqual(referencesAt(text, "with"), ["0:4-0:5", "1:8-1:9", "2:4-2:5", "3:11-3:12"]);
    }
  });
});

describe("documentHighlight", () => {
  it("tells writing from reading", () => {
    const { analysis, position } = atCursor("FROM a\nENV V|=1\nRUN echo $V");
    assert.deepEqual(
      documentHighlight(analysis, position).map(({ range, kind }) => [rangeText(range), kind]),
      [
        ["1:4-1:5", 3],
        ["2:10-2:11", 2],
      ],
    );
  });
});
