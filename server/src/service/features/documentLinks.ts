import type { DocumentLink } from "vscode-languageserver-types";
import { rangeOf } from "../analysis.ts";
import { imagePage } from "./imageDescription.ts";
import type { Analysed } from "./nodeAt.ts";

/** Links from the images in FROM to their pages; no request is made. */
export function documentLinks(analysis: Analysed): readonly DocumentLink[] {
  return analysis.model.stages.flatMap(({ from, base }): readonly DocumentLink[] => {
    if (from.image === undefined || base.kind !== "image" || base.reference === undefined)
      return [];
    const page = imagePage(base.reference);
    if (page === undefined) return [];
    const end = from.image.start + nameLength(from.image.text);
    return [
      {
        range: rangeOf(analysis, { start: from.image.start, end: Math.min(end, from.image.end) }),
        target: page.address,
        tooltip: `Open on ${page.title}`,
      },
    ];
  });
}

/** Without tag and digest: the page is that of the repository. */
function nameLength(image: string): number {
  return /^.*?(?=:[^/]*$|$)/.exec(image.replace(/@.*$/, ""))?.[0].length ?? 0;
}
