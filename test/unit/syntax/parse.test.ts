import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { instructionCases } from "../../instructionCases.ts";
import { parseDockerfile } from "../../../server/src/service/syntax/parse.ts";
import type {
  Instruction,
  InstructionName,
  InstructionOf,
} from "../../../server/src/service/syntax/tree.ts";

/** The only instruction of a text. */
function one<N extends InstructionName>(text: string, name: N): InstructionOf<N> {
  const { instructions } = parseDockerfile(text);
  assert.equal(instructions.length, 1, `one instruction in ${text}`);
  const [node] = instructions;
  assert.equal(node?.name, name);
  return node as InstructionOf<N>;
}

function lines(text: string): readonly (readonly [string, number, number])[] {
  return parseDockerfile(text).instructions.map(({ keyword, startLine, endLine }) => [
    keyword.text,
    startLine,
    endLine,
  ]);
}

describe("lines", () => {
  it("joins continuations, and drops comments and blank lines between them", () => {
    const text = "RUN one \\\n  # a comment\n\n  two \\\n\n  three\nUSER tide\n";
    const [run] = parseDockerfile(text).instructions;
    assert.equal(run?.logical.text, "RUN one   two   three");
    assert.deepEqual(lines(text), [
      ["RUN", 0, 5],
      ["USER", 6, 6],
    ]);
  });

  it("takes an escape character behind another for text", () => {
    assert.deepEqual(lines("RUN a \\\\\nUSER b\n"), [
      ["RUN", 0, 0],
      ["USER", 1, 1],
    ]);
  });

  it("continues with blanks behind the escape character, and at the end of the file", () => {
    assert.deepEqual(lines("RUN a \\ \t\nb\\"), [["RUN", 0, 1]]);
  });

  it("uses the escape character of the directive", () => {
    const { escape, instructions } = parseDockerfile("# escape=`\r\nRUN dir C:\\ `\r\n  /b\r\n");
    assert.equal(escape, "`");
    assert.equal(instructions[0]?.logical.text, "RUN dir C:\\   /b");
  });

  it("reads through a byte order mark", () => {
    const node = one("\ufeffFROM alpine:3.20", "FROM");
    assert.deepEqual(
      [node.start, node.keyword.text, node.image?.value],
      [1, "FROM", "alpine:3.20"],
    );
  });
});

describe("directives", () => {
  it("end with the first line that is none", () => {
    const { directives, comments } = parseDockerfile(
      "#syntax = docker/dockerfile:1 \n# note\n# escape=`\nFROM a\n",
    );
    assert.deepEqual(
      directives.map(({ name, value }) => [name, value.text]),
      [["syntax", "docker/dockerfile:1"]],
    );
    assert.deepEqual(
      comments.map(({ text }) => text),
      ["# note", "# escape=`"],
    );
  });

  it("may come once, and escape is a backslash or a backtick", () => {
    const { problems } = parseDockerfile("# escape=`\n# escape=x\n# check=skip=all\nFROM a\n");
    assert.deepEqual(
      problems.map(({ code, start, end }) => [code, start, end]),
      [["no-duplicate-directive", 13, 19]],
    );
    assert.deepEqual(
      parseDockerfile("# escape=x\nFROM a\n").problems.map(({ code }) => code),
      ["valid-escape"],
    );
  });
});

