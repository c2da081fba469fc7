// Whether apt keeps the packages that it downloads: the images of Debian and Ubuntu tell it to remove them at once.
import { firstIndex } from "./firstIndex.ts";
import { isConfigured } from "./fileSettings.ts";
import { mountTargets } from "./cacheCleaning.ts";
import { memoize } from "./memoize.ts";
import type { Model } from "./model.ts";
import type { Instruction } from "./tree.ts";
import type { WrittenEdit } from "./writtenEdits.ts";

/**
 * A RUN above this one, after which a cache mount fills with packages. None where the file has such a setting, or where
 * another RUN that does not mount the folder would leave its packages in the image.
 */
export function keepAptDownloads(model: Model, node: Instruction): WrittenEdit | undefined {
  const stage = model.stageOf(node);
  const { text, eol, lineStarts } = model.dockerfile;
  const user = model.user(node)?.text ?? "root";
  const calls = model.packages(node).calls.filter(isApt);
  if (node.onbuild || stage === undefined || !/^(?:root|0)(?::|$)/.test(user)) return undefined;
  if (calls.some(({ command }) => command.wrappers.length > 0)) return undefined;
  if (isConfigured(model, node, downloadSetting)) return undefined;
  if (packageLeavers(model).some((other) => other !== node)) return undefined;
  const at = lineStarts[firstLineWithComments(model, node)] ?? node.start;
  const indentation = /^[ \t]*/.exec(text.slice(at))?.[0] ?? "";
  const setting = `echo 'Binary::apt::APT::Keep-Downloaded-Packages "true";' > /etc/apt/apt.conf.d/keep-cache`;
  const more = calls.some(({ manager }) => manager === "apt") ? ` && ${setting}` : "";
  const command = `RUN rm -f /etc/apt/apt.conf.d/docker-clean${more}`;
  return { start: at, end: at, text: indentation + command + eol };
}

const downloadSetting = {
  setting: /docker-clean|Keep-Downloaded-Packages/,
  file: /docker-clean|Keep-Downloaded-Packages|apt\.conf/,
};

/** Whether the file, up to here, may undo what the images of Debian and Ubuntu say about the packages. */
export function changesAptDownloads(model: Model, node: Instruction): boolean {
  return isConfigured(model, node, folderSetting);
}

/** Those settings, or the folder that holds them as a whole. */
const folderSetting = {
  setting:
    /docker-clean|Keep-Downloaded-Packages|\/etc\/apt(?:\/apt\.conf\.d)?\/?\*?(?=[\s;&|"']|$)/,
  file: /docker-clean|Keep-Downloaded-Packages|apt\.conf|\/etc\/apt\/?\*?(?=[\s;&|"']|$)/,
};

function isApt({ manager }: { readonly manager: string }): boolean {
  return manager === "apt-get" || manager === "apt" || manager === "aptitude";
}

/** The first two RUN instructions that leave in a layer what apt keeps. */
const packageLeavers = memoize((model: Model): readonly Instruction[] =>
  model.dockerfile.instructions
    .filter(
      (node) =>
        node.name === "RUN" &&
        model.packages(node).calls.some(isApt) &&
        !mountTargets(node).includes("/var/cache/apt"),
    )
    .slice(0, 2),
);

/** The line of an instruction, or that of the first comment of those right above it. */
function firstLineWithComments({ dockerfile }: Model, { startLine, start }: Instruction): number {
  const { comments } = dockerfile;
  let line = startLine;
  for (
    let at = firstIndex(comments, (comment) => comment.start > start) - 1;
    comments[at]?.line === line - 1 && comments[at]?.inside === false;
    at -= 1
  )
    line -= 1;
  return line;
}
