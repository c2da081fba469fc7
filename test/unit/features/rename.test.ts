import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { TextDocument } from "vscode-languageserver-textdocument";
import { prepareRename, rename } from "../../../server/src/service/features/rename.ts";
import { atCursor, textIn } from "../../cursor.ts";

/** The text after the rename, or the sentence that refuses it. */
function renamed(marked: string, newName: string): string | undefined {
  const { analysis, position } = atCursor(marked);
  const result = rename(analysis, position, newName);
  if (result === undefined) return undefined;
  if ("refused" in result) return result.refused;
  const edits = result.edit.changes?.[analysis.document.uri] ?? [];
  return TextDocument.applyEdits(analysis.document, edits);
}

describe("rename", () => {
  const stages: readonly (readonly [string, string])[] = [
    [
      "FROM a AS b|\nFROM b AS c\nCOPY --from=b /b /b\nRUN --mount=type=bind,from=b,target=/b cat /b",
      "FROM a AS new\nFROM new AS c\nCOPY --from=new /b /b\nRUN --mount=type=bind,from=new,target=/b cat /b",
    ],
    [
      "FROM a AS b\nFROM c\nCOPY --from=0 / /\nCOPY --from=|b / /",
      "FROM a AS new\nFROM c\nCOPY --from=0 / /\nCOPY --from=new / /",
    ],
    ['FROM a AS b\nFROM c\nCOPY --from="b|" / /', 'FROM a AS new\nFROM c\nCOPY --from="new" / /'],
    ["FROM a AS b\nFROM b AS b\nFROM b|", "FROM a AS b\nFROM b AS new\nFROM new"],
  ];
  for (const [marked, expected] of stages) {
    it(`of a stage: ${JSON.stringify(marked)}`, () =>
      assert.equal(renamed(marked, "new"), expected));
  }

  const variables: readonly (readonly [string, string])[] = [
    ["ARG V|=1\nFROM a:$V", "ARG N=1\nFROM a:$N"],
    ["ARG V|=1\nFROM a:${V}\nARG V\nRUN echo $V", "ARG N=1\nFROM a:${N}\nARG N\nRUN echo $N"],
    // a stage that sets its own
    ["ARG V|=1\nFROM a:$V\nARG V=2\nRUN echo $V", "ARG N=1\nFROM a:$N\nARG V=2\nRUN echo $V"],
    // two stages that have nothing to do with each other
    [
      "FROM a\nENV V|=1\nRUN echo $V\nFROM b\nENV V=1\nRUN echo $V",
      "FROM a\nENV N=1\nRUN echo $N\nFROM b\nENV V=1\nRUN echo $V",
    ],
    [
      "FROM a AS b\nENV V|=1\nFROM b\nCOPY $V ${V:-x}/",
      "FROM a AS b\nENV N=1\nFROM b\nCOPY $N ${N:-x}/",
    ],
    [
      'FROM a\nENV V=1\nENV W=$V V=2\nLABEL l="${W:+$V|}"',
      'FROM a\nENV N=1\nENV W=$N N=2\nLABEL l="${W:+$N}"',
    ],
    [
      "FROM a\nENV V|=1\nRUN echo '$V' \"$V\" \\$V $VV ${V%.*} # $V",
      "FROM a\nENV N=1\nRUN echo '$V' \"$N\" \\$V $VV ${N%.*} # $V",
    ],
    [
      "FROM a\nENV V|=1\nRUN echo \\\n  $V && \\\n  # $V\n  echo \"$(cat '$V' $V)\"",
      "FROM a\nENV N=1\nRUN echo \\\n  $N && \\\n  # $V\n  echo \"$(cat '$V' $N)\"",
    ],
    ["FROM a\nENV V|=1\nRUN V=$V:2; echo $V", "FROM a\nENV N=1\nRUN V=$N:2; echo $V"],
    [
      "FROM a\nENV V|=1\nCOPY <<EOF /x\n'$V'\nEOF\nCOPY <<'EOF' /x\n$V\nEOF",
      "FROM a\nENV N=1\nCOPY <<EOF /x\n'$N'\nEOF\nCOPY <<'EOF' /x\n$V\nEOF",
    ],
    [
      "FROM a\nENV V|=1\nRUN cat <<'EOF' > /x\n$V\nEOF",
      "FROM a\nENV N=1\nRUN cat <<'EOF' > /x\n$V\nEOF",
    ],
    [
      "FROM a\nENV V|=1\nRUN cat <<EOF > /x\nit's $V\nEOF",
      "FROM a\nENV N=1\nRUN cat <<EOF > /x\nit's $N\nEOF",
    ],
    [
      "FROM a\nENV V|=1\nRUN <<EOF\n# don't\necho $V\ncat <<'X'\n$V\nX\nEOF",
      "FROM a\nENV N=1\nRUN <<EOF\n# don't\necho $N\ncat <<'X'\n$V\nX\nEOF",
    ],
    ["FROM a\nENV V|=1\nRUN make V=$V && echo $V", "FROM a\nENV N=1\nRUN make V=$N && echo $N"],
    ["FROM a\nENV V|=1\nRUN V=2 make && echo $V", "FROM a\nENV N=1\nRUN V=2 make && echo $N"],
    ["FROM a\nENV V|=1\nRUN W=2 V=3; echo $V", "FROM a\nENV N=1\nRUN W=2 V=3; echo $V"],
    [
      "FROM a\nENV V|=1\nRUN echo $V && export V=2 && x $V",
      "FROM a\nENV N=1\nRUN echo $N && export V=2 && x $V",
    ],
    [
      "FROM a\nENV V|=1\nRUN for V in $V; do x $V; done",
      "FROM a\nENV N=1\nRUN for V in $N; do x $V; done",
    ],
    [
      "FROM a\nENV V|=1\nRUN x $((1 << 2))\\\n  '$V' $V",
      "FROM a\nENV N=1\nRUN x $((1 << 2))\\\n  '$V' $N",
    ],
    // the body is a script that the shell runs, quoted or not
    ["FROM a\nENV V|=1\nRUN <<'EOF'\necho $V\nEOF", "FROM a\nENV N=1\nRUN <<'EOF'\necho $N\nEOF"],
    [
      'FROM a\nENV V|=1\nCMD ["echo", "$V"]\nENTRYPOINT ["sh", "-c", "echo $V"]',
      'FROM a\nENV N=1\nCMD ["echo", "$V"]\nENTRYPOINT ["sh", "-c", "echo $N"]',
    ],
    [
      "FROM a\nENV V|=1\nARG W=1\nONBUILD RUN echo $V $W",
      "FROM a\nENV N=1\nARG W=1\nONBUILD RUN echo $N $W",
    ],
    [
      "FROM a\nARG V|=1\nARG W=${V}2\nONBUILD RUN echo $V",
      "FROM a\nARG N=1\nARG W=${N}2\nONBUILD RUN echo $V",
    ],
    ["FROM a\nENV V|=1\r\nRUN echo é😀 $V\r\n", "FROM a\nENV N=1\r\nRUN echo é😀 $N\r\n"],
  ];
  for (const [marked, expected] of variables) {
    it(`of a variable: ${JSON.stringify(marked)}`, () =>
      assert.equal(renamed(marked, "N"), expected));
  }

  const refused: readonly (readonly [string, string, RegExp])[] = [
    ["FROM a AS b|", "1x", /^1x is no name for a stage/],
    ["FROM a AS b|", "scratch", /meaning of its own/],
    ["FROM a AS b|\nFROM a AS c", "C", /Another stage/],
    ["FROM a\nENV V|=1", "a-b", /^a-b is no name for a variable/],
    ["FROM a\nENV V|=1 W=2", "W", /^W is set in this file already/],
    ["FROM a\nENV V|=1", "TARGETARCH", /set by the build itself/],
  ];
  for (const [marked, newName, message] of refused) {
    it(`refuses ${newName} at ${JSON.stringify(marked)}`, () =>
      assert.match(renamed(marked, newName) ?? "", message));
  }

  for (const marked of [
    "FROM nod|e",
    "FROM a\nRUN ech|o $X",
    "FROM a\nRUN echo $|X",
    "FROM a\nARG TARGET|ARCH",
    "FROM a\nFROM b\nCOPY --from=|0 / /",
  ]) {
    it(`offers nothing at ${JSON.stringify(marked)}`, () => {
      const { analysis, position } = atCursor(marked);
      assert.equal(prepareRename(analysis, position), undefined);
      assert.equal(rename(analysis, position, "x"), undefined);
    });
  }

  it("prepares with the name alone", () => {
    const { analysis, position } = atCursor("FROM a\nENV VAR=1\nRUN echo ${V|AR:-x}");
    const prepared = prepareRename(analysis, position);
    assert.equal(prepared?.placeholder, "VAR");
    assert.equal(prepared && textIn(analysis, prepared.range), "VAR");
  });
});
