// A part of `npm run prove`, in about two minutes: the plain fixture of each rule, and builds that fail on purpose.
import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { createBuilder } from "../../scripts/prove/build.ts";
import { readFixtures } from "../../scripts/prove/fixtures.ts";
import { prove } from "../../scripts/prove/proof.ts";

const docker = { docker: "docker", env: process.env };
const part = readFixtures().filter(({ name }) => /\.plain$|^merge-runs\.failing/.test(name));

describe("safe fixes keep the image", { concurrency: 2 }, () => {
  const builder = createBuilder(docker);
  after(() => builder.close());

  for (const fixture of part) {
    it(fixture.name, async () => {
      const { verdict, differences } = await prove(docker, builder, fixture);
      assert.deepEqual(differences, []);
      assert.notEqual(verdict, "idle", `${fixture.rule} made no safe fix`);
    });
  }
});
