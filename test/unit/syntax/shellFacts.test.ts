import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createModel } from "../../../server/src/service/syntax/model.ts";
import { parseDockerfile } from "../../../server/src/service/syntax/parse.ts";
import type { ShellScript } from "../../../server/src/service/syntax/shell.ts";
import {
  commandsWithin,
  within,
  wordFacts,
} from "../../../server/src/service/syntax/shellExpansions.ts";
import { placeOf, structureFacts } from "../../../server/src/service/syntax/shellStructure.ts";
import { valueKinds } from "../../../server/src/service/syntax/shellValues.ts";
import { variableFacts } from "../../../server/src/service/syntax/shellVariables.ts";

/** The script of a RUN, and what stands at a place of its text. */
function read(body: string): {
  script: ShellScript;
  at: (span: { start: number; end: number }) => string;
} {
  const text = `FROM debian\nRUN ${body}`;
  const model = createModel(parseDockerfile(text));
  const script = model.script(model.dockerfile.instructions[1] ?? assert.fail());
  assert.ok(script);
  return { script, at: ({ start, end }) => text.slice(start, end) };
}

describe("the words of a shell", () => {
  it("tell where an expansion stands, and whether it is quoted", () => {
    const { script, at } = read(
      'A=$a $b "$c" > $d; export E=$e; for i in $f; do [[ $g ]]; done; case $h in $i) ;; esac; echo ${j:-$k} $((l + $m))',
    );
    const found = wordFacts(script).expansions.map((each) => {
      assert.equal(at(each), each.text);
      return `${each.text} ${each.context}${each.quoted ? " quoted" : ""}`;
    });
    assert.deepEqual(found.slice(0, 9), [
      "$a assignment",
      "$b name",
      "$c argument quoted",
      "$d redirect",
      "$e declaration",
      "$f list",
      "$g test",
      "$h case",
      "$i pattern",
    ]);
    assert.deepEqual(found.slice(9), [
      "${j:-$k} argument",
      "$k operand",
      "$((l + $m)) argument",
      "$m arithmetic",
    ]);
  });

  it("tell name, operator and operand of a parameter", () => {
    const { script } = read("ls $a ${b} ${#c} ${d%%.*} ${e:=f} $? ${g[1]}");
    assert.deepEqual(
      wordFacts(script).expansions.map(({ name, operator, operand, index }) => [
        name,
        operator,
        operand,
        index,
      ]),
      [
        ["a", "", undefined, undefined],
        ["b", "", undefined, undefined],
        ["c", "length", undefined, undefined],
        ["d", "%%", ".*", undefined],
        ["e", ":=", "f", undefined],
        ["?", "", undefined, undefined],
        ["g", "", undefined, "1"],
      ],
    );
  });

  it("have heredocs in the order of the text, whatever the order they are read in", () => {
    const { script, at } = read('<<EOF\ncat <<X | grep "$a" $(b)\n$c $(d)\nX\nEOF\n');
    assert.deepEqual(wordFacts(script).expansions.map(at), ["$a", "$(b)", "$c", "$(d)"]);
    const [, , , last] = wordFacts(script).expansions;
    assert.ok(last);
    assert.deepEqual(
      commandsWithin(script, last).map(({ program }) => program),
      ["d"],
    );
  });

  it("have quotes, escapes and patterns outside quotes", () => {
    const { script, at } = read(`ls 'a\\n' "b\\$c$d" \\e f\\g *.h i{j,k} "*" \\*`);
    const { quotes, escapes, globs } = wordFacts(script);
    assert.deepEqual(
      quotes.map(({ kind, value }) => [kind, value]),
      [
        ["single", "a\\n"],
        ["double", "b$c"],
        ["double", "*"],
      ],
    );
    assert.deepEqual(escapes.map(at), ["\\e", "\\g", "\\*"]);
    assert.deepEqual(
      globs.map(({ kind, isFirst }) => [kind, isFirst]),
      [
        ["star", true],
        ["brace", false],
      ],
    );
  });

  it("are found by the span they lie in", () => {
    const { script, at } = read("a $b $(c $d) $e");
    const command = wordFacts(script).expansions.find(({ kind }) => kind === "command");
    assert.ok(command);
    assert.deepEqual(within(wordFacts(script).expansions, command).map(at), ["$(c $d)", "$d"]);
  });
});

