import { commandsOption, variablesOption } from "../data/packageOptions.ts";
import { zypperVersions } from "../data/packageVersions.ts";
import { defineRule } from "../lint/rule.ts";
import { namesOf, unpinnedInstalls } from "../syntax/packageVersions.ts";

export default defineRule({
  name: "pin-zypper-versions",
  severity: "off",
  strict: "info",
  category: "packages",
  aliases: { hadolint: "DL3037" },
  stages: "shipped",
  triggers: true,
  options: { commands: commandsOption, variables: variablesOption },
  profiles: { hadolint: { options: { commands: "plain", variables: true } } },
  sources: [
    "https://github.com/hadolint/hadolint/wiki/DL3037",
    "https://manpages.opensuse.org/Tumbleweed/zypper/zypper.8.en.html",
  ],
  summary: "A `zypper install` names packages without a version.",
  why: `Without a version each build takes the newest package there is, so two builds of the same file differ. On the
    other hand mirrors drop old versions, and a file that names one breaks then.`,
  examples: [
    {
      bad: "FROM opensuse/leap:15\nRUN zypper -n install [|git|] curl=8.6.0 && zypper in -y [|vim|]\n",
    },
    { good: "FROM opensuse/leap:15\nRUN zypper -n in 'git>=2.43' git-2.43.0 tomcat\\<=9.0\n" },
    {
      good: "FROM opensuse/leap:15\nRUN zypper -n in ./a.rpm a-1.rpm pattern:devel_basis 'pkgconfig(zlib)' $PACKAGES\n",
    },
    { good: "FROM opensuse/leap:15\nRUN zypper -n remove git\n" },
    { good: "FROM opensuse/leap:15 AS build\nRUN zypper in git\nFROM scratch\n" },
    {
      bad: "FROM opensuse/leap:15\nRUN zypper -n in [|$PACKAGES|]\n",
      options: { variables: true },
    },
    { good: "FROM opensuse/leap:15\nRUN zypper -n in $PACKAGES=1\n", options: { variables: true } },
    {
      bad: "FROM opensuse/leap:15\nRUN zypper -n in [|pattern:devel_basis|]\n",
      options: { commands: "plain" },
    },
    { good: "FROM opensuse/leap:15\nRUN sudo zypper in git\n", options: { commands: "plain" } },
  ],
  visit: {
    RUN(node, { model, options, report }) {
      for (const { call, words } of unpinnedInstalls(model, node, zypperVersions, options)) {
        const [first] = words;
        if (first === undefined) continue;
        const what = `${namesOf(words)} ${words.length === 1 ? "has" : "have"} no version`;
        report(
          first,
          `${what} in this \`${call.manager} ${call.operands[0]?.text}\`, so each build takes the newest there is.`,
        );
      }
    },
  },
});
