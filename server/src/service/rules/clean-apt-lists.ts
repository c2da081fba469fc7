import { aptLists } from "../data/packageCaches.ts";
import { commandsOption } from "../data/packageOptions.ts";
import { defineRule } from "../lint/rule.ts";
import { keepAptDownloads } from "../syntax/aptDownloads.ts";
import { cacheCures } from "../syntax/cacheCures.ts";
import { isInherited, leavesCache } from "../syntax/leftCaches.ts";
import { isIndexUsedLater } from "../syntax/packageManagers.ts";
import type { PackageCall } from "../syntax/packageWork.ts";

export default defineRule({
  name: "clean-apt-lists",
  severity: "info",
  category: "packages",
  aliases: { hadolint: "DL3009" },
  stages: "shipped",
  triggers: true,
  options: { commands: commandsOption },
  profiles: { hadolint: { options: { commands: "plain" } } },
  sources: [
    "https://github.com/hadolint/hadolint/wiki/DL3009",
    "https://docs.docker.com/build/building/best-practices/#apt-get",
    "https://docs.docker.com/build/cache/optimize/#use-cache-mounts",
  ],
  summary: "The index that `apt-get update` fetched stays in the layer.",
  why: `The package index in /var/lib/apt/lists takes tens of megabytes, is of no use to a running container and grows old.
    A later RUN that removes it makes no layer smaller, so it has to go in the RUN that fetched it; \`apt-get clean\`
    removes packages, not the index. Cache mounts on /var/lib/apt and /var/cache/apt keep it out of the image from the
    start and make the next build faster.`,
  examples: [
    { bad: "FROM debian:12\nRUN apt-get update && apt-get [|install|] -y git\n" },
    { bad: "FROM debian:12\nRUN sudo apt-get update; apt-get install -y git; apt-get [|clean|]\n" },
    { bad: "FROM debian:12\nRUN rm -rf /var/lib/apt/lists/* && apt [|update|]\n" },
    {
      bad: "FROM debian:12\nRUN apt-get [|update|]\nRUN apt-get install -y git\nRUN rm -r /var/lib/apt/lists\n",
    },
    { bad: "FROM debian:12 AS base\nRUN aptitude [|update|]\nFROM base\nRUN mkdir /a\n" },
    { bad: "FROM debian:12\nRUN --mount=type=cache,target=/var/cache/apt apt-get [|update|]\n" },
    { bad: "FROM debian:12\nONBUILD RUN apt-get [|update|]\n" },
    // behind the last command of apt, in the style of the lines
    {
      bad: "FROM debian:12\nRUN apt-get update && apt-get [|install|] -y \\\n    a \\\n    b\n",
      fixed:
        "FROM debian:12\nRUN apt-get update && apt-get install -y \\\n    a \\\n    b \\\n    && rm -rf /var/lib/apt/lists/*\n",
    },
    {
      bad: "FROM debian:12\nRUN apt-get update && \\\n\tapt-get [|install|] -y a && \\\n\tmake",
      fixed:
        "FROM debian:12\nRUN apt-get update && \\\n\tapt-get install -y a && \\\n\trm -rf /var/lib/apt/lists/* && \\\n\tmake",
    },
    {
      bad: "FROM debian:12\r\nRUN apt-get update \\\r\n  && apt-get [|install|] -y a \\\r\n  # b\r\n  && make\r\n",
      fixed:
        "FROM debian:12\r\nRUN apt-get update \\\r\n  && apt-get install -y a \\\r\n  && rm -rf /var/lib/apt/lists/* \\\r\n  # b\r\n  && make\r\n",
    },
    {
      bad: '# escape=`\nFROM debian:12\nSHELL ["/bin/sh", "-c"]\nRUN apt-get update `\n  && apt-get [|install|] -y a\n',
      fixed:
        '# escape=`\nFROM debian:12\nSHELL ["/bin/sh", "-c"]\nRUN apt-get update `\n  && apt-get install -y a `\n  && rm -rf /var/lib/apt/lists/*\n',
    },
    // before `&&` the option -e has no effect
    {
      bad: "FROM debian:12\nRUN set -e; apt-get update; apt-get [|install|] -y a; make\n",
      fixed:
        "FROM debian:12\nRUN set -e; apt-get update; apt-get install -y a; rm -rf /var/lib/apt/lists/*; make\n",
    },
    {
      bad: "FROM debian:12\nRUN set -eux; \\\n\tapt-get update; \\\n\tapt-get [|install|] -y a\n",
      fixed:
        "FROM debian:12\nRUN set -eux; \\\n\tapt-get update; \\\n\tapt-get install -y a; \\\n\trm -rf /var/lib/apt/lists/*\n",
    },
    {
      bad: "FROM debian:12\nRUN set -e; apt-get update && apt-get [|install|] -y a\n",
      fixed:
        "FROM debian:12\nRUN set -e; apt-get update && apt-get install -y a && rm -rf /var/lib/apt/lists/*\n",
    },
    {
      bad: "FROM debian:12\nRUN apt-get update; apt-get [|install|] -y a; make\n",
      fixed:
        "FROM debian:12\nRUN apt-get update; apt-get install -y a && rm -rf /var/lib/apt/lists/*; make\n",
    },
    {
      bad: "FROM debian:12\nRUN apt-get update && apt-get [|install|] -y a || exit 1\n",
      fixed:
        "FROM debian:12\nRUN apt-get update && apt-get install -y a && rm -rf /var/lib/apt/lists/* || exit 1\n",
    },
    {
      bad: "FROM debian:12\nRUN <<EOF\nset -e\napt-get update\napt-get [|install|] -y a\nEOF\n",
      fixed:
        "FROM debian:12\nRUN <<EOF\nset -e\napt-get update\napt-get install -y a\nrm -rf /var/lib/apt/lists/*\nEOF\n",
    },
    {
      bad: "FROM debian:12\nRUN <<-EOF\n\tapt-get update\n\tapt-get [|install|] -y a\n\tmake\nEOF\n",
      fixed:
        "FROM debian:12\nRUN <<-EOF\n\tapt-get update\n\tapt-get install -y a && rm -rf /var/lib/apt/lists/*\n\tmake\nEOF\n",
    },
    {
      bad: "FROM debian:12\nRUN apt-get update && { yes | sudo apt-get [|install|] a; } > /log # b\n",
      fixed:
        "FROM debian:12\nRUN apt-get update && { yes | sudo apt-get install a; } > /log && sudo rm -rf /var/lib/apt/lists/* # b\n",
    },
    {
      bad: 'FROM debian:12\nRUN bash -c "apt-get update && apt-get [|install|] -y a" && b\n',
      fixed:
        'FROM debian:12\nRUN bash -c "apt-get update && apt-get install -y a" && rm -rf /var/lib/apt/lists/* && b\n',
    },
    // without a shell there are only the mounts
    {
      bad: 'FROM debian:12\nRUN ["apt-get", [|"update"|]]\n',
      fixed:
        'FROM debian:12\nRUN rm -f /etc/apt/apt.conf.d/docker-clean\nRUN --mount=type=cache,target=/var/cache/apt,sharing=locked --mount=type=cache,target=/var/lib/apt,sharing=locked ["apt-get", "update"]\n',
    },
    {
      bad: 'FROM debian:12\nRUN rm -f /etc/apt/apt.conf.d/docker-clean\nRUN --mount=type=cache,target=/var/cache/apt ["apt-get", [|"update"|]]\n',
      fixed:
        'FROM debian:12\nRUN rm -f /etc/apt/apt.conf.d/docker-clean\nRUN --mount=type=cache,target=/var/lib/apt,sharing=locked --mount=type=cache,target=/var/cache/apt ["apt-get", "update"]\n',
    },
    {
      bad: "FROM debian:12\nRUN f() { apt-get [|update|]; }; \\\n  f\n",
      fixed:
        "FROM debian:12\nRUN rm -f /etc/apt/apt.conf.d/docker-clean\nRUN --mount=type=cache,target=/var/cache/apt,sharing=locked \\\n  --mount=type=cache,target=/var/lib/apt,sharing=locked \\\n  f() { apt-get update; }; \\\n  f\n",
    },
    // what another RUN downloads would stay in the image
    {
      bad: "FROM debian:12\nUSER app\nRUN sudo apt [|update|] &\n",
      fixed:
        "FROM debian:12\nUSER app\nRUN --mount=type=cache,target=/var/cache/apt,sharing=locked --mount=type=cache,target=/var/lib/apt,sharing=locked sudo apt update &\n",
    },
    {
      bad: "FROM debian:12\nRUN apt-get update && apt-get [|install|] -y a\nRUN apt-get install -y b\n",
      refused: "No fix: a later RUN installs packages without another update",
    },
    {
      good: "FROM debian:12\nRUN apt-get update && apt-get -y install a && rm -rf /var/lib/apt/lists/*\n",
    },
    { good: "FROM debian:12\nRUN apt-get update && rm -r /var/lib/apt/lists\n" },
    { good: "FROM debian:12\nRUN apt-get update && rm /var/lib/apt/lists/*_*\n" },
    {
      good: "FROM debian:12\nENV LISTS=/var/lib/apt/lists\nRUN apt-get update && rm -r $LISTS/*\n",
    },
    {
      good: "FROM debian:12\nRUN apt-get update && rm -rf /tmp/*\n",
      options: { commands: "plain" },
    },
    { good: "FROM debian:12\nRUN apt-get update && find /var/lib/apt/lists -type f -delete\n" },
    { good: "FROM debian:12\nRUN apt-get update && apt-get install -y a && apt-get distclean\n" },
    { good: "FROM debian:12\nRUN --mount=type=tmpfs,target=/var/lib/apt/lists apt-get update\n" },
    { good: "FROM debian:12\nRUN --mount=type=cache,target=/var/lib/apt apt-get update\n" },
    {
      bad: "FROM debian:12\nRUN --mount=type=cache,target=/var/lib/apt apt-get [|update|]\n",
      options: { commands: "plain" },
    },
    {
      good: "FROM debian:12\nRUN --mount=type=cache,target=/var/lib/apt --mount=type=cache,target=/var/cache/apt apt-get update\n",
    },
    {
      good: "FROM debian:12 AS build\nRUN apt-get update && apt-get install -y git\nFROM scratch\n",
    },
    {
      bad: "FROM debian:12 AS base\nRUN apt-get [|update|]\nFROM base AS test\nFROM scratch\n",
      options: { stages: "all", commands: "plain" },
    },
    {
      good: "FROM debian:12 AS build\nRUN apt-get update\nFROM debian:12\nRUN sudo apt-get update\n",
      options: { stages: "all", commands: "plain" },
    },
  ],
  visit: {
    RUN(node, { model, options, report }) {
      if (options.commands === "plain" && !isInherited(model, node)) return;
      const update = leavesCache(model, node, aptLists, options.commands);
      if (update === undefined) return;
      const behind = model.packages(node).calls.findLast(isApt) ?? update;
      const where = behind.operands[0] ?? update.command;
      const message = `The package index that \`${update.manager} update\` fetches stays in the layer: remove /var/lib/apt/lists/* in the same RUN, or mount a cache there.`;
      if (isIndexUsedLater(model, node, "apt")) {
        report(where, `${message} No fix: a later RUN installs packages without another update.`);
        return;
      }
      const cleanup = "rm -rf /var/lib/apt/lists/*";
      const beside = keepAptDownloads(model, node);
      report(where, ...cacheCures(model, node, { message, cleanup, behind, beside }));
    },
  },
});

function isApt({ manager, operands }: PackageCall): boolean {
  return aptLists.managers.includes(manager) && operands.length > 0;
}
