// The proof of one fixture: built, fixed, built again, compared.
import type { Build, Builder, Docker, Failure } from "./build.ts";
import { compareFileSystems, readFileSystem } from "./fileSystem.ts";
import { fixFixture } from "./fixFixture.ts";
import type { Fixture } from "./fixtures.ts";
import { compareImageConfigs, readImageConfigs } from "./imageConfig.ts";
import { compareFailures } from "./progress.ts";

/**
 * What the builds say:
 * - "same": both images have the same files and the same configuration;
 * - "differs": they do not, or a build fails that should not, or elsewhere;
 * - "fails alike": both builds fail at the same command;
 * - "now builds": only the fixed one builds, as the fixture says;
 * - "idle": the rule made no safe fix, so nothing is proven.
 */
export type Verdict = "same" | "differs" | "fails alike" | "now builds" | "idle";

export interface Proof {
  readonly fixture: Fixture;
  readonly verdict: Verdict;
  /** Rule -> how many of its fixes were made. */
  readonly made: ReadonlyMap<string, number>;
  /** What is not the same, a line for each. */
  readonly differences: readonly string[];
}

export async function prove(docker: Docker, builder: Builder, fixture: Fixture): Promise<Proof> {
  const { text, made } = await fixFixture(fixture);
  if (text === fixture.dockerfile) return { fixture, verdict: "idle", made, differences: [] };
  const before = await builder.build(fixture, fixture.dockerfile);
  const after = await builder.build(fixture, text);
  const outcome = await compareBuilds(docker, fixture, before, after);
  await builder.remove([before, after].flatMap(({ image }) => image ?? []));
  const isIdle = outcome.differences.length === 0 && !made.has(fixture.rule);
  return { fixture, made, ...outcome, ...(isIdle ? { verdict: "idle" as const } : {}) };
}

async function compareBuilds(
  docker: Docker,
  { cures, fails }: Fixture,
  before: Build,
  after: Build,
): Promise<Pick<Proof, "verdict" | "differences">> {
  const differs = (what: string, failure?: Failure) =>
    ({
      verdict: "differs",
      differences: [`${what} ${failure === undefined ? "" : JSON.stringify(failure)}`],
    }) as const;
  const shouldFail = fails || cures !== undefined;
  if (before.failure === undefined) {
    if (shouldFail) return differs("The fixture builds, and is not meant to.");
    if (after.failure !== undefined) return differs("Fails after the fixes:", after.failure);
    const differences = await compareImages(docker, before.image, after.image);
    return { verdict: differences.length === 0 ? "same" : "differs", differences };
  }
  if (!shouldFail) return differs("The fixture does not build:", before.failure);
  if (after.failure === undefined) {
    if (cures !== undefined) return { verdict: "now builds", differences: [] };
    return differs("Builds after the fixes; before:", before.failure);
  }
  if (cures !== undefined) return differs("Fails after the fixes too:", after.failure);
  const differences = compareFailures(before.failure, after.failure);
  return { verdict: differences.length === 0 ? "fails alike" : "differs", differences };
}

async function compareImages(
  docker: Docker,
  before: string,
  after: string,
): Promise<readonly string[]> {
  const oldFiles = await readFileSystem(docker, before);
  const newFiles = await readFileSystem(docker, after);
  const [oldConfig, newConfig] = await readImageConfigs(docker, [before, after]);
  if (oldConfig === undefined || newConfig === undefined)
    throw new Error("The engine does not know an image that it has just built.");
  return [...compareFileSystems(oldFiles, newFiles), ...compareImageConfigs(oldConfig, newConfig)];
}
