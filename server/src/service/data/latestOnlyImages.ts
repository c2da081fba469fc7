/** How the names of repositories begin whose free images have no tag but latest: there is no better one to ask for. */
export const latestOnlyImages: readonly string[] = ["cgr.dev/chainguard/"];
