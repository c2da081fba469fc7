import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Position, Range } from "vscode-languageserver-types";
import { completion } from "../../../server/src/service/features/completion.ts";
import { definition } from "../../../server/src/service/features/definition.ts";
import { documentHighlight } from "../../../server/src/service/features/documentHighlight.ts";
import { documentLinks } from "../../../server/src/service/features/documentLinks.ts";
import { documentSymbols } from "../../../server/src/service/features/documentSymbols.ts";
import { foldingRanges } from "../../../server/src/service/features/foldingRanges.ts";
import {
  formatting,
  onTypeFormatting,
  rangeFormatting,
} from "../../../server/src/service/features/formatting.ts";
import { hover } from "../../../server/src/service/features/hover.ts";
import type { Analysed } from "../../../server/src/service/features/nodeAt.ts";
import { references } from "../../../server/src/service/features/references.ts";
import { prepareRename, rename } from "../../../server/src/service/features/rename.ts";
import { signatureHelp } from "../../../server/src/service/features/signatureHelp.ts";
import { analysisOf } from "../../cursor.ts";

const options = { tabSize: 4, insertSpaces: false };

const wholeFile: readonly ((analysis: Analysed) => unknown)[] = [
  documentLinks,
  documentSymbols,
  foldingRanges,
  (analysis) => formatting(analysis, options),
];

const atPosition: readonly ((analysis: Analysed, position: Position) => unknown)[] = [
  (analysis, position) => completion(analysis, position, { snippets: true }),
  definition,
  documentHighlight,
  hover,
  prepareRename,
  (analysis, position) => references(analysis, position, { includeDeclaration: true }),
  (analysis, position) => rename(analysis, position, "renamed"),
  signatureHelp,
  (analysis, position) => onTypeFormatting(analysis, position, "\\", options),
  (analysis, position) => rangeFormatting(analysis, { start: position, end: position }, options),
];

const texts = [
  "",
  "\n",
  "\ufeff",
  "\ufeffFROM a\nRUN x",
  "ONBUILD",
  "ONBUILD ONBUILD ONBUILD ONBUILD RUN x",
  "FROM",
  "FROM ",
  "FROM a\rRUN b\rCOPY c d",
  "FROM a\r\nRUN x \\\r\n  $A\r\n# c\r\n",
  "FROM a\nRUN <<EOF\necho $A ${B",
  "FROM a\nRUN <<EOF <<'X' cat\na\nEOF\n$b\nX\n",
  "FROM a\nCOPY <<E /x\n$A\n",
  " ARG A=$B\nFROM x",
  "FROM a\nENV A=$A A B=\"$ C='",
  "FROM a AS a\nFROM a AS a\nCOPY --from=a --from= --from a b\nCOPY --from=99 a b",
  "FROM a\nRUN --mount --mount= --mount=, --mount=type --mount=type=,from=,from=a=b x",
  'FROM a\nRUN --mount="type=cache,target=/x" \\\n --mount=type=\\\ncache x',
  "FROM a\nRUN --",
  'FROM a\nRUN echo "😀 $😀 ${é} é$A"',
  "F\\\nRO\\\nM a\nRU\\\n# c\n\nN x",
  "# syntax=\n# escape=x\n# check\n#\nFROM a",
  "# escape=`\nFROM a\nCOPY a `\n  b\nRUN echo `",
  "FROM a\nHEALTHCHECK\nHEALTHCHECK --interval\nHEALTHCHECK CMD\nHEALTHCHECK NONE x",
  'FROM a\nCMD ["a\nSHELL [\nVOLUME ["$A"]\nCOPY ["$A", "\\u0041"]',
  "FROM a\nRUN x \\\n\n\n",
  "FROM ${A:-${B:-$C}}\nARG ${X}=1\nLABEL $A=$B",
  "FROM a\nRUN echo ${A\\\nB} $A\\\nB",
  "nonsense\n\u0000\ufffd\u2028x\ny \\",
  "FROM a\nRUN $((1 << 2)) `echo '$A'` \"`$A`\" $'\\'$A' <<< $A (((",
];

describe("any input", () => {
  for (const text of texts) {
    it(`at every position of ${JSON.stringify(text)}`, () => {
      const analysis = analysisOf(text);
      for (const feature of wholeFile) assertRanges(analysis, feature(analysis));
      for (let offset = 0; offset <= text.length; offset += 1) {
        const position = analysis.document.positionAt(offset);
        for (const feature of atPosition) assertRanges(analysis, feature(analysis, position));
      }
    });
  }
});

/** Every range in a result lies in the document and ends after it begins. */
function assertRanges({ document }: Analysed, result: unknown): void {
  const end = document.positionAt(document.getText().length);
  for (const { start, end: rangeEnd } of rangesIn(result)) {
    assert.ok(isOrdered(start, rangeEnd), "a range is reversed");
    assert.ok(isOrdered(rangeEnd, end), "a range is outside the text");
  }
}

function isOrdered(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character <= b.character);
}

function rangesIn(value: unknown): readonly Range[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "start" in value && "end" in value ? [value as Range] : [];
  return [...own, ...Object.values(value).flatMap(rangesIn)];
}
