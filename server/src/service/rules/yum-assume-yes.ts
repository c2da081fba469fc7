import { commandsOption } from "../data/packageOptions.ts";
import { yumQuestions } from "../data/packageQuestions.ts";
import { defineRule } from "../lint/rule.ts";
import { openQuestions } from "../syntax/packageQuestions.ts";

export default defineRule({
  name: "yum-assume-yes",
  severity: "warning",
  category: "packages",
  aliases: { hadolint: "DL3030" },
  triggers: true,
  options: { commands: commandsOption },
  profiles: { hadolint: { options: { commands: "plain" } } },
  sources: [
    "https://github.com/hadolint/hadolint/wiki/DL3030",
    "https://man7.org/linux/man-pages/man8/yum.8.html",
  ],
  summary:
    "A `yum` command asks before it installs or removes, and a build has nobody who answers.",
  why: `yum shows what it is going to do and waits for a yes. A build has no terminal, so yum takes the silence for a no
    and fails, and the build with it. With -y it goes on without asking.
    Where the build goes on after the failure (\`||\`, \`;\`, \`if\`, \`!\`), the image was built without that step: there the fix
    is unsafe.`,
  examples: [
    {
      bad: "FROM centos:7\nRUN yum [|install|] git || echo without > /note\n",
      fixed: "FROM centos:7\nRUN yum install -y git || echo without > /note\n",
    },
    {
      bad: "FROM centos:7\nRUN yum [|install|] git && yum clean all\n",
      fixed: "FROM centos:7\nRUN yum install -y git && yum clean all\n",
    },
    {
      bad: "FROM centos:7 AS build\nRUN yum [|groupinstall|] tools && yum [|localinstall|] a.rpm\nFROM scratch\n",
    },
    {
      bad: "FROM centos:7\nRUN yum [|group|] install tools && sudo yum [|update|]\n",
      fixed: "FROM centos:7\nRUN yum group install -y tools && sudo yum update -y\n",
    },
    {
      good: "FROM centos:7\nRUN yum install -y a && yum -qy install b && yum --assumeyes install c\n",
    },
    { good: "FROM centos:7\nRUN sed -i '$ a assumeyes=1' /etc/yum.conf\nRUN yum install git\n" },
    { good: "FROM centos:7\nRUN yes | yum install git\n" },
    { good: "FROM centos:7\nRUN yum install --downloadonly git && yum makecache\n" },
    { bad: "FROM centos:7\nRUN yes | yum [|install|] git\n", options: { commands: "plain" } },
    {
      good: "FROM centos:7\nRUN sudo yum install a && yum update\n",
      options: { commands: "plain" },
    },
  ],
  visit: {
    RUN(node, { model, options, report }) {
      for (const { call, verb, verbEnd, answer } of openQuestions(
        model,
        node,
        yumQuestions,
        options.commands,
      )) {
        const message = `\`${call.manager} ${verb.text}\` asks before it goes on, and nobody answers in a build: it needs -y.`;
        report(
          verb,
          message,
          node.json === undefined
            ? {
                title: "Add -y",
                edits: [{ start: verbEnd.end, end: verbEnd.end, text: " -y" }],
                safety: answer,
              }
            : undefined,
        );
      }
    },
  },
});
