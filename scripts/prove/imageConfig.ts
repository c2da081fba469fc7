// What an image says about the containers that are made from it.
import { runOrThrow } from "../setup/run.ts";
import type { Docker } from "./build.ts";

/** The fields of an image's configuration that a Dockerfile decides. */
const fields = [
  "Env",
  "Cmd",
  "Entrypoint",
  "User",
  "WorkingDir",
  "Labels",
  "ExposedPorts",
  "Volumes",
  "Healthcheck",
  "Shell",
  "StopSignal",
  "OnBuild",
] as const;

/** Field -> its value as JSON; what is missing, null and the empty text are the same to an engine. */
export type ImageConfig = ReadonlyMap<string, string>;

/** Of several images at once, in their order. */
export async function readImageConfigs(
  { docker, env }: Docker,
  images: readonly string[],
): Promise<readonly ImageConfig[]> {
  const args = ["image", "inspect", "--format", "{{json .}}", ...images];
  const output = await runOrThrow(docker, args, { env });
  return output.split("\n").map(imageConfigOf);
}

/** @param json what `docker image inspect` says of one image */
export function imageConfigOf(json: string): ImageConfig {
  const image = JSON.parse(json) as {
    readonly Os?: string;
    readonly Architecture?: string;
    readonly Config?: Readonly<Record<string, unknown>>;
  };
  const value = (field: string): unknown => image.Config?.[field];
  return new Map([
    ["Platform", `${image.Os}/${image.Architecture}`],
    ...fields.map((field) => [field, JSON.stringify(value(field) || null)] as const),
  ]);
}

/** One line for each field that is not the same in both. */
export function compareImageConfigs(before: ImageConfig, after: ImageConfig): readonly string[] {
  return [...before].flatMap(([field, value]) => {
    const now = after.get(field);
    return now === value ? [] : [`${field}: ${value} -> ${now}`];
  });
}
