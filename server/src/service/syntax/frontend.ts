// Which program reads the Dockerfile: the image that `# syntax=` names.
import { headDirectives } from "./headDirectives.ts";
import { parseImageReference, type ImageReference } from "./imageReference.ts";
import type { Dockerfile, Span } from "./tree.ts";

/** A tag such as `1.4.2-labs`, in its parts. */
export interface FrontendVersion {
  readonly major: number;
  /** undefined where the tag stands for the newest of its line. */
  readonly minor: number | undefined;
  readonly patch: number | undefined;
  readonly channel: "stable" | "labs" | "experimental";
  readonly isCandidate: boolean;
}

export interface Frontend extends Span {
  /** The image; what stands behind a blank is not part of it. */
  readonly text: string;
  /** undefined where it is malformed. */
  readonly reference: ImageReference | undefined;
  /** Whether it is `docker/dockerfile` of Docker Hub. */
  readonly isOfficial: boolean;
  /** undefined for images of others, and for tags that move with the releases or are unknown. */
  readonly version: FrontendVersion | undefined;
}

/** undefined where the file leaves it to the builder. */
export function frontendOf(dockerfile: Dockerfile): Frontend | undefined {
  const directive = headDirectives(dockerfile).find(({ name }) => name === "syntax");
  if (directive === undefined) return undefined;
  const { start } = directive.value;
  const [text = ""] = directive.value.text.split(" ");
  const reference = parseImageReference(text);
  const isOfficial = reference?.domain === "docker.io" && reference.name === "docker/dockerfile";
  const tag = isOfficial ? reference.tag?.text : undefined;
  return {
    start,
    end: start + text.length,
    text,
    reference,
    isOfficial,
    version: tag === undefined ? undefined : parseFrontendTag(tag),
  };
}

/** undefined where the tag has no version. */
export function parseFrontendTag(tag: string): FrontendVersion | undefined {
  const [all, major, minor, patch, candidate, channel] =
    /^(\d+)(?:\.(\d+))?(?:\.(\d+))?(-rc\d+)?(?:-(labs|experimental))?$/.exec(tag) ?? [];
  if (all === undefined) return undefined;
  return {
    major: Number(major),
    minor: minor === undefined ? undefined : Number(minor),
    patch: patch === undefined ? undefined : Number(patch),
    channel: channel === "labs" || channel === "experimental" ? channel : "stable",
    isCandidate: candidate !== undefined,
  };
}

/** Whether the file pins a frontend that is older than a version such as `1.21`. */
export function isOlderFrontend(frontend: Frontend | undefined, version: string): boolean {
  const { major, minor } = frontend?.version ?? {};
  if (major === undefined || minor === undefined) return false;
  const [wantedMajor = 0, wantedMinor = 0] = version.split(".").map(Number);
  return major < wantedMajor || (major === wantedMajor && minor < wantedMinor);
}
