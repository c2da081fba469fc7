/** Which commands rules about package managers look at. */
export const commandsOption = {
  type: "choice",
  choices: ["all", "plain"],
  default: "all",
  summary:
    "Whether all commands count, or only installs that are written without a folder, sudo and the like, as hadolint has it.",
} as const;

/** What rules about versions make of a word that is a variable. */
export const variablesOption = {
  type: "boolean",
  default: false,
  summary: "Whether a variable without a sign of a version counts as a package without one.",
} as const;
