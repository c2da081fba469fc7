import { commandsOption, variablesOption } from "../data/packageOptions.ts";
import { yumVersions } from "../data/packageVersions.ts";
import { defineRule } from "../lint/rule.ts";
import { namesOf, unpinnedInstalls } from "../syntax/packageVersions.ts";

export default defineRule({
  name: "pin-yum-versions",
  severity: "off",
  strict: "info",
  category: "packages",
  aliases: { hadolint: "DL3033" },
  stages: "shipped",
  triggers: true,
  options: { commands: commandsOption, variables: variablesOption },
  profiles: { hadolint: { options: { commands: "plain", variables: true } } },
  sources: [
    "https://github.com/hadolint/hadolint/wiki/DL3033",
    "https://man7.org/linux/man-pages/man8/yum.8.html",
  ],
  summary: "A `yum install` names packages without a version.",
  why: `Without a version each build takes the newest package there is, so two builds of the same file differ. On the
    other hand mirrors drop old versions, and a file that names one breaks then.`,
  examples: [
    { bad: "FROM centos:7\nRUN yum install -y [|git|] gcc-c++-4.8.5\n" },
    {
      bad: "FROM centos:7\nRUN yum install -y [|java-17-openjdk|] && yum module install -y [|tomcat|]\n",
    },
    {
      good: "FROM centos:7\nRUN yum install -y rpm-sign-4.16.1.3 openssl-1:1.1.1k git-2.3.1-25.el7 && yum module install -y a:9\n",
    },
    {
      good: "FROM centos:7\nRUN yum install -y ./a.rpm https://example.com/a.rpm @tools && yum groupinstall 'Development Tools'\n",
    },
    {
      good: "FROM centos:7\nRUN yum --enablerepo epel install -y git-2.3 /usr/bin/git git-$VERSION\n",
    },
    { good: "FROM centos:7 AS build\nRUN yum install git\nFROM scratch\n" },
    { bad: "FROM centos:7\nRUN yum install -y [|git-$VERSION|]\n", options: { variables: true } },
    {
      good: "FROM centos:7\nENV VERSION=2.3\nRUN yum install git-$VERSION\n",
      options: { variables: true },
    },
    { bad: "FROM centos:7\nRUN yum install -y [|/usr/bin/git|]\n", options: { commands: "plain" } },
    { good: "FROM centos:7\nRUN sudo yum install -y git\n", options: { commands: "plain" } },
  ],
  visit: {
    RUN(node, { model, options, report }) {
      for (const { call, words } of unpinnedInstalls(model, node, yumVersions, options)) {
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
