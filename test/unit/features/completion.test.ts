import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { CompletionItem, TextEdit } from "vscode-languageserver-types";
import { completion } from "../../../server/src/service/features/completion.ts";
import { atCursor, textIn, type AtCursor } from "../../cursor.ts";

function itemsAt({ analysis, position }: AtCursor, snippets: boolean): readonly CompletionItem[] {
  const list = completion(analysis, position, { snippets });
  assert.equal(list.isIncomplete, false);
  return list.items;
}

function labelsAt(marked: string): readonly string[] {
  return itemsAt(atCursor(marked), false).map(({ label }) => label);
}

function inserted(marked: string, label: string, snippets: boolean): string {
  const at = atCursor(marked);
  const item = itemsAt(at, snippets).find((each) => each.label === label);
  assert.ok(item?.textEdit !== undefined, `${label} is not offered`);
  return TextDocument.applyEdits(at.analysis.document, [item.textEdit as TextEdit]);
}

describe("completion of labels", () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ["FROM a AS b\nFROM c AS d\nFROM e\nCOPY --from=|", ["d", "b"]],
    ["FROM a AS b\nFROM c\nRUN --mount=type=bind,from=| x", ["b"]],
    ["FROM a |", ["AS"]],
    ["from a |", ["as"]],
    ["FROM a AS |", []],
    ["FROM alpine:|", ["3.23", "3.22", "3.21"]],
    ["FROM --|", ["--platform"]],
    ["FROM a\nRUN --|", ["--mount", "--network", "--security", "--device"]],
    ["FROM a\nRUN -|", ["--mount", "--network", "--security", "--device"]],
    ["FROM a\nRUN --network=none --mount=type=ssh --| x", ["--mount", "--security", "--device"]],
    ["FROM a\nRUN \\\n  --|", ["--mount", "--network", "--security", "--device"]],
    ["FROM a\nRUN --network=|", ["default", "none", "host"]],
    ["FROM a\nRUN --security=|", ["sandbox", "insecure"]],
    ["FROM a\nRUN --network=none x --|", []],
    ["FROM a\nRUN x|", []],
    ["FROM a\nCOPY --|", ["--from", "--chown", "--chmod", "--link", "--parents", "--exclude"]],
    [
      "FROM a\nADD --|",
      ["--chown", "--chmod", "--link", "--exclude", "--keep-git-dir", "--checksum", "--unpack"],
    ],
    ["FROM a\nCOPY --link=|", ["true", "false"]],
    ["FROM a\nUSER app\nCOPY --chown=|", ["app"]],
    [
      "FROM a\nHEALTHCHECK --|",
      ["--interval", "--timeout", "--start-period", "--start-interval", "--retries"],
    ],
    [
      "FROM a\nHEALTHCHECK --interval=1s |",
      ["CMD", "--timeout", "--start-period", "--start-interval", "--retries"],
    ],
    ["FROM a\nHEALTHCHECK N|", ["CMD", "NONE"]],
    ["FROM a\nRUN --mount=type=|", ["bind", "cache", "tmpfs", "secret", "ssh"]],
    ["FROM a\nRUN --mount=type=tmpfs,|", ["target", "size"]],
    ["FROM a\nRUN --mount=type=tmpfs,dst=/x,|", ["size"]],
    ["FROM a\nRUN --mount=|,type=tmpfs", ["target", "size"]],
    ["FROM a\nRUN --mount=type=cache,target=/x,sharing=l|ocked y", ["shared", "private", "locked"]],
    ["FROM a\nRUN --mount=type=secret,required=|", ["true", "false"]],
    ["ARG V=1\nFROM a\nARG W\nENV X=2\nRUN echo $|", ["W", "X"]],
    ['FROM a\nENV X=2\nRUN echo "${X|"', ["X"]],
    ["FROM a\nENV X=2\nRUN echo '$|'", []],
    ["FROM a\nENV X=2\nRUN <<EOF\necho $|\nEOF", ["X"]],
    ["FROM a\nENV X=2\nRUN <<EOF\necho |\nEOF", []],
    ["FROM a\nENV X=2\nCOPY <<'EOF' /x\n$|\nEOF", []],
    ["FROM a\nENV X=2\nRUN x && \\\n  y $|", ["X"]],
    [
      "FROM a\nSTOPSIGNAL |",
      [
        "SIGTERM",
        "SIGINT",
        "SIGQUIT",
        "SIGWINCH",
        "SIGHUP",
        "SIGUSR1",
        "SIGUSR2",
        "SIGKILL",
        "SIGRTMIN+3",
      ],
    ],
    ["FROM a\nUSER app\nUSER root\nUSER |", ["root", "app"]],
    ["FROM a\nWORKDIR /srv\nWORKDIR |", ["/srv"]],
    ["FROM a\nWORKDIR /srv\nCOPY x /opt/\nCOPY y |", ["./", "/srv/", "/opt/"]],
    ["FROM a\nCOPY |", ["--from", "--chown", "--chmod", "--link", "--parents", "--exclude"]],
    ["#|\nFROM a", ["syntax", "escape", "check"]],
    ["# syntax=docker/dockerfile:1\n# |", ["escape", "check"]],
    ["# hello\n# |", []],
    ["# syntax=|", ["docker/dockerfile:1", "docker/dockerfile:1-labs"]],
    ["# escape=|", ["\\", "`"]],
    ["# check=|", ["skip=all", "error=true"]],
    ["FROM a\n# |", []],
    ["FROM a\nNONSENSE |", []],
  ];
  for (const [marked, expected] of cases) {
    it(`at ${JSON.stringify(marked)}`, () => assert.deepEqual(labelsAt(marked), expected));
  }

  it("offers every instruction at the start of a line", () => {
    for (const marked of ["|", "FROM a\n|", "FROM a\n  |", "FROM a\nRU|", "FROM a\n\n|\nRUN x"]) {
      assert.equal(labelsAt(marked).length, 18, marked);
    }
  });
  it("follows the case of the file", () => assert.ok(labelsAt("from a\n|").includes("copy")));
  it("offers triggers behind ONBUILD", () => {
    for (const marked of ["FROM a\nONBUILD |", "FROM a\nONBUILD CO|"]) {
      const labels = labelsAt(marked);
      assert.ok(labels.includes("COPY"));
      for (const name of ["FROM", "ONBUILD", "MAINTAINER"]) assert.ok(!labels.includes(name), name);
    }
    assert.ok(labelsAt("FROM a\nONBUILD COPY --|").includes("--from"));
  });
  it("offers platform ARGs in FROM and for ARG", () => {
    assert.ok(labelsAt("FROM --platform=$|").includes("BUILDPLATFORM"));
    assert.ok(labelsAt("ARG V=1\nFROM a:$|").includes("V"));
    assert.ok(labelsAt("ARG V=1\nFROM a\nARG |").includes("V"));
    assert.ok(labelsAt("FROM a\nARG TARGET|").includes("TARGETARCH"));
  });
  it("offers stages, scratch and images behind FROM", () => {
    const labels = labelsAt("FROM a AS mine\nFROM |");
    for (const name of ["mine", "scratch", "node"]) assert.ok(labels.includes(name), name);
  });
  it("offers the names of checks", () =>
    assert.ok(labelsAt("# check=skip=JSONArgsRecommended,|").includes("StageNameCasing")));
});

