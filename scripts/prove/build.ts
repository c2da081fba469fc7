// Builds images under names that nobody else has, and removes them.
import { writeFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { run } from "../setup/run.ts";
import { fakeTools, type Fixture } from "./fixtures.ts";
import { readProgress } from "./progress.ts";

/** The program and the environment in which it finds its engine. */
export interface Docker {
  readonly docker: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The name of an image, or where and how the build ended. */
export type Build =
  | { readonly image: string; readonly failure?: undefined }
  | { readonly image?: undefined; readonly failure: Failure };

/** What has to be the same where two builds fail at the same command. */
export interface Failure {
  /** The message without the text of the command: "did not complete successfully: exit code: 1". */
  readonly reason: string;
  /** What all commands had written, to standard output and to standard error, where one of them failed. */
  readonly stdout: string;
  readonly stderr: string;
}

export interface Builder {
  /** Builds the fixture with this text as its Dockerfile. Every instruction really runs. */
  build(fixture: Fixture, dockerfile: string): Promise<Build>;
  /** Removes images of this builder. */
  remove(images: readonly string[]): Promise<void>;
  /** Removes all that is left. */
  close(): Promise<void>;
}

const timeout = 180_000;

export function createBuilder(docker: Docker): Builder {
  const folder = mkdtempSync(path.join(tmpdir(), "drydock-prove-"));
  const images = new Set<string>();
  let count = 0;

  async function remove(names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    await run(docker.docker, ["image", "rm", "--force", ...names], docker);
    for (const name of names) images.delete(name);
  }

  return {
    async build(fixture, dockerfile) {
      count += 1;
      const image = `drydock-prove-${process.pid}-${count}`;
      const file = path.join(folder, `${count}.Dockerfile`);
      writeFileSync(file, dockerfile);
      images.add(image);
      const args = buildArguments(fixture, file, image);
      const { code, output } = await run(docker.docker, args, { env: docker.env, timeout });
      rmSync(file);
      if (code === 0) return { image };
      images.delete(image);
      return { failure: readProgress(output) };
    },
    remove,
    async close() {
      await remove([...images]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function buildArguments(
  { folder, network, buildArgs }: Fixture,
  file: string,
  image: string,
): readonly string[] {
  const values = Object.entries(buildArgs).map(([key, value]) => `--build-arg=${key}=${value}`);
  const quiet = ["--load", "--no-cache", "--progress=rawjson"];
  const tools = ["--build-context", `tools=${fakeTools}`];
  const names = ["--tag", image, "--file", file];
  return ["buildx", "build", ...quiet, "--network", network, ...tools, ...values, ...names, folder];
}
