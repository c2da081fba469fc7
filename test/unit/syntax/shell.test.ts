import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createModel } from "../../../server/src/service/syntax/model.ts";
import { parseDockerfile } from "../../../server/src/service/syntax/parse.ts";
import type { ShellScript } from "../../../server/src/service/syntax/shell.ts";

/** The script of the last instruction. */
function scriptOf(text: string): ShellScript | undefined {
  const model = createModel(parseDockerfile(text));
  const node = model.dockerfile.instructions.at(-1);
  assert.ok(node);
  return model.script(node);
}

function programsOf(text: string): readonly string[] {
  return scriptOf(text)?.commands.map(({ program }) => program) ?? [];
}

describe("shell commands", () => {
  it("are found in lists, pipes, groups and substitutions", () => {
    assert.deepEqual(programsOf('RUN a && b | c; { d; } || (e "$(f)") &'), [
      "a",
      "b",
      "c",
      "d",
      "e",
      "f",
    ]);
  });

  it("are looked for behind wrappers", () => {
    const [command] =
      scriptOf("RUN sudo -u tide env A=b /usr/bin/apt-get install -y curl")?.commands ?? [];
    assert.equal(command?.program, "apt-get");
    assert.deepEqual(command?.wrappers, ["sudo", "env"]);
    assert.deepEqual(
      command?.args.map(({ literal }) => literal),
      ["install", "-y", "curl"],
    );
  });

  it("have literal words only where nothing has to be expanded", () => {
    const [command] = scriptOf(`RUN echo 'a b' "c" d$E ~/f *.g "$(h)"`)?.commands ?? [];
    assert.deepEqual(
      command?.args.slice(0, 4).map(({ literal }) => literal),
      ["a b", "c", undefined, undefined],
    );
  });

  it("have places in the document across continuations, comments and heredocs", () => {
    const texts = [
      "RUN first \\\n  # between\n  && second --flag\n",
      "RUN <<EOF\nfirst\nsecond --flag\nEOF\n",
    ];
    for (const text of texts) {
      const second = scriptOf(text)?.commands[1];
      assert.equal(text.slice(second?.start, second?.end), "second --flag");
    }
  });

  it("have places in the strings of sh -c", () => {
    const text = String.raw`CMD ["sh", "-c", "echo \"a\" && serve"]`;
    const second = scriptOf(text)?.commands[1];
    assert.equal(text.slice(second?.start, second?.end), "serve");
  });

  it("have places in strings of sh -c that go over lines", () => {
    const text = 'CMD ["sh", \\\n "-c", \\\n "first && \\\n  second x"]';
    const second = scriptOf(text)?.commands[1];
    assert.equal(text.slice(second?.start, second?.end), "second x");
  });

  it("have places behind leading tabs that <<- drops, and heredocs inside end there", () => {
    const text = "RUN <<-EOF\n\tcat <<END\n\tit's\n\tEND\n\tsecond x\n\tEOF\n";
    const script = scriptOf(text);
    const second = script?.commands[1];
    assert.deepEqual(script?.errors, []);
    assert.equal(text.slice(second?.start, second?.end), "second x");
  });

  it("have heredocs that end in files with CR LF", () => {
    const text = "RUN cat <<A <<B && second x\r\nit's\r\nA\r\n(\r\nB\r\n";
    const script = scriptOf(text);
    const second = script?.commands[1];
    assert.equal(script?.source.text, "cat <<A <<B && second x\nit's\r\nA\n(\r\nB");
    assert.deepEqual(script?.errors, []);
    assert.equal(text.slice(second?.start, second?.end), "second x");
  });

  it("tell what runs in a process of its own, and what in the background", () => {
    const commands = scriptOf("RUN cd /a && (cd /b) && cd /c | d && e &")?.commands ?? [];
    const flags = scriptOf("RUN cd /a; (cd /b); cd /c | d; e &")?.commands.map(
      ({ child, background }) => [child, background],
    );
    assert.ok(commands.every(({ background }) => background));
    assert.deepEqual(flags, [
      [false, false],
      [true, false],
      [true, false],
      [true, false],
      [true, true],
    ]);
  });
});

