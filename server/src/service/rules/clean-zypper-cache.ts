import { zypperCache } from "../data/packageCaches.ts";
import { commandsOption } from "../data/packageOptions.ts";
import { defineRule } from "../lint/rule.ts";
import { cacheCures } from "../syntax/cacheCures.ts";
import { leavesCache } from "../syntax/leftCaches.ts";

export default defineRule({
  name: "clean-zypper-cache",
  severity: "info",
  category: "packages",
  aliases: { hadolint: "DL3036", trivy: "DS-0020" },
  stages: "shipped",
  triggers: true,
  options: { commands: commandsOption },
  profiles: { hadolint: { options: { commands: "plain" } } },
  sources: [
    "https://github.com/hadolint/hadolint/wiki/DL3036",
    "https://manpages.opensuse.org/Tumbleweed/zypper/zypper.8.en.html",
  ],
  summary: "The cache of `zypper` stays in the layer.",
  why: `The packages and lists that zypper downloads stay in /var/cache/zypp after the install, often more megabytes than what was installed.
    A later RUN that removes them makes no layer smaller: it has to happen in the RUN of the install. A cache mount on that
    folder keeps them out of the image and makes the next build faster.`,
  examples: [
    { bad: "FROM opensuse/leap:15\nRUN zypper [|install|] -y git\n" },
    { bad: "FROM opensuse/leap:15\nRUN zypper clean -a && zypper [|install|] -y git\n" },
    {
      bad: "FROM opensuse/leap:15\nRUN zypper install -y a && \\\n  sudo zypper [|install|] -y b\n",
    },
    {
      bad: "FROM opensuse/leap:15\nRUN zypper [|install|] -y a\n",
      fixed: "FROM opensuse/leap:15\nRUN zypper install -y a && zypper clean -a\n",
    },
    {
      bad: "FROM opensuse/leap:15\r\nRUN zypper [|install|] -y \\\r\n  a \\\r\n  # why\r\n  b && make\r\n",
      fixed:
        "FROM opensuse/leap:15\r\nRUN zypper install -y \\\r\n  a \\\r\n  # why\r\n  b \\\r\n  && zypper clean -a && make\r\n",
    },
    {
      bad: "FROM opensuse/leap:15\nRUN set -e; \\\n    sudo zypper [|install|] -y a; \\\n    zypper remove -y b; \\\n    make",
      fixed:
        "FROM opensuse/leap:15\nRUN set -e; \\\n    sudo zypper install -y a; \\\n    zypper remove -y b; \\\n    zypper clean -a; \\\n    make",
    },
    {
      bad: "FROM opensuse/leap:15\nRUN <<EOF\nset -e\nzypper [|install|] -y a\nEOF\n",
      fixed:
        "FROM opensuse/leap:15\nRUN <<EOF\nset -e\nzypper install -y a\nzypper clean -a\nEOF\n",
    },
    {
      bad: 'FROM opensuse/leap:15\nRUN ["zypper", [|"install"|], "-y", "a"]\n',
      fixed:
        'FROM opensuse/leap:15\nRUN --mount=type=cache,target=/var/cache/zypp,sharing=locked ["zypper", "install", "-y", "a"]\n',
    },
    {
      good: "FROM opensuse/leap:15\nRUN zypper install -y a && zypper install -y b && zypper clean -a\n",
    },
    {
      good: "FROM opensuse/leap:15\nRUN zypper clean -a; zypper install -y git; zypper clean -a\n",
    },
    { good: "FROM opensuse/leap:15\nRUN zypper install -y git && rm -rf /var/cache/zypp/*\n" },
    {
      good: "FROM opensuse/leap:15\nRUN --mount=type=cache,target=/var/cache/zypp zypper install -y git\n",
    },
    {
      good: "FROM opensuse/leap:15\nRUN --mount=type=tmpfs,target=/var/cache/zypp zypper install -y git\n",
    },
    { good: "FROM opensuse/leap:15 AS build\nRUN zypper install -y git\nFROM scratch\n" },
    { bad: "FROM opensuse/leap:15\nRUN zypper -n [|dup|]\n" },
    { good: "FROM opensuse/leap:15\nRUN zypper -n in git && zypper cc\n" },
    { good: "FROM opensuse/leap:15\nRUN zypper -n in git && zypper clean\n" },
    { good: "FROM opensuse/leap:15\nRUN zypper -n rm git\n" },
    {
      bad: "FROM opensuse/leap:15 AS build\nRUN zypper [|install|] -y git\nFROM scratch\n",
      options: { stages: "all" },
    },
    {
      bad: "FROM opensuse/leap:15\nRUN zypper clean -a; zypper [|install|] -y git; zypper clean -a\n",
      options: { commands: "plain" },
    },
    {
      good: "FROM opensuse/leap:15\nRUN sudo zypper install -y git\n",
      options: { commands: "plain" },
    },
  ],
  visit: {
    RUN(node, { model, options, report }) {
      const call = leavesCache(model, node, zypperCache, options.commands);
      const [verb] = call?.operands ?? [];
      if (call === undefined || verb === undefined) return;
      const { manager } = call;
      const cleanup = `${manager} clean -a`;
      const message = `\`${manager} ${verb.text}\` leaves the cache of ${manager} in the layer: run \`${cleanup}\` behind it in the same RUN, or mount a cache there.`;
      const calls = model.packages(node).calls.filter((each) => each.manager === manager);
      const behind = calls.at(-1) ?? call;
      report(verb, ...cacheCures(model, node, { message, cleanup, behind }));
    },
  },
});
