import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { DocumentSymbol } from "vscode-languageserver-types";
import { documentLinks } from "../../../server/src/service/features/documentLinks.ts";
import { documentSymbols } from "../../../server/src/service/features/documentSymbols.ts";
import { foldingRanges } from "../../../server/src/service/features/foldingRanges.ts";
import { signatureHelp } from "../../../server/src/service/features/signatureHelp.ts";
import { instructions } from "../../../server/src/service/data/instructions.ts";
import { analysisOf, atCursor, rangeText, textIn } from "../../cursor.ts";

describe("documentSymbols", () => {
  const outline = (symbols: readonly DocumentSymbol[]): readonly unknown[] =>
    symbols.map(({ name, detail, children }) =>
      children === undefined ? `${name} ${detail ?? ""}` : [name, detail, outline(children)],
    );

  it("nests instructions in their stages", () => {
    const text =
      "ARG V=1\nFROM a:$V AS build\nRUN make \\\n  all\nFROM scratch\nCOPY --from=build /x /";
    assert.deepEqual(outline(documentSymbols(analysisOf(text))), [
      "ARG V=1",
      ["build", "a:$V", ["RUN make all"]],
      ["stage 1", "scratch", ["COPY /x /"]],
    ]);
  });

  it("keeps the selection inside the range", () => {
    const [stage] = documentSymbols(analysisOf("FROM a AS b\nRUN x\n\nFROM c"));
    assert.equal(stage && rangeText(stage.range), "0:0-1:5");
    assert.equal(stage && rangeText(stage.selectionRange), "0:10-0:11");
  });
});

describe("foldingRanges", () => {
  const folds = (text: string) =>
    foldingRanges(analysisOf(text)).map(({ startLine, endLine, kind }) => [
      startLine,
      endLine,
      kind,
    ]);
  const cases: readonly (readonly [string, readonly (readonly unknown[])[]])[] = [
    ["FROM a\nRUN x", [[0, 1, undefined]]],
    ["FROM a", []],
    [
      "FROM a\nRUN x \\\n  y\n\nFROM b\nRUN z",
      [
        [0, 2, undefined],
        [4, 5, undefined],
        [1, 2, undefined],
      ],
    ],
    [
      "FROM a\nCOPY <<A <<B /x/\na\nA\nb\nB",
      [
        [0, 5, undefined],
        [1, 5, undefined],
        [1, 3, undefined],
      ],
    ],
    ["# syntax=x\n# one\n# two\nFROM a", [[0, 2, "comment"]]],
    [
      "# region one\nFROM a\n# endregion\n#region\nRUN x\n#endregion",
      [
        [1, 4, undefined],
        [0, 2, "region"],
        [3, 5, "region"],
      ],
    ],
    [
      "FROM a\r\nRUN x \\\r\n  y\r\n",
      [
        [0, 2, undefined],
        [1, 2, undefined],
      ],
    ],
  ];
  for (const [text, expected] of cases) {
    it(`of ${JSON.stringify(text)}`, () => assert.deepEqual(folds(text), expected));
  }
});

describe("documentLinks", () => {
  it("leads to the pages of images, not of stages", () => {
    const analysis = analysisOf(
      "ARG V=24\nFROM node:$V AS b\nFROM b\nFROM quay.io/a/b@sha256:" +
        `${"0".repeat(64)}\nFROM scratch\nFROM mcr.microsoft.com/dotnet/sdk:9.0\nFROM r.example.com/x`,
    );
    assert.deepEqual(
      documentLinks(analysis).map(({ range, target }) => [textIn(analysis, range), target]),
      [
        ["node", "https://hub.docker.com/_/node"],
        ["quay.io/a/b", "https://quay.io/repository/a/b"],
        ["mcr.microsoft.com/dotnet/sdk", "https://mcr.microsoft.com/artifact/mar/dotnet/sdk"],
      ],
    );
  });
});

describe("signatureHelp", () => {
  function active(marked: string): string | undefined {
    const { analysis, position } = atCursor(marked);
    const help = signatureHelp(analysis, position);
    const signature = help?.signatures[help.activeSignature ?? 0];
    const parameter = signature?.parameters?.[help?.activeParameter ?? 0];
    return signature && `${signature.label} > ${String(parameter?.label)}`;
  }
  const cases: readonly (readonly [string, string | undefined])[] = [
    ["FROM |", "FROM [--platform=platform] image[:tag|@digest] [AS name] > image[:tag|@digest]"],
    [
      "FROM --pl|",
      "FROM [--platform=platform] image[:tag|@digest] [AS name] > [--platform=platform]",
    ],
    ["FROM a AS |", "FROM [--platform=platform] image[:tag|@digest] [AS name] > [AS name]"],
    ["FROM a\nCOPY a |b", "COPY [--flag] source … destination > destination"],
    ["FROM a\nCOPY a| b", "COPY [--flag] source … destination > source"],
    ["FROM a\nCOPY a b| c", "COPY [--flag] source … destination > source"],
    ['FROM a\nCMD ["a|"', 'CMD ["program", "argument", …] > "program"'],
    ['FROM a\nCMD ["a", "|', 'CMD ["program", "argument", …] > "argument"'],
    ["FROM a\nRUN make| x", "RUN [--flag] command > command"],
    ["FROM a\nENV A=|", "ENV key=value … > value"],
    ["FROM a\nENV A|", "ENV key=value … > key"],
    ["FROM a\nENV A b|", "ENV key value > value"],
    ["FROM a\nARG A=|", "ARG name[=default] … > [=default]"],
    ["FROM a\nHEALTHCHECK NONE|", "HEALTHCHECK NONE > NONE"],
    ["FROM a\nHEALTHCHECK CMD x|", "HEALTHCHECK [--flag] CMD command > command"],
    ["FROM a\nONBUILD USER a:|", "USER user[:group] > [:group]"],
    ["FRO|M a", undefined],
    ["# FROM |", undefined],
  ];
  for (const [marked, expected] of cases) {
    it(`at ${JSON.stringify(marked)}`, () => assert.equal(active(marked), expected));
  }

  for (const { name, forms } of instructions) {
    it(`names parts of its forms of ${name}`, () => {
      for (const { label, parameters } of forms) {
        for (const parameter of parameters) assert.ok(label.includes(parameter.label), label);
      }
    });
  }
});
