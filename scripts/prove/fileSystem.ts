// What lies in an image, without times: they differ from build to build.
import { spawn } from "node:child_process";
import { endWithThisProcess, detached, runOrThrow } from "../setup/run.ts";
import type { Docker } from "./build.ts";
import { readTar, type TarEntry } from "./tar.ts";

/** Path -> what lies there. */
export type FileSystem = ReadonlyMap<string, TarEntry>;

/** What the engine puts into every container that it creates, whatever the image has there. */
const engineMade =
  /^(?:\.dockerenv|dev(?:\/.*)?|etc\/(?:hostname|hosts|mtab|resolv\.conf)|proc|sys)$/;

/** Reads the files of an image through a container of the same name, which is created and never started. */
export async function readFileSystem({ docker, env }: Docker, image: string): Promise<FileSystem> {
  // an image may have no command of its own
  await runOrThrow(docker, ["create", "--name", image, image, "never-started"], { env });
  try {
    return await fileSystemOf(exported({ docker, env }, image));
  } finally {
    await runOrThrow(docker, ["rm", "--volumes", image], { env });
  }
}

/** @param archive as `docker export` writes it */
export async function fileSystemOf(archive: AsyncIterable<Uint8Array>): Promise<FileSystem> {
  const files = new Map<string, TarEntry>();
  for await (const entry of readTar(archive)) {
    if (!engineMade.test(entry.path)) files.set(entry.path, entry);
  }
  return files;
}

async function* exported({ docker, env }: Docker, container: string): AsyncGenerator<Uint8Array> {
  const child = spawn(docker, ["export", container], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
    detached,
  });
  const forget = endWithThisProcess(child);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  try {
    yield* child.stdout as AsyncIterable<Uint8Array>;
    const code = await ended;
    if (code !== 0) throw new Error(`docker export ended with ${code}.`);
  } finally {
    forget();
  }
}

/** One line for each path that is not the same in both: `/a: mode 644 -> 755`. */
export function compareFileSystems(before: FileSystem, after: FileSystem): readonly string[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  return paths.flatMap((path) => {
    const [old, now] = [before.get(path), after.get(path)];
    if (old === undefined) return [`/${path}: only after the fixes`];
    if (now === undefined) return [`/${path}: only before the fixes`];
    const changes = describe(old).flatMap(([what, value], index) => {
      const changed = describe(now)[index]?.[1];
      return value === changed ? [] : [`${what} ${value || "none"} -> ${changed || "none"}`];
    });
    return changes.length === 0 ? [] : [`/${path}: ${changes.join(", ")}`];
  });
}

function describe(entry: TarEntry): readonly (readonly [string, string])[] {
  return [
    ["type", entry.type],
    ["mode", entry.mode.toString(8)],
    ["owner", `${entry.uid}:${entry.gid}`],
    ["size", String(entry.size)],
    ["target", entry.target],
    ["attributes", entry.attributes],
    ["content", entry.hash.slice(0, 12)],
  ];
}
