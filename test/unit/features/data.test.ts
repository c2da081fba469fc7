import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { directives } from "../../../server/src/service/data/directives.ts";
import { flags } from "../../../server/src/service/data/flags.ts";
import { instructions } from "../../../server/src/service/data/instructions.ts";
import { mountTypes } from "../../../server/src/service/data/mounts.ts";
import { predefinedVariables } from "../../../server/src/service/data/variables.ts";
import { parseDockerfile } from "../../../server/src/service/syntax/parse.ts";
import { platformArgs } from "../../../server/src/service/syntax/scope.ts";

describe("the flags table", () => {
  it("says which frontend first knew a flag", () => {
    const since = flags.flatMap(({ instructions: on, name, since: version }) =>
      version === undefined ? [] : on.map((instruction) => `${instruction} --${name} ${version}`),
    );
    assert.deepEqual(since.toSorted(), [
      "ADD --checksum 1.6",
      "ADD --chmod 1.2",
      "ADD --exclude 1.19",
      "ADD --keep-git-dir 1.1",
      "ADD --link 1.4",
      "ADD --unpack 1.17",
      "COPY --chmod 1.2",
      "COPY --exclude 1.19",
      "COPY --link 1.4",
      "COPY --parents 1.20",
      "RUN --device 1.14-labs",
      "RUN --mount 1.2",
      "RUN --network 1.3",
      "RUN --security 1.20",
    ]);
  });

  it("names instructions that exist", () => {
    const names = new Set(instructions.map(({ name }) => name));
    for (const { name, instructions: on } of flags) {
      for (const instruction of on) assert.ok(names.has(instruction), `${instruction} --${name}`);
    }
  });
});

describe("the mounts table", () => {
  it("spells no key of a type twice", () => {
    for (const { name, keys } of mountTypes) {
      const names = keys.flatMap((key) => key.names);
      assert.equal(new Set(names).size, names.length, name);
    }
  });
});

describe("the variables table", () => {
  it("holds the platform ARGs that scopes know", () => {
    const names = predefinedVariables.filter(({ kind }) => kind === "platform");
    assert.deepEqual(names.map(({ name }) => name).toSorted(), platformArgs.toSorted());
  });
});

describe("examples in documentation", () => {
  const records = [...instructions, ...flags, ...mountTypes, ...directives];
  for (const { name, documentation } of records) {
    const examples = [...documentation.matchAll(/```dockerfile\n([^]*?)\n```/g)];
    for (const [, example = ""] of examples) {
      it(`of ${name} parse: ${JSON.stringify(example)}`, () => {
        const text = /^(?:FROM|ARG|#)/.test(example) ? `${example}\nFROM a` : `FROM a\n${example}`;
        assert.deepEqual(parseDockerfile(text).problems, []);
      });
    }
  }
  it("exist for every instruction", () => {
    for (const { name, documentation } of instructions) {
      assert.ok(documentation.includes("```dockerfile"), name);
    }
  });
});
