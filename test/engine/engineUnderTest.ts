// What the tests with a real engine share. The runner puts the engine into the environment; it may be somebody's
// own, so every image gets a name that nobody else has, and goes at the end.
import { commandsOf } from "../../engine/src/commands.ts";
import { detectEngine } from "../../engine/src/detect.ts";
import type { BuildRequest, Engine } from "../../engine/src/engine.ts";
import { explainHistory, type Layer } from "../../engine/src/history.ts";
import { run } from "../../engine/src/run.ts";

/** A build may download packages. */
const timeout = 180_000;

export const engine: Engine = await detectEngine("");
export const commands = commandsOf(engine);
const prefix = `drydock-test-${process.pid}`;
const created: string[] = [];

/** A name for an image or a container that `removeAll` removes. */
export function nameOf(what: string): string {
  const name = `${prefix}-${what}`;
  created.push(name);
  return name;
}

/** Runs the engine with any arguments; gives its trimmed output and throws what `run` throws. */
export function ask(...args: readonly string[]): Promise<string> {
  return run(engine, { args, parse: (stdout) => stdout.trim() }, { timeout });
}

/** Builds as Build Image… does. `more` is for what only a test needs. */
export function build(request: BuildRequest, ...more: readonly string[]): Promise<string> {
  const [verb = "", ...args] = commands.build(request);
  return ask(verb, ...more, ...args);
}

export async function layersOf(image: string): Promise<readonly Layer[]> {
  return explainHistory(await run(engine, commands.history(image)));
}

export async function removeAll(): Promise<void> {
  for (const name of created.toReversed()) {
    await ask("rm", "-f", name).catch(() => {});
    await ask("image", "rm", "-f", name).catch(() => {});
  }
}
