import { parseImageReference, type ImageReference } from "../syntax/imageReference.ts";

/** An image name taken apart, as Markdown. `text` is undefined where only the build knows the name. */
export function describeImage(text: string | undefined): string | undefined {
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
        : [`- Tag: ${tag === undefined ? version : `\`${version}\``}`]),
      ...(digest === undefined ? [] : [`- Digest: \`${digest.text}\``]),
    ].join("\n"),
    ...(page === undefined ? [] : [`[${page.title}](${page.address})`]),
  ].join("\n\n");
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
