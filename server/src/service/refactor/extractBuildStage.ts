// A stage that builds and ships becomes two: one that builds, and one that holds what runs.
import type { Edit } from "../lint/rule.ts";
import type { Model } from "../syntax/model.ts";
import { freeNames } from "../syntax/stageNames.ts";
import {
  buildWorkOf,
  isRefusal,
  lineOf,
  refuse,
  resolve,
  isBelow,
  type BuildWork,
  type Refusal,
} from "./buildWork.ts";
import { refuseProgram, type Product, type ProductQuestion } from "./product.ts";
import { productOf } from "./products.ts";
import { runtimeImageOf } from "./runtimeImage.ts";
import { isCopied, laterCommands, startOf } from "./runtimeNeeds.ts";
import { divide } from "./sections.ts";
import { stageEdits } from "./stageEdits.ts";
import { refuseLoss } from "./losses.ts";

/** Edits of the document that do not overlap; they change the image on purpose and belong into no fix-all. */
export interface Extraction {
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** Divides the stage that is shipped, or says as a sentence why that is not offered. */
export function extractBuildStage(model: Model): Extraction | Refusal {
  const work = buildWorkOf(model);
  if (isRefusal(work)) return work;
  const runtime = runtimeImageOf(work);
  if (isRefusal(runtime)) return runtime;
  const start = startOf(work) ?? [];
  if (isRefusal(start)) return start;
  const sections = divide(work, runtime);
  if (isRefusal(sections)) return sections;
  const question = { work, runtime, parts: sections.parts, start };
  const product = productOf(question);
  if (isRefusal(product)) return product;
  const wrong = refuseLater(question, product) ?? refuseLoss(question, product);
  if (wrong !== undefined) return wrong;
  const name = freeNames(model)("build");
  return {
    title: "Extract build stage",
    edits: stageEdits(question, product, { name, dropped: sections.dropped }),
  };
}

/** Why an instruction behind the build, or the health check, would miss something. */
function refuseLater(question: ProductQuestion, { transfers }: Product): Refusal | undefined {
  const { work } = question;
  const copied = transfers.flatMap(({ from, to }) => [from, to]);
  for (const later of laterCommands(work)) {
    const name = later.command.name?.literal ?? "";
    const path = name.includes("/") ? resolve(later.folder, name) : undefined;
    const isBuilt = path !== undefined && isBelow(path, copied);
    const isByName = transfers.some(({ to }) => to.endsWith(`/${name}`));
    const isThere = path !== undefined && isCopied(work, question.parts, path);
    const missing = isBuilt || isByName || isThere ? undefined : refuseProgram(question, later);
    if (missing !== undefined) return missing;
    for (const { literal } of later.command.args) {
      const isPath = literal?.includes("/") === true && !literal.includes("://");
      const read = isPath ? resolve(later.folder, literal) : undefined;
      if (read !== undefined && isMissing(work, read, copied))
        return refuse(
          `${lineOf(later.node)} needs ${literal}, and what of it the build makes cannot be known.`,
        );
    }
  }
  return undefined;
}

/** Whether a path is one of the build that is not copied, nor a folder around what is. */
function isMissing({ folders }: BuildWork, path: string, copied: readonly string[]): boolean {
  const isKept = isBelow(path, copied) || copied.some((each) => isBelow(each, [path]));
  return (
    !isKept &&
    isBelow(path, folders) &&
    !isBelow(path, ["/tmp", "/var/cache", "/var/lib/apt", "/root"])
  );
}