describe("the shell", () => {
  it("is that of SHELL, of the heredoc's first line, of sh -c, and of Windows", () => {
    const dialects = [
      "FROM a\nRUN x",
      `FROM a\nSHELL ["/bin/bash", "-c"]\nRUN x`,
      `FROM a AS b\nSHELL ["pwsh", "-Command"]\nFROM b\nRUN x`,
      "FROM a\nRUN <<EOF\n#!/usr/bin/env python3\nx\nEOF",
      "# escape=`\nFROM a\nRUN x",
      "FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nRUN x",
    ].map((text) => {
      const model = createModel(parseDockerfile(text));
      const node = model.dockerfile.instructions.at(-1);
      assert.ok(node);
      return model.dialect(node);
    });
    assert.deepEqual(dialects, ["sh", "bash", "powershell", "other", "cmd", "cmd"]);
  });

  it("keeps its errors and never throws", () => {
    for (const text of [
      "RUN if",
      "RUN a | | b",
      "RUN 'open",
      "RUN " + "(".repeat(3000),
      "RUN \u0000",
    ]) {
      assert.ok(scriptOf(text), text.slice(0, 20));
    }
    assert.notDeepEqual(scriptOf("RUN if")?.errors, []);
  });

  it("names its errors at places in the document, those inside substitutions too", () => {
    const found = (text: string) =>
      scriptOf(text)?.errors.map(({ message, start, end, rejectedBy }) => [
        text.slice(start, end),
        message,
        rejectedBy,
      ])[0];
    assert.deepEqual(found("RUN a && \\\n  b 'c"), ["'c", "the quote `'` is never closed", "all"]);
    assert.deepEqual(found("RUN a $(b |) c"), ["|", "something has to follow `|`", "all"]);
    assert.deepEqual(found(`RUN echo "\${A:-it's}"`)?.[2], "bash");
    assert.deepEqual(found(`RUN ${"(".repeat(300)}`)?.[2], "none");
  });

  it("tells comments from words with a number sign", () => {
    assert.equal(scriptOf("RUN a#b '#' \\# ${#c}")?.hasComment, false);
    assert.equal(scriptOf("RUN a # b")?.hasComment, true);
  });
});

describe("the shell of an image", () => {
  const windows = [
    "FROM --platform=windows/amd64 team/app:1",
    "ARG OS=windows\nFROM --platform=$OS/amd64 team/app:1",
    "FROM mcr.microsoft.com/dotnet/framework/sdk:4.8",
    "FROM mcr.microsoft.com/windows/server:10.0.20348",
    "FROM mcr.microsoft.com/windows:20H2",
    "FROM mcr.microsoft.com/powershell:lts-nanoserver-ltsc2022",
    "FROM mcr.microsoft.com/dotnet/sdk:10.0-WindowsServerCore-2025",
    "FROM mcr.microsoft.com/dotnet/sdk:$VERSION-nanoserver-1809",
    "FROM python:3.14-windowsservercore",
    "FROM registry.example.com:5000/team/app:2-ltsc2025",
    "FROM team/app:windows",
    "FROM team/servercore",
    "FROM microsoft/dotnet-framework:4.7.2",
    "FROM microsoft/iis",
    "FROM python:3.14-windowsservercore AS base\nFROM base",
  ];
  for (const from of windows) {
    it(`is none of POSIX in ${JSON.stringify(from)}`, () => {
      assert.equal(scriptOf(`${from}\nRUN dir`), undefined);
    });
  }

  const posix = [
    "FROM --platform=linux/amd64 team/app:windows",
    "FROM --platform=$BUILDPLATFORM golang:1.27",
    "FROM mcr.microsoft.com/dotnet/sdk:10.0",
    "FROM mcr.microsoft.com/powershell:lts-alpine-3.20",
    "FROM mcr.microsoft.com/mssql/server:2025-latest",
    "FROM microsoft/dotnet:2.1-sdk",
    "FROM tools/windows-cross:1",
    "FROM windows.example.com:5000/app",
    'FROM python:3.14-windowsservercore\nSHELL ["bash", "-c"]',
  ];
  for (const from of posix) {
    it(`is POSIX in ${JSON.stringify(from)}`, () => {
      assert.deepEqual(programsOf(`${from}\nRUN ls`), ["ls"]);
    });
  }
});
