import type { ImageConfig } from "../syntax/imageConfig.ts";
import type { Model, Stage } from "../syntax/model.ts";
import { formatPort } from "../syntax/ports.ts";
import type { StageRole } from "../syntax/stageGraph.ts";
import type { Instruction } from "../syntax/tree.ts";
import { inlineCode } from "./inlineCode.ts";

const roles: Readonly<Record<StageRole, string>> = {
  shipped: "What it holds goes into the image.",
  build: "It is built for the image, which takes only what is copied or mounted from it.",
  test: "By its name it is there to test; the image is built without it.",
  dev: "By its name it is there to develop; the image is built without it.",
  unreachable: "The image is built without it: it runs only where `--target` asks for it.",
};

/** What a stage is for, and what its image ends with as far as the file says; Markdown. */
export function describeOutcome(model: Model, stage: Stage): string {
  const { platform } = stage;
  const facts = [
    ...(platform === undefined ? [] : fact("Platform", [platform.text ?? platform.word.text])),
    ...configFacts(model.config(stage)),
  ];
  const title =
    stage === model.target
      ? "The image ends with, besides what its base brings:"
      : "The stage ends with, besides what its base brings:";
  const role = roles[model.role(stage)];
  return facts.length === 0 ? role : `${role}\n\n${title}\n\n${facts.join("\n")}`;
}

function configFacts(config: ImageConfig): readonly string[] {
  const { ports, volumes, labels, env, entrypoint, cmd, stopSignal, healthcheck, shell } = config;
  return [
    ...fact(
      "User",
      config.user === undefined ? [] : [config.user.text ?? "known only to the build"],
    ),
    ...fact("Working directory", config.workdir === undefined ? [] : [config.workdir]),
    ...fact("Entry point", bodies(entrypoint)),
    ...fact("Command", bodies(cmd)),
    ...fact("Health check", bodies(healthcheck)),
    ...fact("Stop signal", bodies(stopSignal)),
    ...fact("Shell", shell?.instruction === undefined ? [] : [shell.words.join(" ")]),
    ...fact(
      "Ports",
      ports.map(({ range, text, instruction }) =>
        range === undefined ? (text ?? bodyOf(instruction)) : formatPort(range),
      ),
    ),
    ...fact(
      "Volumes",
      volumes.map(({ path, instruction }) => path ?? bodyOf(instruction)),
    ),
    ...fact(
      "Variables",
      env.map(({ name }) => name),
    ),
    ...fact("Labels", [...labels.keys()]),
  ];
}

/** Files may set hundreds of variables and labels. */
const most = 12;

function fact(title: string, values: readonly string[]): readonly string[] {
  const different = [...new Set(values)];
  if (different.length === 0) return [];
  const more = different.length > most ? ` and ${different.length - most} more` : "";
  return [`- ${title}: ${different.slice(0, most).map(inlineCode).join(", ")}${more}`];
}

function bodies(node: Instruction | undefined): readonly string[] {
  return node === undefined ? [] : [bodyOf(node)];
}

function bodyOf({ logical, bodyStart }: Instruction): string {
  return logical.text.slice(bodyStart);
}