describe("words and flags", () => {
  it("splits flags from words and keeps their places", () => {
    const text = "COPY --chown=1:1 --from=build /a b/";
    const node = one(text, "COPY");
    assert.deepEqual(
      node.flags.map(({ name, value }) => [name, value?.value]),
      [
        ["chown", "1:1"],
        ["from", "build"],
      ],
    );
    const [, from] = node.flags;
    assert.equal(text.slice(from?.value?.start, from?.value?.end), "build");
    assert.deepEqual(
      [node.sources.map(({ text: word }) => word), node.destination?.text],
      [["/a"], "b/"],
    );
  });

  it("removes quotes and escapes from flags as BuildKit does", () => {
    const [flag] = one(`COPY --from="bu\\ild" a b`, "COPY").flags;
    assert.deepEqual(
      [flag?.text, flag?.name, flag?.value?.value],
      ["--from=build", "from", "build"],
    );
  });

  it("ends flags at --", () => {
    const node = one("COPY --link -- --odd b", "COPY");
    assert.deepEqual([node.flags.length, node.sources[0]?.text], [1, "--odd"]);
  });

  it("splits COPY at blanks inside quotes, and ENV outside of them", () => {
    assert.deepEqual(
      one(`COPY "a b" c`, "COPY").sources.map(({ text }) => text),
      [`"a`, `b"`],
    );
    const { pairs } = one(`ENV A="b c" D=e\\ f`, "ENV");
    assert.deepEqual(
      pairs.map(({ key, value }) => [key.value, value?.value]),
      [
        ["A", "b c"],
        ["D", "e f"],
      ],
    );
  });

  it("knows the old form of ENV, and what is neither form", () => {
    const node = one("ENV GREETING hello  there", "ENV");
    assert.deepEqual(
      [node.legacy, node.pairs[0]?.key.text, node.pairs[0]?.value?.text],
      [true, "GREETING", "hello  there"],
    );
    const texts = ["ENV A", "LABEL a=b c"].map((text) =>
      parseDockerfile(`FROM a\n${text}`).problems.map(({ code }) => code),
    );
    assert.deepEqual(texts, [["key-value-syntax"], ["key-value-syntax"]]);
  });

  it("gives places across continuations", () => {
    const text = "LABEL a=1 \\\n  b=2";
    const [, second] = one(text, "LABEL").pairs;
    assert.equal(text.slice(second?.key.start, second?.value?.end), "b=2");
  });
});

describe("the exec form", () => {
  it("decodes strings and knows their places", () => {
    const text = `CMD ["nginx", "-g", "daemon\\u0020off;"]`;
    const { json } = one(text, "CMD");
    assert.deepEqual(
      json?.strings.map(({ value }) => value),
      ["nginx", "-g", "daemon off;"],
    );
    const [, , last] = json?.strings ?? [];
    assert.equal(text.slice(last?.start, last?.end), `"daemon\\u0020off;"`);
    const content = last?.content();
    assert.deepEqual(content?.spanOf(7, 10), {
      start: text.indexOf("off"),
      end: text.indexOf("off") + 3,
    });
  });

  it("is the shell form where it is no JSON, and an error where elements are no strings", () => {
    assert.equal(one("CMD ['a']", "CMD").json, undefined);
    assert.equal(one(`CMD ["a",]`, "CMD").json, undefined);
    assert.deepEqual(
      parseDockerfile("FROM a\nCMD [1]").problems.map(({ code }) => code),
      ["valid-json-form"],
    );
  });
});

describe("heredocs", () => {
  const heredocsOf = (text: string) =>
    parseDockerfile(text).instructions.map(({ keyword, heredocs }) => [
      keyword.text,
      heredocs.map(({ name }) => name),
    ]);

  it("hold their lines, several in order", () => {
    const text = `COPY <<one <<-"two" /x/\n1\none\n\t2\n\ttwo\nUSER a\n`;
    const [copy] = parseDockerfile(text).instructions;
    assert.deepEqual(
      copy?.heredocs.map(({ name, content, expand, chomp }) => [name, content, expand, chomp]),
      [
        ["one", "1\n", true, false],
        ["two", "\t2\n", false, true],
      ],
    );
    assert.deepEqual(lines(text), [
      ["COPY", 0, 4],
      ["USER", 5, 5],
    ]);
  });

  it("are none inside quotes, in here-strings, in arithmetic of other instructions, and in the exec form", () => {
    assert.deepEqual(heredocsOf(`RUN echo "<<EOF" '<<EOF'\nUSER a\n`), [
      ["RUN", []],
      ["USER", []],
    ]);
    assert.deepEqual(heredocsOf("RUN cat <<<EOF\nUSER a\n")[0], ["RUN", []]);
    assert.deepEqual(heredocsOf("ENV A=<<EOF\nUSER a\n")[0], ["ENV", []]);
    assert.deepEqual(heredocsOf(`RUN ["cat", "<<EOF"]\nUSER a\n`)[0], ["RUN", []]);
  });

  it("may have a number before and blanks behind the operator, and stand in ONBUILD", () => {
    assert.deepEqual(heredocsOf("RUN 3<< EOF\na\nEOF\nUSER a\n"), [
      ["RUN", ["EOF"]],
      ["USER", []],
    ]);
    assert.deepEqual(heredocsOf("ONBUILD RUN <<EOF\na\nEOF\n"), [["ONBUILD", ["EOF"]]]);
  });

  it("are an error where they never end", () => {
    const { problems } = parseDockerfile("FROM a\nRUN <<EOF\necho\n");
    assert.deepEqual(
      problems.map(({ code, start, end }) => [code, start, end]),
      [["closed-heredoc", 11, 16]],
    );
  });
});