describe("completion of text", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ["FR|OM a", "FROM", "FROM a"],
    ["FROM a\nR|", "RUN", "FROM a\nRUN"],
    ["FROM nod|e:24", "alpine", "FROM alpine"],
    ["FROM node:2|2", "24-slim", "FROM node:24-slim"],
    ["FROM a\nRUN --ne|t=none x", "--network", "FROM a\nRUN --network=none x"],
    ["FROM a\nCOPY --l| a b", "--link", "FROM a\nCOPY --link a b"],
    ["FROM a\nCOPY --chm| a b", "--chmod", "FROM a\nCOPY --chmod= a b"],
    ["FROM a\nRUN --network=no|ne x", "host", "FROM a\nRUN --network=host x"],
    [
      "FROM a\nRUN --mount=type=ca|che,target=/x y",
      "tmpfs",
      "FROM a\nRUN --mount=type=tmpfs,target=/x y",
    ],
    [
      "FROM a\nRUN --mount=type=cache,ta|r=/x y",
      "target",
      "FROM a\nRUN --mount=type=cache,target= y",
    ],
    ["FROM a\nRUN --mount=type=bind,r| y", "rw", "FROM a\nRUN --mount=type=bind,rw y"],
    ["FROM a\nENV ABC=1\nRUN echo $A|", "ABC", "FROM a\nENV ABC=1\nRUN echo $ABC"],
    ["FROM a\nENV ABC=1\nRUN echo ${A| x", "ABC", "FROM a\nENV ABC=1\nRUN echo ${ABC} x"],
    ["FROM a\nENV ABC=1\nRUN echo ${A|B:-x}", "ABC", "FROM a\nENV ABC=1\nRUN echo ${ABC:-x}"],
    ["# sy|=x\nFROM a", "syntax", "# syntax=x\nFROM a"],
    ["# check=skip=all;|", "error=true", "# check=skip=all;error=true"],
    ['FROM a\nSHELL ["/bin|', '["/bin/sh", "-c"]', 'FROM a\nSHELL ["/bin/sh", "-c"]'],
  ];
  for (const [marked, label, expected] of cases) {
    it(`${label} at ${JSON.stringify(marked)}`, () =>
      assert.equal(inserted(marked, label, false), expected));
  }

  const snippets: readonly (readonly [string, string, string])[] = [
    ["FROM a\nCO|", "COPY", "FROM a\nCOPY ${1:source} ${2:destination}$0"],
    ["FROM a\nCO| x y", "COPY", "FROM a\nCOPY x y"],
    ["FROM a\nRUN --mo|", "--mount", "FROM a\nRUN --mount=type=${1|bind,cache,tmpfs,secret,ssh|}"],
    ["FROM a\nRUN --mount=type=|", "secret", "FROM a\nRUN --mount=type=secret,id=${1:name}"],
    ["FROM a |", "AS", "FROM a AS ${1:name}"],
  ];
  for (const [marked, label, expected] of snippets) {
    it(`${label} with tab stops at ${JSON.stringify(marked)}`, () =>
      assert.equal(inserted(marked, label, true), expected));
  }

  it("documents what it offers", () => {
    const [item] = itemsAt(atCursor("FROM a\nRUN --moun|"), false);
    assert.match(JSON.stringify(item?.documentation), /without putting them into a layer/);
    assert.equal(item?.detail, "docker/dockerfile:1.2");
  });

  it("replaces on the line of the cursor only", () => {
    const { analysis, position } = atCursor("FROM a\nRUN --network=n|\\\none x");
    for (const { textEdit } of itemsAt({ analysis, position }, false)) {
      assert.ok(textEdit !== undefined && "range" in textEdit);
      assert.ok(!textIn(analysis, textEdit.range).includes("\n"));
    }
  });
});
