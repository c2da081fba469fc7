import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { TextDocument } from "vscode-languageserver-textdocument";
import {
  formatting,
  onTypeFormatting,
  rangeFormatting,
} from "../../../server/src/service/features/formatting.ts";
import { analysisOf, atCursor } from "../../cursor.ts";

const options = { tabSize: 2, insertSpaces: true };

function formatted(text: string): string {
  const analysis = analysisOf(text);
  return TextDocument.applyEdits(analysis.document, [...formatting(analysis, options)]);
}

describe("formatting", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["FROM a\nRUN x && \\\ny && \\\n      z", "FROM a\nRUN x && \\\n  y && \\\n  z"],
    ["  FROM a\n \tRUN x", "FROM a\nRUN x"],
    ["FROM a\r\nRUN x && \\\r\ny\r\n", "FROM a\r\nRUN x && \\\r\n  y\r\n"],
    ["FROM a\nCOPY a \\\nb \\\n# note\n/x/", "FROM a\nCOPY a \\\n  b \\\n  # note\n  /x/"],
    ["FROM a\nENV A=1 \\\nB=2", "FROM a\nENV A=1 \\\n  B=2"],
    ['FROM a\nCMD ["x", \\\n"y"]', 'FROM a\nCMD ["x", \\\n  "y"]'],
  ];
  for (const [text, expected] of cases) {
    it(`of ${JSON.stringify(text)}`, () => {
      assert.equal(formatted(text), expected);
      assert.equal(formatted(expected), expected, "a second time");
    });
  }

  for (const text of [
    "FROM a\nRUN <<EOF\n  x\n\ty\nEOF",
    "FROM a\nRUN <<-EOF\n\tx\n\tEOF",
    "FROM a\nCOPY <<EOF /x\n x \\\ny\nEOF",
    'FROM a\nRUN echo "one \\\n      two"',
    "FROM a\nRUN echo 'one \\\ntwo'",
    'FROM a\nENV A="one \\\n      two"',
    "FROM a\nENV A one \\\n      two",
    'FROM a\nRUN echo "$(echo "a \\\n    b")"',
    "FROM a\nLABEL a=x\\\ny",
    "FROM a\nRUN mak\\\ne all",
    "# escape=`\nFROM a\nRUN echo 'a `\n      b'",
    "FROM a\nUSER x\\\n  y",
    "FROM a\nONBUILD RUN echo 'a \\\n    b'",
  ]) {
    it(`leaves ${JSON.stringify(text)}`, () => assert.equal(formatted(text), text));
  }

  it("goes on beside what it leaves", () =>
    assert.equal(
      formatted("FROM a\nRUN echo 'a \\\n    b'\nRUN x \\\ny"),
      "FROM a\nRUN echo 'a \\\n    b'\nRUN x \\\n  y",
    ));

  it("can be asked for a range", () => {
    const analysis = analysisOf("FROM a\nRUN x \\\ny\nRUN x \\\ny");
    const range = { start: { line: 3, character: 0 }, end: { line: 4, character: 1 } };
    const edits = rangeFormatting(analysis, range, options);
    assert.equal(
      TextDocument.applyEdits(analysis.document, [...edits]),
      "FROM a\nRUN x \\\ny\nRUN x \\\n  y",
    );
  });

  it("indents the next line when a line is continued", () => {
    const { analysis, position } = atCursor("FROM a\nRUN x \\|\ny");
    const edits = onTypeFormatting(analysis, position, "\\", options);
    assert.equal(TextDocument.applyEdits(analysis.document, [...edits]), "FROM a\nRUN x \\\n  y");
  });

  it("leaves files of more than 5,000 lines", () => {
    const text = `FROM a\n${"RUN x \\\ny\n".repeat(2501)}`;
    assert.deepEqual(formatting(analysisOf(text), options), []);
  });
});
