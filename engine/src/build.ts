// Building: docker and podman take the same arguments.
import type { BuildRequest } from "./engine.ts";

/** The arguments that build an image, for a terminal in which a person watches. */
export function buildArguments({
  dockerfile,
  context,
  tag,
  target,
}: BuildRequest): readonly string[] {
  const stage = target === undefined ? [] : ["--target", target];
  return ["build", "-f", dockerfile, "-t", tag, ...stage, context];
}
