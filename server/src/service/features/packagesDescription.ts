import type { Model } from "../syntax/model.ts";
import type { CacheCleaning } from "../syntax/cacheCleaning.ts";
import type { PackageInstall } from "../syntax/packageWork.ts";
import type { Instruction } from "../syntax/tree.ts";
import { inlineCode } from "./inlineCode.ts";

/** What a RUN installs and whether caches stay in its layer, as a Markdown list; undefined where it installs nothing. */
export function describePackages(model: Model, node: Instruction): string | undefined {
  const { installs } = model.packages(node);
  return installs.length === 0 ? undefined : installs.map(describeInstall).join("\n");
}

/** Images with hundreds of packages exist. */
const most = 20;

function describeInstall({ manager, packages, files, cleaned }: PackageInstall): string {
  const names = packages.map(({ name, version, word }) => {
    if (name === undefined) return inlineCode(word.text);
    return version === undefined ? inlineCode(name) : `${inlineCode(name)} ${inlineCode(version)}`;
  });
  const all = [...names, ...files.map(({ text }) => `what ${inlineCode(text)} lists`)];
  const shown = all.slice(0, most).join(", ") || "what the project lists";
  const more = all.length > most ? ` and ${all.length - most} more` : "";
  return `- ${inlineCode(manager)} installs ${shown}${more}. ${describeCleaning(cleaned)}`;
}

function describeCleaning(cleaned: CacheCleaning | undefined): string {
  switch (cleaned?.by) {
    case "flag":
      return `${inlineCode(cleaned.word.text)} keeps its cache out of the layer.`;
    case "variable":
      return `${inlineCode(cleaned.name)} keeps its cache out of the layer.`;
    case "command":
      return `Its cache is removed by ${inlineCode(cleaned.command.program)}.`;
    case "mount":
      return `Its cache is mounted at ${inlineCode(cleaned.target)}.`;
    default:
      return "Its cache stays in the layer.";
  }
}
