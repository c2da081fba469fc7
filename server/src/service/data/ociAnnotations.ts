// Keys of the OCI image specification for labels: https://github.com/opencontainers/image-spec/blob/main/annotations.md

/** What the value of a key is; `text` where the specification does not say more. */
export type AnnotationValue = "text" | "url" | "rfc3339" | "spdx" | "hash";

/** `revision` may be any text by the specification; a hash is what it usually is. */
export const ociAnnotations: ReadonlyMap<string, AnnotationValue> = new Map([
  ["org.opencontainers.image.created", "rfc3339"],
  ["org.opencontainers.image.authors", "text"],
  ["org.opencontainers.image.url", "url"],
  ["org.opencontainers.image.documentation", "url"],
  ["org.opencontainers.image.source", "url"],
  ["org.opencontainers.image.version", "text"],
  ["org.opencontainers.image.revision", "hash"],
  ["org.opencontainers.image.vendor", "text"],
  ["org.opencontainers.image.licenses", "spdx"],
  ["org.opencontainers.image.ref.name", "text"],
  ["org.opencontainers.image.title", "text"],
  ["org.opencontainers.image.description", "text"],
  ["org.opencontainers.image.base.digest", "text"],
  ["org.opencontainers.image.base.name", "text"],
]);
