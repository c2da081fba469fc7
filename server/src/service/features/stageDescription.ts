import type { Stage } from "../syntax/model.ts";

/** A stage in two lines of Markdown: its FROM, and where it begins. Lines count from 1. */
export function describeStage(stage: Stage): string {
  const { index, name, from, instructions } = stage;
  const count = `${instructions.length} ${instructions.length === 1 ? "instruction" : "instructions"}`;
  const title = name === undefined ? `Stage ${index}` : `Stage \`${name}\``;
  const base = from.image === undefined ? "" : ` on ${describeBase(stage)}`;
  return `**${title}**${base}\n\nLine ${from.startLine + 1}, ${count}, number ${index} for \`--from\`.`;
}

function describeBase({ base, from }: Stage): string {
  if (base.kind === "scratch") return "`scratch`, the empty image";
  if (base.kind === "image") return `the image \`${base.text ?? from.image?.text ?? ""}\``;
  return base.stage.name === undefined
    ? `stage ${base.stage.index}`
    : `stage \`${base.stage.name}\``;
}
