// Tags as most images write them: a version, then words for the variant.

export interface ImageTag {
  /** `[3, 13, 1]`; empty where the tag begins with no number. */
  readonly version: readonly number[];
  /** `rc1`, `beta.2`; undefined for a release. */
  readonly prerelease: string | undefined;
  /** `["slim", "bookworm"]`, lower case, in the order of the tag. */
  readonly variant: readonly string[];
}

const prereleasePattern = /^(?:rc|alpha|beta|a|b|pre|preview|dev|nightly|snapshot|m|ea)[.\d]*$/;

/** Reads any tag: `3.13.1-slim-bookworm`, `v2.0.0-rc.1`, `21.0.5_11-jre-alpine3.20`, `latest`. */
export function parseImageTag(tag: string): ImageTag {
  const text = tag.toLowerCase();
  // words may stand right behind the version: `3.14rc1`, `8u392`
  const [written = ""] = /^v?\d+(?:[._+u]\d+)*/.exec(text) ?? [];
  const version = (written.match(/\d+/g) ?? []).map(Number);
  const words = text
    .slice(written.length)
    .split(/[-_]/)
    .filter((word) => word !== "");
  const [first = "", ...others] = words;
  const isPrerelease = version.length > 0 && prereleasePattern.test(first);
  return {
    version,
    prerelease: isPrerelease ? first : undefined,
    variant: isPrerelease ? others : words,
  };
}

/**
 * Negative where `a` is the older version, positive where it is the newer, 0 where they are equal as far as both say:
 * `3.13` is no older than `3.13.1`, it may well be the same image. Not for sorting.
 */
export function compareVersions(a: ImageTag, b: ImageTag): number {
  const length = Math.min(a.version.length, b.version.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (a.version[index] ?? 0) - (b.version[index] ?? 0);
    if (difference !== 0) return difference;
  }
  if (a.prerelease === undefined || b.prerelease === undefined) {
    return Number(b.prerelease !== undefined) - Number(a.prerelease !== undefined);
  }
  return a.prerelease.localeCompare(b.prerelease, "en", { numeric: true });
}

/** Whether tags differ in versions only, that of Alpine included: `3.13-alpine3.20` and `3.14-alpine3.22`. */
export function isSameVariant(a: ImageTag, b: ImageTag): boolean {
  return variantOf(a) === variantOf(b);
}

function variantOf({ variant }: ImageTag): string {
  return variant
    .map((word) => word.replace(/(?<=[a-z])\d[\d.]*$/, ""))
    .toSorted()
    .join("-");
}
