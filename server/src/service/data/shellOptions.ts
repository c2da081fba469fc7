/** The option of rules about what POSIX shells lack, and hadolint's value: it never asks which shell `/bin/sh` is. */
export const basesOption = {
  type: "choice",
  choices: ["known", "any"],
  default: "known",
  summary:
    "Whether shells count that a base image is known to have as /bin/sh, or any /bin/sh is a POSIX shell without extensions.",
} as const;
