import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { flags } from "../../../server/src/service/data/flags.ts";
import { instructions } from "../../../server/src/service/data/instructions.ts";
import { mountTypes } from "../../../server/src/service/data/mounts.ts";
import { hover } from "../../../server/src/service/features/hover.ts";
import { instructionNames } from "../../../server/src/service/syntax/parse.ts";
import { atCursor, textIn } from "../../cursor.ts";

function hoverAt(marked: string): { readonly marks: string; readonly says: string } | undefined {
  const { analysis, position } = atCursor(marked);
  const result = hover(analysis, position);
  if (result === undefined) return undefined;
  assert.ok(result.range !== undefined && "value" in (result.contents as object));
  const { value } = result.contents as { readonly value: string };
  return { marks: textIn(analysis, result.range), says: value };
}

function assertHover(marked: string, marks: string, ...parts: readonly (string | RegExp)[]): void {
  const result = hoverAt(marked);
  assert.ok(result !== undefined, "nothing is shown");
  assert.equal(result.marks, marks);
  for (const part of parts) {
    if (typeof part === "string")
      assert.ok(result.says.includes(part), `${part} in ${result.says}`);
    else assert.match(result.says, part);
  }
}

describe("hover", () => {
  it("has a record for every instruction", () =>
    assert.deepEqual(
      instructions.map(({ name }) => name),
      [...instructionNames],
    ));

  for (const { name, link } of instructions) {
    it(`explains ${name}`, () => assertHover(`${name[0]}|${name.slice(1)} x`, name, name, link));
  }

  for (const {
    name,
    instructions: [instruction = ""],
    since,
  } of flags) {
    it(`explains --${name}`, () =>
      assertHover(`FROM a\n${instruction} --${name}|=x y`, `--${name}`, since ?? name));
  }

  for (const { name, keys } of mountTypes) {
    it(`explains mounts of type ${name}`, () => {
      assertHover(`FROM a\nRUN --mount=type=${name}| x`, name, `type=${name}`);
      for (const { names } of keys) {
        for (const key of names) {
          assertHover(`FROM a\nRUN --mount=type=${name},${key}| x`, key, `in a ${name} mount`);
        }
      }
    });
  }

  const cases: readonly (readonly [string, string, ...(string | RegExp)[]])[] = [
    ["FROM a a|s b", "as", "the name `b`"],
    ["FROM a\nONBUILD COP|Y . /", "COPY", "**COPY**"],
    ["FROM a\nRUN --network=no|ne x", "none", "loopback"],
    ["FROM a\nRUN --mount=type=cache,sharing=lock|ed,target=/x y", "locked", "waits"],
    [
      "FROM a\nRUN --mount=type=cache,shari|ng=locked x",
      "sharing",
      "Default: shared.",
      "`private`",
    ],
    ["FROM a\nARG TARGETARCH|", "TARGETARCH", /build time\n\nSet in line 2[^]*`arm64`\.$/],
    ["FROM a\nRUN --mount=type=cache,d|st=/x y", "dst", "Required", "`destination`"],
    ["FROM a\nHEALTHCHECK NO|NE", "NONE", "switches off"],
    ["# synt|ax=docker/dockerfile:1\nFROM a", "# syntax=docker/dockerfile:1", "frontend"],
    ["# chec|k=skip=all\nFROM a", "# check=skip=all", "docker/dockerfile:1.8"],
    ["ARG V=1.2\nFROM a:$|V", "$V", "Global ARG", "`1.2`", "line 1", "--build-arg V="],
    ['FROM a\nENV A=x\nRUN echo "${A|:-y}"', "${A", "**ENV**", "`x`", "line 2", "Containers"],
    ["FROM a AS b\nENV A=x\nFROM b\nWORKDIR /$|A", "$A", "line 2, inherited from stage `b`"],
    ["FROM a\nARG A\nENV B=$|A", "$A", "has no default", "line 2"],
    ["FROM a\nENV A|=x B=$A", "A", "= `x`"],
    ["FROM a\nENV A=x B=$|A", "$A", "base image or the shell may set it"],
    ["ARG A=1\nFROM a\nRUN echo $|A", "$A", "write `ARG A`"],
    ["FROM --platform=$BUILD|PLATFORM a", "$BUILDPLATFORM", "only at build time", "machine"],
    ["FROM a\nRUN echo $TARGET|ARCH", "$TARGETARCH", "write `ARG TARGETARCH`", "arm64"],
    ["FROM a\nARG HTTP_P|ROXY", "HTTP_PROXY", "proxy for commands"],
    ["FROM a AS b|\nRUN x", "b", "Stage `b`", "image `a`", "Line 1, 1 instruction, number 0"],
    ["FROM a AS b\nFROM c\nCOPY --from=b| / /", "b", "Stage `b`"],
    ["FROM a\nFROM c\nCOPY --from=|0 / /", "0", "Stage 0"],
    ["FROM a AS b\nFROM c\nRUN --mount=type=bind,from=b|,target=/x y", "b", "Stage `b`"],
    ["FROM a AS b\nFROM |B", "B", "Stage `b`"],
    [
      "FROM no|de:24",
      "node:24",
      "Official image",
      "`docker.io`",
      "`library/node`",
      "`24`",
      "https://hub.docker.com/_/node",
    ],
    [
      "FROM bitnami/redi|s",
      "bitnami/redis",
      "`latest` is taken",
      "https://hub.docker.com/r/bitnami/redis",
    ],
    ["FROM ghcr.io/a/b|:1", "ghcr.io/a/b:1", "https://ghcr.io/a/b"],
    ["FROM localhost:5000/a|", "localhost:5000/a", "`localhost:5000`"],
    ["FROM scrat|ch", "scratch", "no image"],
    ["FROM a\nRUN cat << E|OF\nx\nEOF", "<< EOF", "1 line,", "docker/dockerfile:1.16"],
    ["FROM a\nRUN <<E|OF\nx\ny\nEOF", "<<EOF", "2 lines"],
    ["FROM a\nCOPY <<-'EOF' /x\nx\nEO|F", "EOF", "1 line,", "quoted", "Tabs"],
  ];
  for (const [marked, marks, ...parts] of cases) {
    it(`at ${JSON.stringify(marked)}`, () => assertHover(marked, marks, ...parts));
  }

  for (const marked of [
    "FROM a\nRUN ech|o",
    "# a comm|ent\nFROM a",
    "FROM a\nRUN --nonsense|=x y",
    "FROM a\nRUN echo '$|A'",
    "FROM a\nNONSEN|SE x",
    "FROM a:b:|c",
    "|",
  ]) {
    it(`shows nothing at ${JSON.stringify(marked)}`, () =>
      assert.equal(hoverAt(marked), undefined));
  }

  it("shows values that hold a backtick as a block", () =>
    assertHover("FROM a\nENV A='b`c'\nRUN echo $|A", "$A", "~~~\nb`c\n~~~"));
});
