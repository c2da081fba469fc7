import { aptLists } from "../data/packageCaches.ts";
import { commandsOption } from "../data/packageOptions.ts";
import { defineRule } from "../lint/rule.ts";
import { isInherited, leavesCache } from "../syntax/leftCaches.ts";
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
      const last = model.packages(node).calls.findLast(isApt)?.operands[0] ?? update.command;
      report(
        last,
        `The package index that \`${update.manager} update\` fetches stays in the layer: remove /var/lib/apt/lists/* in the same RUN, or mount a cache there.`,
      );
    },
  },
});

function isApt({ manager, operands }: PackageCall): boolean {
  return aptLists.managers.includes(manager) && operands.length > 0;
}