describe("the structure of a shell script", () => {
  function programsWhere(
    body: string,
    holds: (place: ReturnType<typeof placeOf>) => boolean,
  ): string {
    const { script } = read(body);
    const found = script.commands.filter((command) => holds(placeOf(script, command)));
    return found.map(({ program }) => program).join(" ");
  }

  it("tells whose status is looked at, and whose is that of the script", () => {
    const body = "a; b && c || d; if e; f; then g; fi; while h; do i; done; ! j; k | l; { m; n; }";
    assert.equal(
      programsWhere(body, ({ checked }) => checked),
      "b c f h",
    );
    assert.equal(
      programsWhere(body, ({ condition }) => condition),
      "b c e f h",
    );
    assert.equal(
      programsWhere(body, ({ last }) => last),
      "n",
    );
    assert.equal(
      programsWhere(body, ({ negated }) => negated),
      "j",
    );
    assert.equal(
      programsWhere(body, ({ redirected }) => redirected),
      "k",
    );
    assert.equal(
      programsWhere("{ a; b >&2; } > c; d >e; f", ({ redirected }) => redirected),
      "a b d",
    );
  });

  it("knows set -e from where it stands", () => {
    assert.equal(
      programsWhere("a; set -eu; b; set +e; c", ({ errexit }) => errexit),
      "b set",
    );
    assert.equal(
      programsWhere("set -o errexit; b", ({ errexit }) => errexit),
      "b",
    );
  });

  it("has loops, functions, negations and tests", () => {
    const { script, at } = read(
      "for a in b 'c'; do d; done; e() { f; }; ! g; [[ -f h && i == j ]]",
    );
    const { loops, functions, negations, tests } = structureFacts(script);
    assert.deepEqual(
      loops.map(({ kind, variable, words }) => [
        kind,
        variable?.text,
        words?.map(({ text }) => text),
      ]),
      [["for", "a", ["b", "'c'"]]],
    );
    assert.deepEqual(
      functions.map(({ name }) => name.text),
      ["e"],
    );
    assert.deepEqual(
      negations.map(({ pipeline }) => at(pipeline)),
      ["! g"],
    );
    assert.deepEqual(
      tests.map(({ left, operator, right }) => [left?.text, operator, right.text]),
      [
        [undefined, "-f", "h"],
        ["i", "==", "j"],
      ],
    );
  });
});

describe("the variables of a shell script", () => {
  it("are set and used in many ways", () => {
    const { script, at } = read(
      "a=1; b=2 ls; export c=3 d; for e in f; do read -r g; done; ${h:=i}; printf -v j k; : $((l = m)); unset n",
    );
    const { changes, uses } = variableFacts(script);
    for (const each of [...changes, ...uses]) assert.equal(at(each), each.name);
    assert.deepEqual(
      changes.map(({ name, kind }) => `${name} ${kind}`),
      [
        "a assignment",
        "b prefix",
        "c declaration",
        "e loop",
        "g read",
        "h default",
        "j read",
        "l arithmetic",
      ],
    );
    assert.deepEqual(uses.map(({ name }) => name).toSorted(), ["d", "h", "l", "m", "n"]);
  });

  function kinds(body: string): string {
    const { script } = read(body);
    const found = valueKinds(script, (name) => (name.startsWith("k") ? "one" : "any"));
    return wordFacts(script)
      .expansions.filter(({ kind }) => kind === "variable")
      .map(({ name, start }) => `${name} ${found.get(start)}`)
      .join(", ");
  }

  it("have values that follow the branches", () => {
    assert.equal(
      kinds("a=1; b='c d'; e=; f=$(g); ls $a $b $e $f $k $z"),
      "a one, b any, e none, f any, k one, z any",
    );
    assert.equal(kinds("if a; then x=1; else x=2; fi; ls $x"), "x one");
    assert.equal(kinds("if a; then x=1; fi; ls $x"), "x any");
    assert.equal(kinds("case a in b) x=1;; *) exit 1;; esac; ls $x"), "x one");
    assert.equal(kinds("x=1; (x=$(a)); ls $x; x=$(b) | c; ls $x"), "x one, x one");
    assert.equal(kinds("x=1; while a; do ls $x; x=$(b); done"), "x any");
    assert.equal(kinds("for x in a b; do ls $x; done"), "x one");
    assert.equal(kinds("x=$(y=1; a); ls $y"), "y any");
  });
});
