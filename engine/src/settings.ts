// The settings that this layer has, as they stand in the manifest.

/** JSON schemas by the name of the setting, without its prefix "drydock.". */
export const engineSettings = {
  "engine.path": {
    type: "string",
    default: "",
    scope: "machine-overridable",
    markdownDescription:
      "Path or name of the container engine's command line. Anything that is compatible with Docker's or Podman's will do. When empty, the first of `docker` and `podman` on the `PATH` is used.",
  },
} as const;
