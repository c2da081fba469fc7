// Recorded answers of BuildKit's own parser and of Docker's own libraries. They belong to others and are no part of
// the project: this suite runs where they lie beside it.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { parseImageReference } from "../../server/src/service/syntax/imageReference.ts";
import { parseIgnoreFile } from "../../server/src/service/syntax/ignoreFile.ts";
import { parseDockerfile } from "../../server/src/service/syntax/parse.ts";
import { tokensOf } from "../../server/src/service/syntax/tokens.ts";
import { describeDockerfile } from "../../cli/src/ast.ts";

const folder = path.resolve(import.meta.dirname, "../../../shared");
const skip = existsSync(path.join(folder, "conformance"))
  ? false
  : "put recorded results of BuildKit into ../shared/conformance to compare with them";

interface Recorded {
  readonly file?: string;
  readonly dockerfile?: string;
  readonly error: string;
  readonly instructions: readonly object[];
}

/** The records of a file; whoever asks knows their shape. */
function records(name: string): readonly unknown[] {
  const text = readFileSync(path.join(folder, "conformance", `${name}.jsonl`), "utf8");
  return text
    .split("\n")
    .filter(Boolean)
    .map((line): unknown => JSON.parse(line));
}

function textOf({ file = "", dockerfile }: Recorded): string {
  return dockerfile ?? readFileSync(path.join(folder, "corpus/dockerfiles", file), "utf8");
}

/** Whether our tree says what BuildKit's says; a file that BuildKit rejects has no tree, and an error here too. */
function agrees(record: Recorded): boolean {
  const ours = describeDockerfile(parseDockerfile(textOf(record)));
  if (record.error !== "" || ours.error !== "") return record.error !== "" && ours.error !== "";
  return sorted(record.instructions) === sorted(ours.instructions);
}

/** JSON with the keys of objects in order, so that texts can be compared. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === "object" && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

describe("BuildKit's parser", { skip }, () => {
  it("says the same of every real file", () => {
    const wrong = (records("buildkit-parse") as readonly Recorded[]).filter(
      (record) => !agrees(record),
    );
    assert.deepEqual(
      wrong.map(({ file }) => file),
      [],
    );
  });

  it("says the same of mutated files, but for flags that it cuts in the middle of a character", () => {
    const wrong = (records("buildkit-parse-mutants") as readonly Recorded[]).filter(
      (record) => !agrees(record),
    );
    // BuildKit reads flags byte by byte; a text that is no ASCII comes out garbled
    assert.ok(wrong.every((record) => /--\S*[^ -~\s]/.test(textOf(record))));
    assert.ok(wrong.length <= 3, `${wrong.length} differ`);
  });

  it("loses as little of a file as our tokens do", () => {
    for (const record of [
      ...(records("buildkit-parse") as readonly Recorded[]),
      ...(records("buildkit-parse-mutants") as readonly Recorded[]),
    ]) {
      const text = textOf(record);
      const tokens = tokensOf(parseDockerfile(text));
      assert.equal(tokens.map(({ start, end }) => text.slice(start, end)).join(""), text);
    }
  });
});

describe("Docker's libraries", { skip }, () => {
  it("read image references as we do", () => {
    interface Reference {
      readonly reference: string;
      readonly valid: boolean;
      readonly domain: string;
      readonly path: string;
      readonly tag: string;
    }
    const references = records("image-reference") as readonly Reference[];
    for (const { reference, valid, domain, path: name, tag } of references) {
      const ours = parseImageReference(reference);
      assert.deepEqual(
        ours && [ours.domain, ours.path, ours.tag?.text ?? ""],
        valid ? [domain, name, tag] : undefined,
        reference,
      );
    }
  });

  it("match ignore patterns as we do", () => {
    interface Matches {
      readonly ignore: string;
      readonly paths: readonly string[];
      /** One text instead, where Docker refuses the file. */
      readonly ignored: readonly (boolean | string)[];
    }
    for (const { ignore, paths, ignored } of records("dockerignore") as readonly Matches[]) {
      const file = parseIgnoreFile(ignore);
      assert.equal(file.problems.length > 0, typeof ignored[0] === "string", ignore);
      if (file.problems.length > 0) continue;
      assert.deepEqual(
        paths.map((each) => file.match(each).ignored),
        ignored,
        ignore,
      );
    }
  });
});
