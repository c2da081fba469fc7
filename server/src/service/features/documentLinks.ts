import type { DocumentLink } from "vscode-languageserver-types";
import { rangeOf } from "../analysis.ts";
import { parseImageReference } from "../syntax/imageReference.ts";
import { imagePage } from "./imageDescription.ts";
import type { Analysed } from "./nodeAt.ts";

/** Links from the images in FROM to their pages; no request is made. */
export function documentLinks(analysis: Analysed): readonly DocumentLink[] {
  return analysis.model.stages.flatMap(({ from, base }): readonly DocumentLink[] => {
    if (from.image === undefined || base.kind !== "image" || base.reference === undefined)
      return [];
    const page = imagePage(base.reference);
    if (page === undefined) return [];
    // only the name: the tag is not part of the page
    const written = parseImageReference(from.image.text);
    const tail = (written?.tag ?? written?.digest)?.start;
    const end =
      tail === undefined ? from.image.end : Math.min(from.image.end, from.image.start + tail - 1);
    return [
      {
        range: rangeOf(analysis, { start: from.image.start, end }),
        target: page.address,
        tooltip: `Open on ${page.title}`,
      },
    ];
  });
}
