// Releases of the frontend image `docker/dockerfile`: https://hub.docker.com/r/docker/dockerfile/tags

/** The newest patch release of each minor version, from 1.0 on. */
export const newestPatches: readonly number[] = [
  1, 7, 1, 1, 3, 2, 0, 1, 1, 0, 0, 1, 1, 0, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0,
];

/** Minor versions that came with a channel for features that may still change, called `experimental` and later `labs`. */
export const channelSince = { experimental: 0, labs: 2 } as const;
/** The last minor version of `experimental`. */
export const lastExperimental = 1;

/** Tags that move with the releases. */
export const movingTags: ReadonlySet<string> = new Set([
  "latest",
  "labs",
  "experimental",
  "master",
  "master-labs",
  "upstream",
]);

/** The lowest version that reads `# check=` above an instruction. */
export const instructionChecksSince = "1.21";

/** What else came with a version; `labs` is the lowest one that had it in its labs channel, where that was earlier. */
export interface FrontendFeature {
  readonly since: string;
  readonly labs?: string;
}

export const heredocs: FrontendFeature = { since: "1.4", labs: "1.3" };
export const symbolicChmod: FrontendFeature = { since: "1.14", labs: "1.11" };
/** By the operator behind the name: `${name#pattern}`. Those that are left out came with the first version. */
export const variableModifiers: ReadonlyMap<string, FrontendFeature> = new Map([
  ["-", { since: "1.6" }],
  ["+", { since: "1.6" }],
  ...["#", "##", "%", "%%", "/", "//"].map((operator) => [operator, { since: "1.7" }] as const),
]);
/** By the type and the key of a mount. */
export const mountKeys: ReadonlyMap<string, FrontendFeature> = new Map([
  ["secret,env", { since: "1.10" }],
  ["tmpfs,size", { since: "1.4" }],
]);
/** The lowest version whose labs channel had a flag, where the stable one got it later. */
export const labsFlags: ReadonlyMap<string, string> = new Map([
  ["mount", "1.0"],
  ["network", "1.1"],
  ["security", "1.1"],
  ["keep-git-dir", "1.5"],
  ["checksum", "1.5"],
  ["exclude", "1.7"],
  ["parents", "1.7"],
]);