describe("what BuildKit refuses in an instruction", () => {
  const found = (line: string) => {
    const { problems, text } = parseDockerfile(`FROM a\n${line}\n`);
    return problems.map(({ code, start, end }) => `${code}: ${text.slice(start, end)}`);
  };
  for (const [line, ...expected] of instructionCases) {
    it(`in ${line}`, () => assert.deepEqual(found(line), expected));
  }

  it("in a trigger, which only the builds on top of the image refuse", () => {
    assert.deepEqual(found("ONBUILD COPY a"), ["argument-count: a"]);
    assert.deepEqual(found("ONBUILD RUNN a"), ["valid-onbuild-trigger: RUNN"]);
    const levels = parseDockerfile("FROM a\nONBUILD COPY a\nONBUILD FROM b\n").problems;
    assert.deepEqual(
      levels.map(({ level }) => level),
      ["trigger", "instruction"],
    );
  });

  it("names what was probably meant", () => {
    const messages = parseDockerfile("FROM a\nCPOY a b\nCOPY --chwon=1 a b\n").problems.map(
      ({ message }) => message,
    );
    assert.match(messages[0] ?? "", /Did you mean COPY\?/);
    assert.match(messages[1] ?? "", /did you mean --chown\?/);
  });

  it("is nothing of a frontend that we do not know", () => {
    const text = "# syntax=example.com/frontend:1\nFROM a\nINCLUDE b\nCOPY --magic a b\n";
    assert.deepEqual(parseDockerfile(text).problems, []);
    assert.equal(
      parseDockerfile(text.replace("example.com/frontend", "docker/dockerfile")).problems.length,
      2,
    );
  });

  it("is what stands before FROM, or no FROM at all", () => {
    const codes = (text: string) => parseDockerfile(text).problems.map(({ code }) => code);
    assert.deepEqual(codes("ARG A=1\nFROM a\n"), []);
    assert.deepEqual(codes("ARG A=1\nENV B=1\nFROM a\n"), ["from-first"]);
    assert.deepEqual(codes("ARG A=1\n"), ["from-first"]);
  });
});

describe("what is no Dockerfile", () => {
  it("still gives a tree", () => {
    const texts = [
      "",
      "\n\n",
      "\u0000\ufffd",
      "ONBUILD ".repeat(50),
      "RUN <<" + "${a:-".repeat(5000),
      "\r",
      "FROM",
      "# escape=\nX",
    ];
    for (const text of texts) {
      const { instructions } = parseDockerfile(text);
      for (const node of instructions) assertInside(node, text.length);
    }
  });

  it("names unknown instructions and goes on", () => {
    const { problems, instructions } = parseDockerfile("FROM a\nRUNN x\nUSER b\n");
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["unknown-instruction"],
    );
    assert.deepEqual(
      instructions.map(({ name }) => name),
      ["FROM", "UNKNOWN", "USER"],
    );
  });
});

function assertInside(node: Instruction, length: number): void {
  assert.ok(node.start >= 0 && node.start <= node.end && node.end <= length);
}
