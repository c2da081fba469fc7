// The image that runs what another one built.
import { systemImages } from "../data/buildEcosystems.ts";
import { imageVariants } from "../data/imageVariants.ts";
import { findVariables } from "../syntax/variables.ts";
import { refuse, type BuildWork, type Refusal } from "./buildWork.ts";

export interface RuntimeImage {
  /** As it is written behind FROM. */
  readonly text: string;
  /** `same`: the build image; `slim`: its smaller variant; `other`: an image without the tools. */
  readonly kind: "same" | "slim" | "other";
  readonly isAlpine: boolean;
}

/** Picks the image for the stage that runs the product, in the version of the build image. */
export function runtimeImageOf(work: BuildWork): RuntimeImage | Refusal {
  const { ecosystem, image, stage } = work;
  const written = stage.from.image?.text ?? "";
  const isAlpine = /alpine/.test(image);
  // a mirror that keeps the names of Docker Hub has the other images as well
  const [, mirror = "", name = image] = /^(.*\/library\/)(.*)$/.exec(image) ?? [];
  for (const { image: pattern, runtime } of ecosystem.runtimes) {
    if (!pattern.test(name)) continue;
    const text = keepVariable(work, `${mirror}${name.replace(pattern, runtime)}`);
    return { text, kind: "other", isAlpine };
  }
  const isSystem = systemImages.test(name);
  if (ecosystem.ownImage === "unfit" && !isSystem)
    return refuse(`Which image runs what ${written} builds is not known.`);
  // images of the same name elsewhere are others
  const slim = isAlpine || name.includes("/") ? undefined : slimVariant(name);
  if (slim === undefined) return { text: written, kind: "same", isAlpine };
  return { text: keepVariable(work, `${mirror}${slim}`), kind: "slim", isAlpine };
}

function slimVariant(image: string): string | undefined {
  const colon = image.lastIndexOf(":");
  const [name, tag] = [image.slice(0, colon), image.slice(colon + 1)];
  const own = name.split("/").at(-1) ?? "";
  const variants = Object.hasOwn(imageVariants, own) ? imageVariants[own] : undefined;
  const variant = variants?.find(({ tags, variant: to }) => to.includes("slim") && tags.test(tag));
  return variant && `${name}:${tag.replace(variant.tags, variant.variant)}`;
}

/** Writes the variable of the build image's version where its value stands in the result. */
function keepVariable({ model, stage }: BuildWork, result: string): string {
  const word = stage.from.image;
  if (word === undefined || !word.text.includes("$")) return result;
  const [variable, second] = findVariables(word.text, model.dockerfile.escape);
  if (variable === undefined || second !== undefined) return result;
  const text = word.text.slice(variable.start, variable.end);
  const value = model.expand({ text }, stage.from);
  if (value === undefined || value === "" || result.split(value).length !== 2) return result;
  // behind a plain name the tag would be read as a part of it
  const braced = text.startsWith("${") ? text : `\${${text.slice(1)}}`;
  return result.replace(value, () => braced);
}
