// What BuildKit makes of a word. Each case is a word and its result; undefined where the build fails or only it knows.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { expandWord } from "../../../server/src/service/syntax/expandWord.ts";
import type { VariableValue } from "../../../server/src/service/syntax/variables.ts";

const values: Readonly<Record<string, string>> = {
  V: "3.14.1",
  E: "",
  FILE: "/opt/app/app.tar.gz",
  STARS: "a*b*c",
  Q: "say \"hi\" 'now' \\n",
  PART: "app",
  été: "juillet",
};

function lookup(name: string): VariableValue {
  if (name === "LATER") return { kind: "unknown" };
  const text = Object.hasOwn(values, name) ? values[name] : undefined;
  return text === undefined ? { kind: "unset" } : { kind: "text", text };
}

type Cases = Readonly<Record<string, string | undefined>>;

const groups: Readonly<Record<string, Cases>> = {
  "plain references": {
    $V: "3.14.1",
    "${V}-slim": "3.14.1-slim",
    "a$NONE.b": "a.b",
    $été: "juillet",
    $LATER: undefined,
    "a$ b$": "a$ b$",
    "$1x${2}$@$$": "x",
    "cost: $.50": "cost: $.50",
  },
  "quotes and escapes": {
    "'$V'": "$V",
    '"$V"': "3.14.1",
    "\\$V": "$V",
    '"\\$V \\"q\\" \\n"': '$V "q" \\n',
    "a\\ b": "a b",
    "end\\": "end",
    '"end\\"': undefined,
    $Q: "say \"hi\" 'now' \\n",
    "'open": undefined,
    '"open': undefined,
  },
  "defaults and alternatives": {
    "${NONE:-d}": "d",
    "${E:-d}${E-d}": "d",
    "${V-d}": "3.14.1",
    "${NONE:-${V}}": "3.14.1",
    "${NONE:-${NONE:-${V:-x}}-y}": "3.14.1-y",
    '${NONE:-"a } b"}': "a } b",
    "${NONE:-\\$V}": "$V",
    "${V:+yes}${E:+no}${E+set}${NONE+no}": "yesset",
    "${V:-$LATER}": "3.14.1",
    "${NONE:-$LATER}": undefined,
    "${LATER:-d}": undefined,
    "${V:?need it}${E?}": "3.14.1",
    "${E:?}": undefined,
    "${NONE?}": undefined,
    "${V:-${NONE:?}}": undefined,
  },
  "beginnings and ends": {
    "${V#3.}": "14.1",
    "${V#*.}": "14.1",
    "${V##*.}": "1",
    "${V%.*}": "3.14",
    "${V%%.*}": "3",
    "${V%x}": "3.14.1",
    "${V#?}": ".14.1",
    "${FILE##*/}": "app.tar.gz",
    "${FILE%/*}": "/opt/app",
    "${FILE%%.*}": "/opt/app/app",
    "${FILE%.${NONE:-gz}}": "/opt/app/app.tar",
    "${STARS#a\\*}": "b*c",
    "${STARS%\\**}": "a*b",
    "${STARS%%\\**}": "a",
    "${V#}${V##}": "3.14.13.14.1",
    "${NONE#a}": "",
    "${V#\\x}": undefined,
    "${V:#3}": undefined,
    "${LATER#a}": undefined,
  },
  replacements: {
    "${V/./-}": "3-14.1",
    "${V//./-}": "3-14-1",
    "${V/1?/x}": "3.x.1",
    "${FILE/$PART/srv}": "/opt/srv/app.tar.gz",
    "${FILE//$PART/srv}": "/opt/srv/srv.tar.gz",
    "${FILE//\\//_}": "_opt_app_app.tar.gz",
    "${FILE/a*a/x}": "/opt/xr.gz",
    "${FILE//a*a/x}": "/opt/xr.gz",
    "${V/*/x}": "x",
    "${V//9/x}": "3.14.1",
    "${V/.1}": undefined,
    "${NONE/a/b}": "",
  },
  mistakes: {
    "${}": undefined,
    "${": undefined,
    "${V": undefined,
    "${V:x}": undefined,
    "${V=x}": undefined,
    "${{V}}": undefined,
    "${V}}": "3.14.1}",
  },
};

for (const [title, cases] of Object.entries(groups)) {
  describe(`words with ${title}`, () => {
    for (const [word, expected] of Object.entries(cases)) {
      it(word, () => assert.equal(expandWord(word, "\\", lookup), expected));
    }
  });
}

describe("words", () => {
  it("may have another escape character", () => {
    assert.equal(expandWord("C:\\a`$V", "`", lookup), "C:\\a$V");
    assert.equal(expandWord("${STARS#a\\*}", "`", lookup), "b*c");
  });

  it("that could grow or nest without end are known to the build only", () => {
    const long: VariableValue = { kind: "text", text: "a".repeat(30_000) };
    assert.equal(
      expandWord("$A$A", "\\", () => long),
      undefined,
    );
    assert.equal(
      expandWord("${A//a/bbb}", "\\", () => long),
      undefined,
    );
    assert.equal(expandWord("${A:-".repeat(10_000), "\\", lookup), undefined);
  });

  it("are matched without going back", () => {
    const text: VariableValue = { kind: "text", text: "a".repeat(20_000) };
    const start = performance.now();
    assert.equal(
      expandWord("${A##*a*a*a*a*a*a*a*a*b}", "\\", () => text),
      text.text,
    );
    assert.ok(performance.now() - start < 1000);
  });
});
