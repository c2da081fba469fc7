import assert from "node:assert/strict";
import { test } from "node:test";
import { applyEdits } from "../../../server/src/service/lint/fix.ts";
import { createModel } from "../../../server/src/service/syntax/model.ts";
import { parseDockerfile } from "../../../server/src/service/syntax/parse.ts";
import { splitRun } from "../../../server/src/service/syntax/splitRun.ts";

/** The text with its last instruction split, and what the shell reads before and after; or why it is not. */
function split(text: string) {
  const read = (source: string) => {
    const model = createModel(parseDockerfile(source));
    const run = model.dockerfile.instructions.at(-1);
    assert.ok(run);
    return { model, run };
  };
  const words = (source: string) => {
    const { model, run } = read(source);
    return model.script(run)?.source.text.replace(/\s*&&\s*/g, "&&");
  };
  const { model, run } = read(text);
  const found = splitRun(model, run);
  if (found.refusal !== undefined) return found.refusal;
  const result = applyEdits(text, found.edits);
  assert.equal(words(result), words(text));
  const again = read(result);
  assert.equal(splitRun(again.model, again.run).refusal, "each command has a line already");
  return result;
}

const splits: readonly (readonly [name: string, text: string, result: string])[] = [
  [
    "each command gets a line",
    "FROM a\nRUN one && two --b && three\n",
    "FROM a\nRUN one \\\n    && two --b \\\n    && three\n",
  ],
  [
    "lines and final line end stay as they are",
    "FROM a\r\nRUN one \\\r\n  && two&&three",
    "FROM a\r\nRUN one \\\r\n  && two \\\r\n  && three",
  ],
  [
    "operators stay at the ends of lines",
    "FROM a\nRUN one && two && \\\n\t# why\n\tthree\n",
    "FROM a\nRUN one && \\\n\ttwo && \\\n\t# why\n\tthree\n",
  ],
  [
    "flags, comments and the escape character stay",
    "# escape=`\nFROM --platform=linux/amd64 a\nRUN --mount=type=cache,target=/c one && two # b && c\n",
    "# escape=`\nFROM --platform=linux/amd64 a\nRUN --mount=type=cache,target=/c one `\n    && two # b && c\n",
  ],
  [
    "groups, quotes and other operators stay whole",
    "FROM a\nRUN (a && b) && c 'd && e' || f; g && bash -c \"h && i\"\n",
    "FROM a\nRUN (a && b) \\\n    && c 'd && e' || f; g \\\n    && bash -c \"h && i\"\n",
  ],
];

for (const [name, text, result] of splits) {
  test(`a RUN is split: ${name}`, () => assert.equal(split(text), result));
}

test("the trigger of ONBUILD is split as a RUN", () => {
  const model = createModel(parseDockerfile("FROM a\nONBUILD RUN one && two\n"));
  const node = model.dockerfile.instructions.at(-1);
  assert.ok(node?.name === "ONBUILD" && node.trigger);
  const found = splitRun(model, node.trigger);
  assert.ok(found.refusal === undefined);
  assert.equal(
    applyEdits(model.dockerfile.text, found.edits),
    "FROM a\nONBUILD RUN one \\\n    && two\n",
  );
});

const refusals: readonly (readonly [text: string, reason: string])[] = [
  ["FROM a\nCMD one && two\n", "CMD has no commands to split"],
  ['FROM a\nRUN ["one", "&&", "two"]\n', "the exec form runs one command"],
  ["FROM a\nRUN <<EOF\none && two\nEOF\n", "a heredoc has lines of its own"],
  ["FROM a\nRUN one && cat <<EOF > /b\nc\nEOF\n", "a heredoc has lines of its own"],
  ["FROM a\nRUN one\n", "it has no commands that `&&` joins"],
  ["FROM a\nRUN (one && two); three || four\n", "it has no commands that `&&` joins"],
  ["FROM a\nRUN one \\\n  && two\n", "each command has a line already"],
  ["FROM a\nRUN one && 'two\n", "the shell would not understand it"],
  [
    'FROM a\nSHELL ["pwsh", "-Command"]\nRUN One && Two\n',
    "the shell (powershell) is none that Drydock reads",
  ],
];

for (const [text, reason] of refusals) {
  test(`a RUN is not split: ${reason}, ${JSON.stringify(text)}`, () =>
    assert.equal(split(text), reason));
}
