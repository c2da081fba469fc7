// Whether the shipped image, run as root, gives up root's rights by itself.
import { initPrograms, rightsDroppers, rootImages } from "../data/rootPrograms.ts";
import { baseImage } from "./baseImage.ts";
import type { Model } from "./model.ts";
import { commandsIn } from "./runCommands.ts";
import { programName } from "./shell.ts";

/**
 * `drops`: its start command becomes another user, or is an init system that does so for each service. `unknown`: a
 * script starts it, which may do the same.
 */
export function rootStart(model: Model): "root" | "drops" | "unknown" {
  if (model.target === undefined) return "root";
  if (rootImages.test(baseImage(model, model.target) ?? "")) return "drops";
  const { entrypoint, cmd } = model.config(model.target);
  const nodes = [entrypoint, cmd].filter((node) => node !== undefined);
  const commands = nodes.flatMap((node) => commandsIn(model, node));
  const programs = commands.flatMap(({ program, wrappers, args }) => [
    program,
    ...wrappers,
    // the exec form of ENTRYPOINT takes CMD as its arguments
    ...args.map(programName),
  ]);
  if (programs.some((each) => rightsDroppers.has(each) || initPrograms.has(each))) return "drops";
  const isScript = commands.some(({ program }) =>
    /\.\w*sh$|entry-?point|^(?:start|run|init)/.test(program),
  );
  return isScript ? "unknown" : "root";
}
