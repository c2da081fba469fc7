// The one place where a dialect becomes commands.
import { docker } from "./docker.ts";
import type { Dialect, Engine, EngineCommands } from "./engine.ts";
import { podman } from "./podman.ts";

const dialects: Readonly<Record<Dialect, EngineCommands>> = { docker, podman };

/** The commands that this engine understands. */
export function commandsOf({ dialect }: Pick<Engine, "dialect">): EngineCommands {
  return dialects[dialect];
}
