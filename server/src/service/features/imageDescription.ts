import { parseImageReference, type ImageReference } from "../syntax/imageReference.ts";
import { compareVersions, isSameVariant, parseImageTag } from "../syntax/imageTag.ts";
import { imageUses } from "../syntax/imageUses.ts";
import type { Model } from "../syntax/model.ts";
import type { ImageNode } from "./nodeAt.ts";

/**
 * An image name taken apart, as Markdown. `text` is undefined where only the build knows the name; `others` are further
 * tags of the image, as {@link otherTags} words them.
 */
export function describeImage(
  text: string | undefined,
  others: readonly string[] = [],
): string | undefined {
  if (text === undefined) return "Image whose name is known only at build time.";
  if (text === "scratch") {
    return "**scratch**: no image at all. The stage begins empty: no shell, no files, no users.";
  }
  const reference = parseImageReference(text);
  if (reference === undefined) return undefined;
  const { domain, path, tag, digest } = reference;
  const version =
    tag?.text ?? (digest === undefined ? "none written, so `latest` is taken" : undefined);
  const page = imagePage(reference);
  return [
    `**${isOfficial(reference) ? "Official image" : "Image"}** \`${text}\``,
    [
      `- Registry: \`${domain}\``,
      `- Repository: \`${path}\``,
      ...(version === undefined
        ? []
        : [`- Tag: ${tag === undefined ? version : `\`${version}\`${tagFacts(tag.text)}`}`]),
      ...(digest === undefined ? [] : [`- Digest: \`${digest.text}\``]),
      ...(others.length === 0 ? [] : [`- Elsewhere in this file: ${others.join(", ")}`]),
    ].join("\n"),
    ...(page === undefined ? [] : [`[${page.title}](${page.address})`]),
  ].join("\n\n");
}

/** What the words of a tag mean. */
function tagFacts(tag: string): string {
  const { version, prerelease, variant } = parseImageTag(tag);
  const facts = [
    ...(version.length === 0 ? [] : [`version ${version.join(".")}`]),
    ...(prerelease === undefined ? [] : [`pre-release ${prerelease}`]),
    ...(version.length === 0 || variant.length === 0 ? [] : [`variant ${variant.join(", ")}`]),
  ];
  return facts.length === 0 ? "" : ` (${facts.join("; ")})`;
}

/** The other tags of the same image in the file, with what sets them apart: "`3.12` in line 1, older". */
export function otherTags(model: Model, { text, span }: ImageNode): readonly string[] {
  const own = text === undefined ? undefined : parseImageReference(text);
  if (own?.tag === undefined) return [];
  const tag = own.tag.text;
  const tags = new Map<string, string>();
  for (const { reference, instruction, start } of imageUses(model)) {
    const isSame = reference?.domain === own.domain && reference.path === own.path;
    const other = reference?.tag?.text;
    if (!isSame || other === undefined || other === tag || start === span.start) continue;
    tags.set(other, `\`${other}\` in line ${instruction.startLine + 1}${difference(other, tag)}`);
  }
  return [...tags.values()];
}

function difference(other: string, own: string): string {
  const [a, b] = [parseImageTag(other), parseImageTag(own)];
  const order = a.version.length === 0 || b.version.length === 0 ? 0 : compareVersions(a, b);
  const age = order === 0 ? "" : order < 0 ? ", older" : ", newer";
  return isSameVariant(a, b) ? age : `${age}, another variant`;
}

function isOfficial({ domain, path }: ImageReference): boolean {
  return domain === "docker.io" && path.startsWith("library/");
}

export interface ImagePage {
  readonly title: string;
  readonly address: string;
}

/** The web page of an image, for registries that have such pages. */
export function imagePage(reference: ImageReference): ImagePage | undefined {
  const { domain, path, name } = reference;
  if (isOfficial(reference)) {
    return {
      title: "Docker Hub",
      address: `https://hub.docker.com/_/${name.replace(/^library\//, "")}`,
    };
  }
  switch (domain) {
    case "docker.io":
      return { title: "Docker Hub", address: `https://hub.docker.com/r/${path}` };
    case "quay.io":
      return { title: "Quay", address: `https://quay.io/repository/${path}` };
    case "ghcr.io":
      return { title: "GitHub Container Registry", address: `https://ghcr.io/${path}` };
    case "mcr.microsoft.com":
      return {
        title: "Microsoft Artifact Registry",
        address: `https://mcr.microsoft.com/artifact/mar/${path}`,
      };
    case "public.ecr.aws":
      return { title: "Amazon ECR Public Gallery", address: `https://gallery.ecr.aws/${path}` };
    default:
      return undefined;
  }
}
