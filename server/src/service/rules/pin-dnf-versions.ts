import { commandsOption, variablesOption } from "../data/packageOptions.ts";
import { dnfVersions } from "../data/packageVersions.ts";
import { defineRule } from "../lint/rule.ts";
import { namesOf, unpinnedInstalls } from "../syntax/packageVersions.ts";

export default defineRule({
  name: "pin-dnf-versions",
  severity: "off",
  strict: "info",
  category: "packages",
  aliases: { hadolint: "DL3041" },
  stages: "shipped",
  triggers: true,
  options: { commands: commandsOption, variables: variablesOption },
  profiles: { hadolint: { options: { commands: "plain", variables: true } } },
  sources: [
    "https://github.com/hadolint/hadolint/wiki/DL3041",
    "https://dnf.readthedocs.io/en/latest/command_ref.html",
  ],
  summary: "A `dnf` or `microdnf install` names packages without a version.",
  why: `Without a version each build takes the newest package there is, so two builds of the same file differ. On the
    other hand mirrors drop old versions, and a file that names one breaks then.`,
  examples: [
    { bad: "FROM fedora:42\nRUN dnf install -y [|git|] gcc-c++-14.2.1\n" },
    {
      bad: "FROM fedora:42\nRUN microdnf install -y [|java-17-openjdk|] && tdnf install -y [|tar|] && dnf in [|vim|]\n",
    },
    { bad: "FROM fedora:42\nRUN dnf module install -y [|tomcat|]\n" },
    {
      good: "FROM fedora:42\nRUN dnf install -y rpm-sign-4.16.1.3 openssl-1:1.1.1k && dnf module install -y nodejs:22\n",
    },
    {
      good: "FROM fedora:42\nRUN dnf module enable -y nodejs && dnf -y group install 'Development Tools'\n",
    },
    {
      good: "FROM fedora:42\nRUN dnf install --setopt tsflags=nodocs -y --setopt=install_weak_deps=False git-2.49\n",
    },
    {
      good: "FROM fedora:42\nRUN dnf install -y ./a.rpm @tools 'dnf-command(config-manager)' git-$VERSION\n",
    },
    { good: "FROM fedora:42 AS build\nRUN dnf install git\nFROM scratch\n" },
    { bad: "FROM fedora:42\nRUN dnf install -y [|git-$VERSION|]\n", options: { variables: true } },
    {
      good: "FROM fedora:42\nENV VERSION=2.3\nRUN dnf install git-$VERSION\n",
      options: { variables: true },
    },
    {
      bad: "FROM fedora:42\nRUN dnf install -y [|/usr/bin/git|]\n",
      options: { commands: "plain" },
    },
    {
      good: "FROM fedora:42\nRUN sudo dnf install -y git; tdnf install tar\n",
      options: { commands: "plain" },
    },
  ],
  visit: {
    RUN(node, { model, options, report }) {
      for (const { call, words } of unpinnedInstalls(model, node, dnfVersions, options)) {
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
