import { dnfCache } from "../data/packageCaches.ts";
import { commandsOption } from "../data/packageOptions.ts";
import { defineRule } from "../lint/rule.ts";
import { cacheCures } from "../syntax/cacheCures.ts";
import { leavesCache } from "../syntax/leftCaches.ts";

export default defineRule({
  name: "clean-dnf-cache",
  severity: "info",
  category: "packages",
  aliases: { hadolint: "DL3040", trivy: ["DS-0019", "DS-0027"] },
  stages: "shipped",
  triggers: true,
  options: { commands: commandsOption },
  profiles: { hadolint: { options: { commands: "plain" } } },
  sources: [
    "https://github.com/hadolint/hadolint/wiki/DL3040",
    "https://dnf.readthedocs.io/en/latest/command_ref.html#clean-command",
  ],
  summary: "The cache of `dnf` or `microdnf` stays in the layer.",
  why: `The packages and lists that dnf downloads stay in /var/cache/dnf or /var/cache/libdnf5 after the install, often more megabytes than what was installed.
    A later RUN that removes them makes no layer smaller: it has to happen in the RUN of the install. A cache mount on that
    folder keeps them out of the image and makes the next build faster.`,
  examples: [
    { bad: "FROM fedora:42\nRUN dnf [|install|] -y git\n" },
    { bad: "FROM fedora:42\nRUN dnf clean all && dnf [|install|] -y git\n" },
    { bad: "FROM fedora:42\nRUN dnf install -y a && \\\n  sudo dnf [|install|] -y b\n" },
    {
      bad: "FROM fedora:42\nRUN dnf [|install|] -y a\n",
      fixed: "FROM fedora:42\nRUN dnf install -y a && dnf clean all\n",
    },
    {
      bad: "FROM fedora:42\r\nRUN dnf [|install|] -y \\\r\n  a \\\r\n  # why\r\n  b && make\r\n",
      fixed:
        "FROM fedora:42\r\nRUN dnf install -y \\\r\n  a \\\r\n  # why\r\n  b \\\r\n  && dnf clean all && make\r\n",
    },
    {
      bad: "FROM fedora:42\nRUN set -e; \\\n    sudo dnf [|install|] -y a; \\\n    dnf remove -y b; \\\n    make",
      fixed:
        "FROM fedora:42\nRUN set -e; \\\n    sudo dnf install -y a; \\\n    dnf remove -y b; \\\n    dnf clean all; \\\n    make",
    },
    {
      bad: "FROM fedora:42\nRUN <<EOF\nset -e\ndnf [|install|] -y a\nEOF\n",
      fixed: "FROM fedora:42\nRUN <<EOF\nset -e\ndnf install -y a\ndnf clean all\nEOF\n",
    },
    {
      bad: 'FROM fedora:42\nRUN ["dnf", [|"install"|], "-y", "a"]\n',
      fixed:
        'FROM fedora:42\nRUN --mount=type=cache,target=/var/cache/libdnf5,sharing=locked ["dnf", "install", "-y", "a"]\n',
    },
    {
      bad: 'FROM rockylinux:9\nRUN ["dnf", [|"install"|], "-y", "a"]\n',
      fixed:
        'FROM rockylinux:9\nRUN --mount=type=cache,target=/var/cache/dnf,sharing=locked ["dnf", "install", "-y", "a"]\n',
    },
    {
      bad: "FROM fedora:42\nRUN dnf --installroot /a [|install|] -y b\n",
      refused: "No fix: `--installroot` puts the cache elsewhere",
    },
    { good: "FROM fedora:42\nRUN dnf install -y a && dnf install -y b && dnf clean all\n" },
    { good: "FROM fedora:42\nRUN dnf clean all; dnf install -y git; dnf clean all\n" },
    { good: "FROM fedora:42\nRUN dnf install -y git && rm -rf /var/cache/libdnf5/*\n" },
    {
      good: "FROM fedora:42\nRUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y git\n",
    },
    {
      good: "FROM fedora:42\nRUN --mount=type=tmpfs,target=/var/cache/libdnf5 dnf install -y git\n",
    },
    { good: "FROM fedora:42 AS build\nRUN dnf install -y git\nFROM scratch\n" },
    {
      bad: "FROM fedora:42\nRUN microdnf [|install|] -y git && dnf clean all\n",
      says: "run `microdnf clean all`",
    },
    { bad: "FROM fedora:42\nRUN tdnf [|install|] -y git; rm -rf /var/cache/dnf\n" },
    { bad: "FROM fedora:42\nRUN dnf -y [|upgrade|]\n" },
    { good: "FROM fedora:42\nRUN dnf in -y git && rm -rf /var/cache/dnf\n" },
    { good: "FROM fedora:42\nRUN microdnf install -y git && rm -rf /var/cache/yum/*\n" },
    { good: "FROM fedora:42\nRUN dnf remove -y git && dnf config-manager --add-repo x\n" },
    {
      bad: "FROM fedora:42 AS build\nRUN dnf [|install|] -y git\nFROM scratch\n",
      options: { stages: "all" },
    },
    {
      bad: "FROM fedora:42\nRUN dnf clean all; dnf [|install|] -y git; dnf clean all\n",
      options: { commands: "plain" },
    },
    { good: "FROM fedora:42\nRUN sudo dnf install -y git\n", options: { commands: "plain" } },
  ],
  visit: {
    RUN(node, { model, options, report }) {
      const call = leavesCache(model, node, dnfCache, options.commands);
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
