/** When a package manager asks before it goes on, and how it is told not to. */
export interface PackageQuestions {
  readonly programs: readonly string[];
  /** Those of them that the reading `plain` knows. */
  readonly plainPrograms: readonly string[];
  /** Verbs behind which it asks. */
  readonly verbs: readonly (readonly string[])[];
  /** Those of them that install. */
  readonly installVerbs: readonly (readonly string[])[];
  /** Flags that answer. */
  readonly yes: readonly string[];
  /** Flags that answer where they stand before the verb. */
  readonly globalYes: readonly string[];
  /** Flags with which nothing is changed. */
  readonly harmless: readonly string[];
  /** Whether it does not ask where it is told twice to be quiet. */
  readonly quietAnswers: boolean;
  /** The setting that answers, as a word of the command or in a file. */
  readonly setting: RegExp;
  /** Files of settings. */
  readonly file: RegExp;
}

export const aptQuestions: PackageQuestions = {
  programs: ["apt-get", "apt", "aptitude"],
  plainPrograms: ["apt-get"],
  verbs: [
    ["install"],
    ["reinstall"],
    ["remove"],
    ["purge"],
    ["upgrade"],
    ["dist-upgrade"],
    ["full-upgrade"],
    ["safe-upgrade"],
    ["build-dep"],
    ["satisfy"],
  ],
  installVerbs: [["install"]],
  yes: ["-y", "--yes", "--assume-yes", "--assume-no", "--force-yes"],
  globalYes: [],
  harmless: [
    "-s",
    "--simulate",
    "--just-print",
    "--dry-run",
    "--recon",
    "--no-act",
    "-d",
    "--download-only",
    "--print-uris",
    "--help",
    "-h",
  ],
  quietAnswers: true,
  setting: /APT::Get::(?:Assume-Yes|force-yes)["'\s=]+(?:true|1|yes)/i,
  file: /apt\.conf/,
};

export const yumQuestions: PackageQuestions = {
  programs: ["yum"],
  plainPrograms: ["yum"],
  verbs: [
    ["install"],
    ["groupinstall"],
    ["localinstall"],
    ["group", "install"],
    ["reinstall"],
    ["update"],
    ["upgrade"],
    ["remove"],
    ["erase"],
    ["swap"],
    ["downgrade"],
    ["distro-sync"],
  ],
  installVerbs: [
    ["install"],
    ["groupinstall"],
    ["localinstall"],
    ["group", "install"],
    ["module", "install"],
  ],
  yes: ["-y", "--assumeyes", "--assumeno"],
  globalYes: [],
  harmless: ["--downloadonly", "--help", "-h"],
  quietAnswers: false,
  setting: /\bassumeyes\s*=\s*(?:1|yes|true)/i,
  file: /(?:yum|dnf)\.conf/,
};

export const dnfQuestions: PackageQuestions = {
  ...yumQuestions,
  // microdnf never asks
  programs: ["dnf", "tdnf"],
  plainPrograms: ["dnf", "microdnf"],
  verbs: [...yumQuestions.verbs, ["in"], ["up"], ["rm"], ["module", "install"], ["builddep"]],
};

export const zypperQuestions: PackageQuestions = {
  programs: ["zypper"],
  plainPrograms: ["zypper"],
  verbs: [
    ["install"],
    ["in"],
    ["remove"],
    ["rm"],
    ["source-install"],
    ["si"],
    ["patch"],
    ["update"],
    ["up"],
    ["dist-upgrade"],
    ["dup"],
  ],
  installVerbs: [["install"], ["in"], ["remove"], ["rm"], ["source-install"], ["si"], ["patch"]],
  yes: ["-y", "--no-confirm"],
  globalYes: ["-n", "--non-interactive"],
  harmless: ["-D", "--dry-run", "-d", "--download-only", "--help", "-h"],
  quietAnswers: false,
  setting: /(?!)/,
  file: /(?!)/,
};

/** Programs that write answers into a pipe. */
export const answeringPrograms: readonly string[] = ["yes", "echo", "printf"];
