// The Dockerfiles on which fixes are proven: test/prove/fixtures/<rule>.<shape>/ is a build context with a Dockerfile, and
// beside it may lie prove.json. COPY --from=tools takes from test/prove/tools, where programs of the well-known names
// write down what they were asked to do.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Profile } from "../../server/src/service/lint/rule.ts";
import { root } from "../setup/run.ts";

export interface Fixture {
  /** Name of its folder: `merge-runs.background`. */
  readonly name: string;
  /** The rule whose safe fix it is about. */
  readonly rule: string;
  readonly folder: string;
  readonly dockerfile: string;
  /** Value of `--network`; none where prove.json says nothing. */
  readonly network: "none" | "host";
  /** The rules that fix it; "strict" where prove.json says nothing. */
  readonly profile: Profile;
  readonly buildArgs: Readonly<Record<string, string>>;
  /** Whether the build is to fail, before and after: its shape is called so, `merge-runs.failing-first`. */
  readonly fails: boolean;
  /** Why the build fails as long as nothing is fixed and works afterwards; undefined where it must not. */
  readonly cures: string | undefined;
}

type Settings = Partial<Pick<Fixture, "network" | "profile" | "buildArgs" | "cures">>;

const fixturesFolder = path.join(root, "test/prove/fixtures");
export const fakeTools = path.join(root, "test/prove/tools");

/** All fixtures in the order of their names. */
export function readFixtures(): readonly Fixture[] {
  return readdirSync(fixturesFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => readFixture(name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function readFixture(name: string): Fixture {
  const folder = path.join(fixturesFolder, name);
  const [rule = name, shape = ""] = name.split(".");
  const file = path.join(folder, "prove.json");
  const settings = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Settings) : {};
  return {
    name,
    rule,
    folder,
    dockerfile: readFileSync(path.join(folder, "Dockerfile"), "utf8"),
    network: settings.network ?? "none",
    profile: settings.profile ?? "strict",
    buildArgs: settings.buildArgs ?? {},
    fails: shape.startsWith("failing"),
    cures: settings.cures,
  };
}
