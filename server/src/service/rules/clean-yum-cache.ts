import { yumCache } from "../data/packageCaches.ts";
import { commandsOption } from "../data/packageOptions.ts";
import { defineRule } from "../lint/rule.ts";
import { cacheCures } from "../syntax/cacheCures.ts";
import { leavesCache } from "../syntax/leftCaches.ts";

export default defineRule({
  name: "clean-yum-cache",
  severity: "info",
  category: "packages",
  aliases: { hadolint: "DL3032", trivy: "DS-0015" },
  stages: "shipped",
  triggers: true,
  options: { commands: commandsOption },
  profiles: { hadolint: { options: { commands: "plain" } } },
  sources: [
    "https://github.com/hadolint/hadolint/wiki/DL3032",
    "https://man7.org/linux/man-pages/man8/yum.8.html",
  ],
  summary: "The cache of `yum` stays in the layer.",
  why: `The packages and lists that yum downloads stay in /var/cache/yum after the install, often more megabytes than what was installed.
    A later RUN that removes them makes no layer smaller: it has to happen in the RUN of the install. A cache mount on that
    folder keeps them out of the image and makes the next build faster.`,
  examples: [
    { bad: "FROM centos:7\nRUN yum [|install|] -y git\n" },
    { bad: "FROM centos:7\nRUN yum clean all && yum [|install|] -y git\n" },
    { bad: "FROM centos:7\nRUN yum install -y a && \\\n  sudo yum [|install|] -y b\n" },
    {
      bad: "FROM centos:7\nRUN yum [|install|] -y a\n",
      fixed: "FROM centos:7\nRUN yum install -y a && yum clean all\n",
    },
    {
      bad: "FROM centos:7\r\nRUN yum [|install|] -y \\\r\n  a \\\r\n  # why\r\n  b && make\r\n",
      fixed:
        "FROM centos:7\r\nRUN yum install -y \\\r\n  a \\\r\n  # why\r\n  b \\\r\n  && yum clean all && make\r\n",
    },
    {
      bad: "FROM centos:7\nRUN set -e; \\\n    sudo yum [|install|] -y a; \\\n    yum remove -y b; \\\n    make",
      fixed:
        "FROM centos:7\nRUN set -e; \\\n    sudo yum install -y a; \\\n    yum remove -y b; \\\n    yum clean all; \\\n    make",
    },
    {
      bad: "FROM centos:7\nRUN <<EOF\nset -e\nyum [|install|] -y a\nEOF\n",
      fixed: "FROM centos:7\nRUN <<EOF\nset -e\nyum install -y a\nyum clean all\nEOF\n",
    },
    {
      bad: 'FROM centos:7\nRUN ["yum", [|"install"|], "-y", "a"]\n',
      fixed:
        'FROM centos:7\nRUN --mount=type=cache,target=/var/cache/yum,sharing=locked ["yum", "install", "-y", "a"]\n',
    },
    { good: "FROM centos:7\nRUN yum install -y a && yum install -y b && yum clean all\n" },
    { good: "FROM centos:7\nRUN yum clean all; yum install -y git; yum clean all\n" },
    { good: "FROM centos:7\nRUN yum install -y git && rm -rf /var/cache/yum/*\n" },
    { good: "FROM centos:7\nRUN --mount=type=cache,target=/var/cache/yum yum install -y git\n" },
    { good: "FROM centos:7\nRUN --mount=type=tmpfs,target=/var/cache/yum yum install -y git\n" },
    { good: "FROM centos:7 AS build\nRUN yum install -y git\nFROM scratch\n" },
    { bad: "FROM centos:7\nRUN yum -y [|update|]\n" },
    { good: "FROM centos:7\nRUN yum remove -y git && yum list installed\n" },
    {
      bad: "FROM centos:7 AS build\nRUN yum [|install|] -y git\nFROM scratch\n",
      options: { stages: "all" },
    },
    {
      bad: "FROM centos:7\nRUN yum clean all; yum [|install|] -y git; yum clean all\n",
      options: { commands: "plain" },
    },
    { good: "FROM centos:7\nRUN sudo yum install -y git\n", options: { commands: "plain" } },
  ],
  visit: {
    RUN(node, { model, options, report }) {
      const call = leavesCache(model, node, yumCache, options.commands);
      const [verb] = call?.operands ?? [];
      if (call === undefined || verb === undefined) return;
      const { manager } = call;
      const cleanup = `${manager} clean all`;
      const message = `\`${manager} ${verb.text}\` leaves the cache of ${manager} in the layer: run \`${cleanup}\` behind it in the same RUN, or mount a cache there.`;
      const calls = model.packages(node).calls.filter((each) => each.manager === manager);
      const behind = calls.at(-1) ?? call;
      report(verb, ...cacheCures(model, node, { message, cleanup, behind }));
    },
  },
});
